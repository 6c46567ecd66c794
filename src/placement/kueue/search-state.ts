import type { FlatTree } from '../../topology/index.ts';

/**
 * What one search knows of every domain, by tree index (kueue-tas §6).
 *
 * In the first phase these are capacities; in the second `pods` and `leaders` become what the domain was given.
 */
export class SearchState {
  /** Workers that fit. */
  readonly pods: Int32Array;
  /** Workers that fit beside the leader. */
  readonly podsWithLeader: Int32Array;
  /** Slices that fit; 0 below the slice level. */
  readonly slices: Int32Array;
  readonly slicesWithLeader: Int32Array;
  /** Leaders that fit: 0 or 1. */
  readonly leaders: Int32Array;
  /** Preferred node affinity: sum of the weights that match. */
  readonly affinity: Float64Array;
  /** Five numbers per saved domain. */
  readonly #saved: number[] = [];

  constructor(size: number) {
    this.pods = new Int32Array(size);
    this.podsWithLeader = new Int32Array(size);
    this.slices = new Int32Array(size);
    this.slicesWithLeader = new Int32Array(size);
    this.leaders = new Int32Array(size);
    this.affinity = new Float64Array(size);
  }

  /** Forgets the search before, so that nothing leaks between pod sets. */
  clear(): void {
    for (const column of this.#columns()) column.fill(0);
    this.#saved.length = 0;
  }

  /** Keeps what is known of a domain, for {@link restore}. */
  save(d: number): void {
    const { pods, slices, slicesWithLeader, leaders } = this;
    this.#saved.push(d, pods[d] as number, slices[d] as number, slicesWithLeader[d] as number, leaders[d] as number);
  }

  /** Undoes the second phase: every domain is again as it was before it was first saved. */
  restore(): void {
    const saved = this.#saved;
    for (let i = saved.length - 5; i >= 0; i -= 5) {
      const d = saved[i] as number;
      this.pods[d] = saved[i + 1] as number;
      this.slices[d] = saved[i + 2] as number;
      this.slicesWithLeader[d] = saved[i + 3] as number;
      this.leaders[d] = saved[i + 4] as number;
    }
    saved.length = 0;
  }

  /** Takes over the state of the subtrees below the siblings `[from, to)`, themselves included. */
  copySubtrees(source: SearchState, tree: FlatTree, from: number, to: number): void {
    const sources = source.#columns();
    const targets = this.#columns();
    forEachLevelBelow(tree, from, to, (start, end) => {
      for (let i = 0; i < targets.length; i++) targets[i]?.set((sources[i] as Int32Array).subarray(start, end), start);
    });
  }

  /** Nothing fits below the siblings `[from, to)`; affinity is kept (kueue-tas §10.2). */
  zeroSubtrees(tree: FlatTree, from: number, to: number): void {
    forEachLevelBelow(tree, from, to, (start, end) => {
      this.pods.fill(0, start, end);
      this.slices.fill(0, start, end);
    });
    this.zeroLeaders(tree, from, to);
  }

  /** No leader fits below the siblings `[from, to)`. */
  zeroLeaders(tree: FlatTree, from: number, to: number): void {
    forEachLevelBelow(tree, from, to, (start, end) => {
      this.podsWithLeader.fill(0, start, end);
      this.slicesWithLeader.fill(0, start, end);
      this.leaders.fill(0, start, end);
    });
  }

  #columns(): readonly (Int32Array | Float64Array)[] {
    return [this.pods, this.podsWithLeader, this.slices, this.slicesWithLeader, this.leaders, this.affinity];
  }
}

/** Subtrees of neighbouring siblings are one index range on each level. */
function forEachLevelBelow(
  tree: FlatTree,
  from: number,
  to: number,
  visit: (start: number, end: number) => void,
): void {
  let start = from;
  let end = to;
  while (start < end) {
    visit(start, end);
    start = tree.childStart[start] as number;
    end = tree.childStart[end] as number;
  }
}
