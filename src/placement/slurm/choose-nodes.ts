import { type CompiledBlocks, compileBlocks } from './compile-blocks.ts';
import { type CompiledTree, compileTree } from './compile-tree.ts';
import { type Demand, demandOf } from './demand.ts';
import { evaluateBlocks } from './evaluate-blocks.ts';
import { evaluateRow } from './evaluate-row.ts';
import { evaluateSegments } from './evaluate-segments.ts';
import { evaluateTree } from './evaluate-tree.ts';
import type { Evaluation } from './evaluation.ts';
import type { SlurmCluster } from './slurm-cluster.ts';
import type { SlurmJob } from './slurm-job.ts';
import type { Supply } from './supply.ts';

/** What a search needs to know of cluster and job, whatever the state of the nodes. */
export interface NodeSearch {
  readonly job: SlurmJob;
  readonly demand: Demand;
  /** Indices of the nodes that must be among those given. */
  readonly nodelist: readonly number[];
  readonly network: CompiledTree | CompiledBlocks;
}

/** Compiles the question once for several supplies. */
export function searchFor(cluster: SlurmCluster, job: SlurmJob): NodeSearch {
  const indexOfNode = new Map(cluster.nodes.map(({ name }, i) => [name, i]));
  const { topology } = cluster;
  return {
    job,
    demand: demandOf(job, cluster.nodes.length),
    nodelist: (job.nodelist ?? []).map((name) => indexOfNode.get(name) ?? -1).sort((a, b) => a - b),
    network: topology.kind === 'tree' ? compileTree(topology, indexOfNode) : compileBlocks(topology, indexOfNode),
  };
}

/**
 * Which nodes get the job, out of those that can take a part of it (slurmctld: `_select_nodes`,
 * `common_topo_choose_nodes`)?
 *
 * When the search fails, the poorest nodes are left out step by step: those with at most 1 core or GPU free, then 2, …,
 * and it is tried again while more nodes than the job needs are left. The supply is used up by that.
 */
export function chooseNodes(search: NodeSearch, supply: Supply): Evaluation {
  const { demand, nodelist } = search;
  const isUsable = (node: number): boolean => (supply.cpus[node] ?? 0) > 0;
  const usable = [...supply.cpus.keys()].filter(isUsable);
  if (usable.length < demand.minNodes || !nodelist.every(isUsable)) return { state: 'unmet' };
  const richness = (node: number): number => (supply.cpus[node] as number) + (supply.gpus[node] as number);
  let found = evaluate(search, supply);
  const most = usable.reduce((max, node) => Math.max(max, richness(node)), 0);
  let left = usable.length;
  for (let limit = 1; limit < most && found.state !== 'met' && left > demand.minNodes; ) {
    const poorest = usable.filter((node) => isUsable(node) && richness(node) <= limit && !nodelist.includes(node));
    const dropped = poorest.slice(0, left - demand.minNodes);
    for (const node of dropped) supply.cpus[node] = 0;
    left -= dropped.length;
    if (dropped.length === 0) limit++;
    else found = evaluate(search, supply);
  }
  return found;
}

function evaluate({ job, demand, nodelist, network }: NodeSearch, supply: Supply): Evaluation {
  if ('spans' in network) {
    return job.segment === undefined
      ? evaluateBlocks(network, supply, demand, nodelist)
      : evaluateSegments(network, supply, demand, nodelist, job.segment);
  }
  return job.isContiguous === true ? evaluateRow(supply, demand) : evaluateTree(network, supply, demand, nodelist);
}
