import type { ResourceAmounts } from '../../model/index.ts';
import { bindDemand, countFit, type Demand, type Fit, type LeafView } from '../snapshot/demand.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { affinityScore, exclusionOf, type NodeFilter } from './node-filter.ts';
import type { SearchState } from './search-state.ts';

/** What is to fit a leaf. */
export interface LeafDemand extends LeafView {
  /** Requests of one worker. */
  readonly workers: ResourceAmounts;
  /** Requests of the leader, where there is one. */
  readonly leader: ResourceAmounts | undefined;
}

/** Looks at one leaf after the other for one request (kueue-tas §9.1). */
export class LeafCounter {
  readonly #snapshot: FlavorSnapshot;
  readonly #filter: NodeFilter;
  readonly #view: LeafView;
  readonly #workers: Demand;
  readonly #leader: Demand | undefined;
  readonly #fit: Fit = { pods: 0, limitingItem: 0 };

  constructor(snapshot: FlavorSnapshot, filter: NodeFilter, demand: LeafDemand) {
    this.#snapshot = snapshot;
    this.#filter = filter;
    this.#view = demand;
    this.#workers = bindDemand(snapshot, demand.workers);
    this.#leader = demand.leader === undefined ? undefined : bindDemand(snapshot, demand.leader);
  }

  /** Why the leaf's node may not be used, as messages say it; undefined when it may, or the leaf is no node. */
  filterReason(leaf: number): string | undefined {
    const node = this.#snapshot.domains.leafNodes[leaf];
    return node === undefined ? undefined : exclusionOf(node, this.#filter);
  }

  /** Writes how well the leaf's node matches the preferred affinity. */
  scoreAffinity(leaf: number, state: SearchState): void {
    const { leafNodes, firstLeaf } = this.#snapshot.domains;
    const node = leafNodes[leaf];
    if (node !== undefined) state.affinity[firstLeaf + leaf] = affinityScore(node, this.#filter);
  }

  /** Writes how many pods the leaf takes; where that is none, says which of the workers' resources it lacks, else -1. */
  countPods(leaf: number, state: SearchState): number {
    const d = this.#snapshot.domains.firstLeaf + leaf;
    const pods = countFit(this.#workers, leaf, this.#view, undefined, this.#fit);
    const lacking = pods === 0 ? this.#fit.limitingItem : -1;
    state.pods[d] = pods;
    state.podsWithLeader[d] = pods;
    if (this.#leader !== undefined) this.#countLeader(leaf, d, state);
    return lacking;
  }

  /** What messages say of a resource that {@link countPods} found lacking. */
  resourceReason(lacking: number): string {
    return `resource "${this.#workers[lacking]?.resource}"`;
  }

  #countLeader(leaf: number, d: number, state: SearchState): void {
    const leader = this.#leader as Demand;
    const hasLeader = countFit(leader, leaf, this.#view, undefined, this.#fit) > 0;
    state.leaders[d] = hasLeader ? 1 : 0;
    if (hasLeader) state.podsWithLeader[d] = countFit(this.#workers, leaf, this.#view, leader, this.#fit);
  }
}
