import type { Search } from '../search.ts';
import { greedyFit } from './greedy.ts';

/** A way to have placed part of the request with some domains: what is left, and the domains behind it. */
interface Choice {
  readonly leadersLeft: number;
  readonly podsLeft: number;
  readonly domain: number;
  readonly before: Choice | undefined;
}

/**
 * As few domains as a greedy choice needs, and of those sets the one with the least capacity to spare
 * (kueue-tas §10.4).
 *
 * Dynamic programming over (domains used, leaders left, pods left); the first set found wins a tie. It counts pods, not
 * whole slices, so the set may turn out too small.
 * @param byEntropy look first at domains whose own children are filled most evenly; else in path order
 * @returns the domains in the order they were looked at; undefined when nothing fits
 */
export function optimalSet(search: Search, domains: readonly number[], byEntropy: boolean): number[] | undefined {
  const size = greedyFit(search, domains)?.used;
  if (size === undefined) return undefined;
  const { plan } = search;
  const order = byEntropy ? sortByEntropy(search, domains) : [...domains].sort((a, b) => a - b);
  const start: Choice = {
    leadersLeft: plan.leaderCount,
    podsLeft: plan.sliceCount * plan.sliceSize,
    domain: -1,
    before: undefined,
  };
  const bySize: Map<string, Choice>[] = Array.from({ length: size + 1 }, () => new Map());
  bySize[0]?.set(keyOf(start), start);
  for (const d of order) {
    for (let used = size; used >= 1; used--) {
      const smaller = [...(bySize[used - 1] as Map<string, Choice>).values()].sort(compareChoices);
      for (const choice of smaller) extend(search, choice, d, bySize[used] as Map<string, Choice>);
    }
  }
  const complete = [...(bySize[size] as Map<string, Choice>).values()]
    .filter(({ leadersLeft, podsLeft }) => leadersLeft === 0 && podsLeft <= 0)
    .sort((a, b) => b.podsLeft - a.podsLeft);
  return complete[0] === undefined ? undefined : domainsOf(complete[0]);
}

/** Adds a domain to a choice, once for the leader with workers and once for workers alone. */
function extend({ state }: Search, choice: Choice, d: number, target: Map<string, Choice>): void {
  const { leadersLeft, podsLeft } = choice;
  if (leadersLeft <= 0 && podsLeft <= 0) return;
  const leaders = state.leaders[d] as number;
  if (leadersLeft > 0 && leaders > 0) {
    const withLeader = podsLeft - (state.podsWithLeader[d] as number);
    addFirst(target, { leadersLeft: leadersLeft - leaders, podsLeft: withLeader, domain: d, before: choice });
  }
  if ((state.slices[d] as number) > 0) {
    addFirst(target, { leadersLeft, podsLeft: podsLeft - (state.pods[d] as number), domain: d, before: choice });
  }
}

function addFirst(target: Map<string, Choice>, choice: Choice): void {
  const key = keyOf(choice);
  if (!target.has(key)) target.set(key, choice);
}

function keyOf({ leadersLeft, podsLeft }: Choice): string {
  return `${leadersLeft} ${podsLeft}`;
}

function compareChoices(a: Choice, b: Choice): number {
  return a.leadersLeft - b.leadersLeft || a.podsLeft - b.podsLeft;
}

function domainsOf(choice: Choice): number[] {
  const domains: number[] = [];
  for (let c: Choice | undefined = choice; c?.before !== undefined; c = c.before) domains.push(c.domain);
  return domains.reverse();
}

function sortByEntropy(search: Search, domains: readonly number[]): number[] {
  const { leaders, slicesWithLeader } = search.state;
  const entropies = new Map(domains.map((d) => [d, childEntropy(search, d)]));
  return [...domains].sort(
    (a, b) =>
      (leaders[b] as number) - (leaders[a] as number) ||
      (slicesWithLeader[b] as number) - (slicesWithLeader[a] as number) ||
      (entropies.get(b) as number) - (entropies.get(a) as number) ||
      a - b,
  );
}

/**
 * Shannon entropy, in bits, of how a domain's pods spread over its children. Summed over ascending counts, so that
 * equal multisets give identical doubles; Kueue's own order is random (kueue-tas §10.4).
 */
function childEntropy({ state, snapshot }: Search, d: number): number {
  const { childStart } = snapshot.domains.tree;
  const counts = Array.from(state.pods.subarray(childStart[d], childStart[d + 1])).sort((a, b) => a - b);
  const total = counts.reduce((sum, count) => sum + count, 0);
  let entropy = 0;
  for (const count of counts) if (count > 0) entropy -= (count / total) * Math.log2(count / total);
  return entropy;
}
