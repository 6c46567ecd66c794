import type { FlatTree } from '../../topology/index.ts';
import { rollUp } from '../kueue/roll-up.ts';
import { type LeafShare, type RuleSearch, requiredLevel } from '../search-rule.ts';
import { levelRange } from '../snapshot/domain-tree.ts';

/** How slices are shared out once the leaves are in order. */
export interface FillOptions {
  /** One slice to each domain in turn, instead of filling one after the other. Default: false. */
  readonly takesTurns?: boolean;
  /** Where everything goes. Default: the first domain of a required level that takes all, else anywhere. */
  readonly scope?: Scope | undefined;
}

/** Domains `[from, to)` of one level, together. */
export interface Scope {
  readonly level: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Gives slices to domains in the order of their first leaf, and the pods of a slice to leaves in order; undefined when
 * they don't fit. Without slices: pods to leaves, in order.
 *
 * A required level is honoured: the first domain in that order which takes everything is used. The leader goes to the
 * first leaf that leaves the workers enough room. O(domains × log domains); a leader may cost that once for every leaf.
 *
 * @param leafOrder leaf numbers, all of them; those that take nothing are passed over
 */
export function fillInOrder(
  search: RuleSearch,
  leafOrder: readonly number[],
  options: FillOptions = {},
): LeafShare[] | undefined {
  const rank = rankDomains(search, leafOrder);
  const scope = options.scope ?? findScope(search, rank);
  if (scope === undefined || !fitsScope(search, scope)) return undefined;
  const leader = search.plan.leaderCount > 0 ? placeLeader(search, scope, leafOrder) : undefined;
  const slices = shareSlices(search, scope, rank, options.takesTurns === true);
  const pods = new Map<number, number>();
  for (const [d, count] of slices) fillDomain(search, rank, d, count * search.plan.sliceSize, pods);
  if (leader !== undefined && !pods.has(leader)) pods.set(leader, 0);
  return [...pods].map(([d, count]) => ({
    leaf: d - search.snapshot.domains.firstLeaf,
    pods: count,
    leaders: d === leader ? 1 : 0,
  }));
}

/** Tree index → position of the first leaf below it that takes anything. */
export function rankDomains({ snapshot, state }: RuleSearch, leafOrder: readonly number[]): Float64Array {
  const { tree, firstLeaf } = snapshot.domains;
  const rank = new Float64Array(tree.size).fill(Number.POSITIVE_INFINITY);
  for (const [position, leaf] of leafOrder.entries()) {
    const d = firstLeaf + leaf;
    if ((state.pods[d] as number) + (state.leaders[d] as number) > 0) rank[d] = position;
  }
  for (let d = tree.size - 1; d >= 0; d--) {
    const parent = tree.parent[d] as number;
    if (parent >= 0) rank[parent] = Math.min(rank[parent] as number, rank[d] as number);
  }
  return rank;
}

/** The domain of the required level to use, or all top domains. */
function findScope(search: RuleSearch, rank: Float64Array): Scope | undefined {
  const { plan, snapshot } = search;
  const level = requiredLevel(plan);
  const { from, to } = levelRange(snapshot.domains.tree, level ?? 0);
  if (level === undefined) return { level: 0, from, to };
  const scopes = inOrder(rank, from, to).map((d) => ({ level, from: d, to: d + 1 }));
  return scopes.find((scope) => fitsScope(search, scope));
}

/** Do all slices and the leader fit there? */
export function fitsScope(search: RuleSearch, scope: Scope): boolean {
  return slicesIn(search, scope) >= search.plan.sliceCount;
}

/** Slices that fit a scope beside the leader; -1 where the leader does not. */
function slicesIn({ plan, state }: RuleSearch, { from, to }: Scope): number {
  let slices = 0;
  let cost = Number.POSITIVE_INFINITY;
  for (let d = from; d < to; d++) {
    slices += state.slices[d] as number;
    const canLead = (state.leaders[d] as number) > 0;
    if (canLead) cost = Math.min(cost, (state.slices[d] as number) - (state.slicesWithLeader[d] as number));
  }
  if (plan.leaderCount === 0) return slices;
  return Number.isFinite(cost) ? slices - cost : -1;
}

/** Finds the leader's leaf and takes its room away. */
function placeLeader(search: RuleSearch, scope: Scope, leafOrder: readonly number[]): number | undefined {
  const { plan, state, snapshot } = search;
  const { tree, firstLeaf } = snapshot.domains;
  const workersOnly = { ...plan, leaderCount: 0 };
  const counting = { ...search, plan: workersOnly };
  for (const leaf of leafOrder) {
    const d = firstLeaf + leaf;
    if ((state.leaders[d] as number) === 0 || !isBelow(tree, d, scope)) continue;
    const alone = state.pods[d] as number;
    state.pods[d] = state.podsWithLeader[d] as number;
    rollUp(tree, state, workersOnly);
    if (fitsScope(counting, scope)) return d;
    state.pods[d] = alone;
  }
  return undefined;
}

function isBelow(tree: FlatTree, leaf: number, { level, from, to }: Scope): boolean {
  let d = leaf;
  for (let l = tree.height - 1; l > level; l--) d = tree.parent[d] as number;
  return d >= from && d < to;
}

/** Domain of the slice level → slices. */
function shareSlices(search: RuleSearch, scope: Scope, rank: Float64Array, takesTurns: boolean): Map<number, number> {
  const { plan, state, snapshot } = search;
  let { from, to } = scope;
  for (let level = scope.level; level < plan.sliceLevel; level++) {
    from = snapshot.domains.tree.childStart[from] as number;
    to = snapshot.domains.tree.childStart[to] as number;
  }
  const order = inOrder(rank, from, to);
  const shares = new Map<number, number>();
  let rest = plan.sliceCount;
  while (rest > 0) {
    for (const d of order) {
      const room = (state.slices[d] as number) - (shares.get(d) ?? 0);
      const given = Math.min(room, rest, takesTurns ? 1 : rest);
      if (given <= 0) continue;
      shares.set(d, (shares.get(d) ?? 0) + given);
      rest -= given;
    }
  }
  return shares;
}

/** Shares the pods of one domain out down to its leaves, in whole slices of the inner layers. */
function fillDomain(
  search: RuleSearch,
  rank: Float64Array,
  domain: number,
  count: number,
  pods: Map<number, number>,
): void {
  const { plan, state, snapshot } = search;
  const { tree } = snapshot.domains;
  let shares = new Map([[domain, count]]);
  for (let level = plan.sliceLevel + 1; level < tree.height; level++) {
    const unit = plan.innerSizes[level] ?? 1;
    const next = new Map<number, number>();
    for (const [parent, share] of shares) {
      let rest = share;
      for (const child of inOrder(rank, tree.childStart[parent] as number, tree.childStart[parent + 1] as number)) {
        const room = state.pods[child] as number;
        const given = Math.min(room - (room % unit), rest);
        if (given > 0) next.set(child, given);
        rest -= given;
      }
    }
    shares = next;
  }
  for (const [d, share] of shares) pods.set(d, share);
}

/** Domains of a range that take anything, first in order first. */
function inOrder(rank: Float64Array, from: number, to: number): number[] {
  const domains: number[] = [];
  for (let d = from; d < to; d++) if (Number.isFinite(rank[d])) domains.push(d);
  return domains.sort((a, b) => (rank[a] as number) - (rank[b] as number));
}
