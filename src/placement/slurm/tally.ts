import type { Demand } from './demand.ts';
import type { Supply } from './supply.ts';

/** How far a search for nodes has come. */
export interface Tally {
  /** Nodes still wanted. */
  nodes: number;
  /** Nodes still needed at least. */
  minNodes: number;
  /** Nodes that may still be added. */
  maxNodes: number;
  /** Cores still needed; a job of tasks never gets more. */
  cpus: number;
  /** Nodes taken, by index. */
  readonly taken: Set<number>;
}

/** Nothing found yet. */
export function emptyTally(demand: Demand, nodes: number): Tally {
  return { nodes, minNodes: demand.minNodes, maxNodes: demand.maxNodes, cpus: demand.cpus, taken: new Set() };
}

/** Is there nothing left to find? */
export function isMet(tally: Tally): boolean {
  return tally.nodes <= 0 && tally.cpus <= 0;
}

/** Is it enough to start, though not all that was wanted? */
export function isAcceptable(tally: Tally): boolean {
  return tally.minNodes <= 0 && tally.cpus <= 0;
}

/**
 * Adds a node (slurmctld: `eval_nodes_cpus_to_use`). A job that shares nodes gets no more cores there than leave one for
 * each further node that it needs; the supply remembers that for later tries and for the split of its tasks.
 */
export function take(tally: Tally, supply: Supply, demand: Demand, node: number): void {
  let cpus = supply.cpus[node] as number;
  if (!demand.isWhole) {
    cpus = Math.min(cpus, Math.max(1, tally.cpus - Math.max(0, tally.minNodes - 1)));
    supply.cpus[node] = cpus;
  }
  tally.taken.add(node);
  tally.nodes--;
  tally.minNodes--;
  tally.maxNodes--;
  tally.cpus -= cpus;
}

/** Adds nodes in order until the search is met or may add no more; nodes taken before are passed over. */
export function takeEach(tally: Tally, supply: Supply, demand: Demand, nodes: Iterable<number>): void {
  for (const node of nodes) {
    if (isMet(tally) || tally.maxNodes <= 0) return;
    if (!tally.taken.has(node) && (supply.cpus[node] as number) > 0) take(tally, supply, demand, node);
  }
}
