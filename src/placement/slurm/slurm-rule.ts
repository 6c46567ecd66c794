import { compareStrings } from '../../base/index.ts';
import { levelOf, pathOf } from '../../topology/index.ts';
import { refuseUnequalPods } from '../equal-pods.ts';
import { type Rejection, reject } from '../placement-result.ts';
import type { PlacementRule } from '../rule.ts';
import { type LeafShare, prepareSearch, type RuleSearch, requiredLevel, searchRule } from '../search-rule.ts';
import { levelRange } from '../snapshot/domain-tree.ts';
import {
  placeSlurmJob,
  type SlurmCluster,
  type SlurmJob,
  type SlurmNodeUse,
  type SlurmPlacedNode,
  type SlurmTopology,
  type SlurmUsage,
} from './index.ts';

/**
 * Slurm's `topology/tree` or `topology/block` on the domains of the snapshot (`placeSlurmJob` has source and limits).
 *
 * Every domain above the lowest level is a switch, those just above it the blocks, with Slurm's default block sizes. A pod
 * is a task of one core on nodes that have as many cores as pods fit; where no node takes more than one, the job takes
 * whole nodes. Slurm has no required level: the domains of the level are asked one by one, the one with the least room
 * that takes the job wins. Preferred levels are ignored. Refuses slices, leaders and a topology of one level.
 */
export function slurmRule(kind: SlurmTopology['kind']): PlacementRule {
  return searchRule(`slurm-${kind}`, (search) => chooseLeaves(search, kind));
}

function chooseLeaves(search: RuleSearch, kind: SlurmTopology['kind']): LeafShare[] | Rejection {
  const refusal = refuseUnequalPods(search, 'Slurm');
  if (refusal !== undefined) return refusal;
  const { plan, snapshot } = search;
  if (snapshot.domains.tree.height < 2) {
    return reject('invalid-topology-request', 'Slurm places by switches: the topology has no level above its lowest');
  }
  if (plan.count === 0) return [];
  const empty = prepareSearch(snapshot, search.group, { ...search.context, isSimulatedEmpty: true });
  if ('reason' in empty) return empty;
  const { cluster, usage, isWhole } = slurmState(search, empty, kind);
  const wanted: SlurmJob = isWhole
    ? { nodes: { min: plan.count, max: plan.count }, isExclusive: true }
    : { tasks: plan.count };
  let why = 'no domain of the required level has room';
  for (const exclude of exclusionsToTry(search, cluster)) {
    const answer = placeSlurmJob(cluster, usage, { ...wanted, exclude });
    if (answer.state === 'placed') return leavesOf(search, answer.nodes, isWhole);
    why = answer.reason;
  }
  return reject('not-fit', `Slurm leaves the job pending: ${why}`);
}

function leavesOf({ snapshot }: RuleSearch, nodes: readonly SlurmPlacedNode[], isWhole: boolean): LeafShare[] {
  const { leafOfId } = snapshot.domains;
  return nodes.map(({ name, cpus }) => ({ leaf: leafOfId.get(name) as number, pods: isWhole ? 1 : cpus, leaders: 0 }));
}

interface SlurmState {
  readonly cluster: SlurmCluster;
  readonly usage: SlurmUsage;
  /** Does no node take more than one pod? */
  readonly isWhole: boolean;
}

/** @param empty the same search as if nothing were used: so many cores each node has */
function slurmState(search: RuleSearch, empty: RuleSearch, kind: SlurmTopology['kind']): SlurmState {
  const { firstLeaf, leafOfId } = search.snapshot.domains;
  const idle = empty.state.pods.subarray(firstLeaf);
  const isWhole = idle.every((pods) => pods <= 1);
  const cluster = clusterOf(search, idle, kind);
  const usage = new Map<string, SlurmNodeUse>();
  for (const { name, cpus } of cluster.nodes) {
    const used = cpus - (search.state.pods[firstLeaf + (leafOfId.get(name) as number)] as number);
    if (used > 0) usage.set(name, { cpus: used, gpus: 0, isWhole });
  }
  return { cluster, usage, isWhole };
}

/** The nodes that can ever take a pod, and the switches or blocks above them. */
function clusterOf({ snapshot }: RuleSearch, idle: Int32Array, kind: SlurmTopology['kind']): SlurmCluster {
  const { leafIds } = snapshot.domains;
  const nodes = leafIds.flatMap((name, leaf) => {
    const cpus = idle[leaf] as number;
    return cpus > 0 ? [{ name, cpus, gpus: 0 }] : [];
  });
  nodes.sort((a, b) => compareStrings(a.name, b.name));
  return { nodes, topology: kind === 'tree' ? switchesOf(snapshot.domains) : blocksOf(snapshot.domains) };
}

type Domains = RuleSearch['snapshot']['domains'];

/** Leaf switches first, then those above them, in path order. */
function switchesOf(domains: Domains): SlurmTopology {
  const { tree, leafIds, firstLeaf } = domains;
  const switches = Array.from({ length: firstLeaf }, (_, d) => {
    const below = childrenOf(domains, d);
    const isLeafSwitch = levelOf(tree, d) === tree.height - 2;
    return {
      name: nameOf(domains, d),
      switches: isLeafSwitch ? [] : below.map((child) => nameOf(domains, child)),
      nodes: isLeafSwitch ? below.map((child) => leafIds[child - firstLeaf] as string) : [],
    };
  });
  const byLevel = switches.map((entry, d) => ({ entry, level: levelOf(tree, d) }));
  return { kind: 'tree', switches: byLevel.sort((a, b) => b.level - a.level).map(({ entry }) => entry) };
}

function blocksOf(domains: Domains): SlurmTopology {
  const { tree, leafIds, firstLeaf } = domains;
  const { from, to } = levelRange(tree, tree.height - 2);
  const blocks = Array.from({ length: to - from }, (_, i) => ({
    name: nameOf(domains, from + i),
    nodes: childrenOf(domains, from + i).map((child) => leafIds[child - firstLeaf] as string),
  }));
  return { kind: 'block', blocks, blockSizes: [] };
}

/** Names of the nodes to leave out, question by question: none, or all outside a domain of the required level. */
function exclusionsToTry({ plan, snapshot, state }: RuleSearch, { nodes }: SlurmCluster): string[][] {
  const { domains } = snapshot;
  const level = requiredLevel(plan);
  if (level === undefined) return [[]];
  const { from, to } = levelRange(domains.tree, level);
  const domainOf = (name: string): number => {
    let d = domains.firstLeaf + (domains.leafOfId.get(name) as number);
    for (let l = domains.tree.height - 1; l > level; l--) d = domains.tree.parent[d] as number;
    return d;
  };
  return Array.from({ length: to - from }, (_, i) => from + i)
    .filter((d) => (state.pods[d] as number) >= plan.count)
    .sort((a, b) => (state.pods[a] as number) - (state.pods[b] as number) || a - b)
    .map((d) => nodes.filter(({ name }) => domainOf(name) !== d).map(({ name }) => name));
}

function childrenOf({ tree }: Domains, d: number): number[] {
  const from = tree.childStart[d] as number;
  return Array.from({ length: (tree.childStart[d + 1] as number) - from }, (_, i) => from + i);
}

/** Unique, as a path is. */
function nameOf({ tree }: Domains, d: number): string {
  return pathOf(tree, d).join('/');
}
