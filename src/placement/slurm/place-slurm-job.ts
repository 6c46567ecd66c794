import { HopwiseError } from '../../base/index.ts';
import { chooseNodes, type NodeSearch, searchFor } from './choose-nodes.ts';
import { demandOf } from './demand.ts';
import type { Evaluation } from './evaluation.ts';
import type { SlurmCluster, SlurmUsage } from './slurm-cluster.ts';
import type { SlurmJob } from './slurm-job.ts';
import type { SlurmPlacedNode, SlurmPlacement } from './slurm-placement.ts';
import { splitTasks } from './split-tasks.ts';
import { type Supply, supplyFor } from './supply.ts';
import { emptyTally, take } from './tally.ts';

/**
 * Where would Slurm put the job at submission, with nothing else waiting? What 24.11 does with `select/cons_tres`,
 * `CR_Core` and `topology/tree` or `topology/block` (slurm.md).
 *
 * A job that cannot start is asked for again on the empty cluster: if it could start there it waits, else it is rejected.
 * Not modelled: node weights, several threads or sockets, memory, preemption, `TopologyParam`, least-loaded nodes.
 *
 * @throws HopwiseError `invalid-argument` for `--contiguous` with `--nodelist`, and for a topology that is none
 */
export function placeSlurmJob(cluster: SlurmCluster, usage: SlurmUsage, job: SlurmJob): SlurmPlacement {
  if (job.isContiguous === true && job.nodelist !== undefined) {
    throw new HopwiseError('invalid-argument', 'contiguous together with a node list is not modelled; leave one out');
  }
  const search = searchFor(cluster, job);
  const supply = supplyFor(cluster, usage, job);
  const found = chooseWithinSwitches(search, supply);
  if (found.state === 'met') return { state: 'placed', nodes: placedNodes(cluster, job, supply, found.taken) };
  const ever = chooseNodes(search, supplyFor(cluster, new Map(), job));
  if (ever.state === 'met') return { state: 'pending', reason: 'Resources' };
  const what = ever.state === 'off-topology' ? 'topology' : 'node';
  return { state: 'rejected', reason: `Requested ${what} configuration is not available` };
}

/**
 * The job on nodes that somebody else has chosen: what of each it holds then. The order in which they were found is not
 * known, so cores are counted out in node order.
 */
export function holdOnNodes(
  cluster: SlurmCluster,
  usage: SlurmUsage,
  job: SlurmJob,
  names: readonly string[],
): SlurmPlacedNode[] {
  const wanted = new Set(names);
  const demand = demandOf(job, cluster.nodes.length);
  const tally = emptyTally(demand, names.length);
  const supply = supplyFor(cluster, usage, job);
  for (const [i, { name }] of cluster.nodes.entries()) if (wanted.has(name)) take(tally, supply, demand, i);
  return placedNodes(cluster, job, supply, tally.taken);
}

/**
 * `--switches`: a result over more leaf switches is not taken (Slurm would wait up to `max_switch_wait`), and nothing
 * better is sought; only a range of nodes is tried again with one node less, down to its lower end. Blocks and contiguous
 * nodes are not held to it.
 */
function chooseWithinSwitches(search: NodeSearch, supply: Supply): Evaluation {
  const { job, demand, network } = search;
  const spare = { cpus: supply.cpus.slice(), gpus: supply.gpus };
  const found = chooseNodes(search, supply);
  if (found.state !== 'met' || job.maxSwitches === undefined) return found;
  if ('spans' in network || job.isContiguous === true) return found;
  const switches = network.leaves.filter((leaf) => network.nodes[leaf]?.some((node) => found.taken.has(node)));
  if (switches.length <= job.maxSwitches) return found;
  if (demand.wantedNodes <= demand.minNodes) return { state: 'unmet' };
  supply.cpus.set(spare.cpus);
  return chooseWithinSwitches({ ...search, demand: { ...demand, wantedNodes: demand.wantedNodes - 1 } }, supply);
}

function placedNodes(
  cluster: SlurmCluster,
  job: SlurmJob,
  supply: Supply,
  taken: ReadonlySet<number>,
): SlurmPlacedNode[] {
  const nodes = [...taken].sort((a, b) => a - b);
  const room = nodes.map((i) => supply.cpus[i] as number);
  const tasks = job.tasks ?? nodes.length * (job.tasksPerNode ?? 1);
  const cpus = job.isExclusive === true ? room : splitTasks(tasks, room);
  return nodes.map((i, k) => {
    const { name, gpus } = cluster.nodes[i] as SlurmCluster['nodes'][number];
    const held = job.isExclusive === true ? gpus : (job.gpusPerNode ?? 0);
    return { name, cpus: cpus[k] as number, gpus: held };
  });
}
