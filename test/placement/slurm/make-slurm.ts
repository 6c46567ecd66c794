import {
  placeSlurmJob,
  type SlurmCluster,
  type SlurmHold,
  type SlurmJob,
  type SlurmPlacement,
  type SlurmSwitch,
  type SlurmTopology,
  usageOf,
} from '../../../src/placement/index.ts';

/** Nested lists of leaf switches: `A6` is leaf A with 6 nodes. */
export type Pods = readonly (string | Pods)[];

/** Cores and GPUs of every node that says nothing else. */
const CPUS = 8;
const GPUS = 4;

/**
 * A tree under one root: the lines of the upper switches from the top down, then the leaves in alphabetical order. Nodes of
 * leaf A are A00, A01, ….
 */
export function treeOf(pods: Pods): SlurmCluster {
  return forestOf(pods);
}

/** Several trees: no switch is above two of them. */
export function forestOf(...trees: readonly Pods[]): SlurmCluster {
  const upper: SlurmSwitch[] = [];
  const leaves: SlurmSwitch[] = [];
  for (const [i, pods] of trees.entries()) addSwitch(upper, leaves, `root${i}`, pods);
  leaves.sort((a, b) => (a.name < b.name ? -1 : 1));
  return clusterOf({ kind: 'tree', switches: [...upper, ...leaves] });
}

/** Blocks of `size` nodes: A00 … in the first, B00 … in the second. */
export function blocksOf(count: number, size: number, blockSizes: readonly number[]): SlurmCluster {
  const blocks = [...LETTERS.slice(0, count)].map((name) => ({ name, nodes: nodesOf(name, size) }));
  return clusterOf({ kind: 'block', blocks, blockSizes });
}

/** A cluster of equal nodes; all that the topology names. */
export function clusterOf(topology: SlurmTopology, cpus: (node: string) => number = () => CPUS): SlurmCluster {
  const items = topology.kind === 'tree' ? topology.switches : topology.blocks;
  const names = [...new Set(items.flatMap(({ nodes }) => nodes))].sort();
  return { topology, nodes: names.map((name) => ({ name, cpus: cpus(name), gpus: GPUS })) };
}

/** Some other job that holds whole nodes: `A3 B1` the first three of leaf A and the first of B. */
export function holding(text: string): SlurmHold {
  const names = text
    .split(' ')
    .filter((part) => part !== '')
    .flatMap((part) => nodesOf(part[0] as string, Number(part.slice(1))));
  return { isWhole: true, nodes: names.map((name) => ({ name, cpus: CPUS, gpus: GPUS })) };
}

/** A job on whole nodes. */
export function whole(nodes: number, more: Partial<SlurmJob> = {}): SlurmJob {
  return { nodes: { min: nodes, max: nodes }, isExclusive: true, ...more };
}

export function place(cluster: SlurmCluster, job: SlurmJob, ...running: SlurmHold[]): SlurmPlacement {
  return placeSlurmJob(cluster, usageOf(running), job);
}

/** How many nodes of each leaf or block a job got: `A3 B1`; or why it got none. */
export function counts(cluster: SlurmCluster, job: SlurmJob, ...running: SlurmHold[]): string {
  const placement = place(cluster, job, ...running);
  if (placement.state !== 'placed') return placement.state;
  const found = new Map<string, number>();
  for (const { name } of placement.nodes) found.set(name[0] as string, (found.get(name[0] as string) ?? 0) + 1);
  return [...found].map(([leaf, count]) => `${leaf}${count}`).join(' ');
}

/** Names of the nodes that a job got. */
export function names(cluster: SlurmCluster, job: SlurmJob, ...running: SlurmHold[]): string {
  const placement = place(cluster, job, ...running);
  return placement.state === 'placed' ? placement.nodes.map(({ name }) => name).join(' ') : placement.state;
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

function addSwitch(upper: SlurmSwitch[], leaves: SlurmSwitch[], name: string, pods: Pods): void {
  const childName = (pod: string | Pods, i: number): string =>
    typeof pod === 'string' ? (pod[0] as string) : `${name}.${i}`;
  upper.push({ name, switches: pods.map(childName), nodes: [] });
  for (const [i, pod] of pods.entries()) {
    const child = childName(pod, i);
    if (typeof pod !== 'string') addSwitch(upper, leaves, child, pod);
    else leaves.push({ name: child, switches: [], nodes: nodesOf(child, Number(pod.slice(1))) });
  }
}

function nodesOf(letter: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${letter}${String(i).padStart(2, '0')}`);
}
