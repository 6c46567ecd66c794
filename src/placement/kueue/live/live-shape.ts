import type { FlavorSnapshot } from '../../snapshot/flavor-snapshot.ts';
import { countExclusion, type Exclusions } from '../leaf-capacities.ts';
import { LeafCounter, type LeafDemand } from '../leaf-counter.ts';
import { type RollUpRule, rollUp, rollUpDomain } from '../roll-up.ts';
import type { SearchPlan } from '../search-plan.ts';
import { SearchState } from '../search-state.ts';
import { LevelOrders } from './level-orders.ts';
import type { SortedDomains } from './sorted-domains.ts';

/** How a leaf stands: none of its nodes is there, */
const ABSENT = 0;
/** pods fit it, */
const COUNTED = 1;
/** the node filter leaves it out, */
const BARRED = 2;
/** or, from here on, it lacks the workers' resource of this number. */
const LACKING = 3;

/**
 * What requests of one shape see of the tree, kept up to date: the first phase of a search is then looking at the leaves
 * that changed since the last one, and at their ancestors.
 *
 * A shape is all that the first phase depends on: requests of worker and leader, node filter, slices, and whether
 * workloads' usage counts. Memory: 20 to 32 bytes per domain, and about 40 per domain of each level that is kept in order.
 */
export class LiveShape {
  readonly state: SearchState;
  readonly exclusions: Exclusions = { total: 0, counts: new Map() };
  readonly #snapshot: FlavorSnapshot;
  readonly #rule: RollUpRule;
  readonly #counter: LeafCounter;
  /** Leaf number → is it counted, or why not? */
  readonly #standings: Uint16Array;
  readonly #orders: readonly LevelOrders[];
  /** Tree index → is it to be rolled up again? */
  readonly #isDirty: Uint8Array;
  #seen = -1;

  constructor(snapshot: FlavorSnapshot, plan: SearchPlan, demand: LeafDemand) {
    const { tree, leafCount } = snapshot.domains;
    this.#snapshot = snapshot;
    this.#rule = plan;
    this.#counter = new LeafCounter(snapshot, plan.filter, demand);
    this.#standings = new Uint16Array(leafCount);
    this.#isDirty = new Uint8Array(tree.size);
    const isSliceless = plan.sliceSize === 1 && plan.sliceLevel === tree.height - 1;
    this.state = new SearchState(tree.size, plan.leaderCount === 0, isSliceless);
    const { pods, podsWithLeader, slices, slicesWithLeader, leaders } = this.state;
    this.#orders = [
      new LevelOrders(tree, slices, pods, () => true),
      new LevelOrders(tree, slicesWithLeader, podsWithLeader, (d) => leaders[d] !== 0),
      new LevelOrders(tree, slices, pods, (d) => leaders[d] !== 0 && slices[d] === 0),
    ];
  }

  /** Takes in what changed since the last look. O(changed leaves × (resources + Σ children of their ancestors)). */
  refresh(): void {
    const { changes } = this.#snapshot;
    const changed = changes.since(this.#seen);
    this.#seen = changes.end;
    if (changed === undefined) this.#countAll();
    else if (changed.length > 0) this.#countChanged(changed);
    this.exclusions.total = this.#snapshot.presentCount;
  }

  /** The domains of a level by capacity for workers alone. */
  forWorkers(level: number): SortedDomains {
    return (this.#orders[0] as LevelOrders).at(level);
  }

  /** The domains of a level that can take the leader, by capacity beside it. */
  forLeader(level: number): SortedDomains {
    return (this.#orders[1] as LevelOrders).at(level);
  }

  /** The domains of a level that can take the leader but no slice of workers. */
  forLeaderAlone(level: number): SortedDomains {
    return (this.#orders[2] as LevelOrders).at(level);
  }

  #countAll(): void {
    const { domains } = this.#snapshot;
    this.exclusions.counts.clear();
    this.#standings.fill(ABSENT);
    this.state.clear();
    for (const order of this.#orders) order.clear();
    for (let leaf = 0; leaf < domains.leafCount; leaf++) this.#countLeaf(leaf);
    rollUp(domains.tree, this.state, this.#rule);
  }

  #countLeaf(leaf: number): void {
    const before = this.#standings[leaf] as number;
    const standing = this.#countPods(leaf, before);
    if (standing === before) return;
    this.#standings[leaf] = standing;
    this.#countExclusion(leaf, before, -1);
    this.#countExclusion(leaf, standing, 1);
  }

  /** Writes what the leaf takes, and says how it stands; nodes keep their labels and taints. */
  #countPods(leaf: number, before: number): number {
    const isPresent = this.#snapshot.isPresent(leaf);
    if (before === BARRED && isPresent) return BARRED;
    if (!isPresent || (before === ABSENT && this.#counter.filterReason(leaf) !== undefined)) {
      const d = this.#domainOf(leaf);
      this.state.zeroSubtrees(this.#snapshot.domains.tree, d, d + 1);
      return isPresent ? BARRED : ABSENT;
    }
    const lacking = this.#counter.countPods(leaf, this.state);
    return lacking < 0 ? COUNTED : LACKING + lacking;
  }

  #countExclusion(leaf: number, standing: number, change: 1 | -1): void {
    if (standing === BARRED) countExclusion(this.exclusions, this.#counter.filterReason(leaf) as string, change);
    if (standing < LACKING) return;
    countExclusion(this.exclusions, this.#counter.resourceReason(standing - LACKING), change);
  }

  #domainOf(leaf: number): number {
    return this.#snapshot.domains.firstLeaf + leaf;
  }

  /** Level by level upwards: a domain with several changed children is rolled up once. */
  #countChanged(changed: readonly number[]): void {
    const { tree } = this.#snapshot.domains;
    let dirty: number[] = [];
    for (const leaf of changed) this.#markDirty(this.#domainOf(leaf), dirty);
    for (let level = tree.height - 1; level >= 0; level--) {
      const parents: number[] = [];
      for (const d of dirty) {
        this.#isDirty[d] = 0;
        if (this.#update(level, d) && level > 0) this.#markDirty(tree.parent[d] as number, parents);
      }
      dirty = parents;
    }
  }

  #markDirty(d: number, dirty: number[]): void {
    if (this.#isDirty[d] === 1) return;
    this.#isDirty[d] = 1;
    dirty.push(d);
  }

  /** Counts a domain anew; false when that made no difference. */
  #update(level: number, d: number): boolean {
    const { pods, podsWithLeader, slices, slicesWithLeader, leaders } = this.state;
    const hasLeader = this.#rule.leaderCount > 0;
    const oldPods = pods[d];
    const oldPodsWithLeader = podsWithLeader[d];
    const oldSlices = slices[d];
    const oldSlicesWithLeader = slicesWithLeader[d];
    const oldLeaders = hasLeader ? leaders[d] : 0;
    const { tree, firstLeaf } = this.#snapshot.domains;
    if (d >= firstLeaf) this.#countLeaf(d - firstLeaf);
    rollUpDomain(tree, this.state, this.#rule, level, d);
    const isSameForWorkers = pods[d] === oldPods && slices[d] === oldSlices;
    const isSameForLeader =
      !hasLeader ||
      (podsWithLeader[d] === oldPodsWithLeader &&
        slicesWithLeader[d] === oldSlicesWithLeader &&
        leaders[d] === oldLeaders);
    if (isSameForWorkers && isSameForLeader) return false;
    for (const order of this.#orders) order.update(level, d);
    return true;
  }
}
