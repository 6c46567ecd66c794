import type { FlatTree } from '../topology/index.ts';

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
