import type { FlatTree } from '../../topology/index.ts';

/** Numbers that {@link SearchState.save} keeps of a domain, itself included. */
const SAVED = 5;

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
  /** Saved domains, each with what it held: `SAVED` numbers. */
  #saved: Int32Array = new Int32Array(64 * SAVED);
  #savedEnd = 0;

  /**
   * @param isLeaderless what fits beside a leader is what fits: one array for both
   * @param isSliceless every pod is a slice on the lowest level: one array for both
   */
  constructor(size: number, isLeaderless = false, isSliceless = false) {
    this.pods = new Int32Array(size);
    this.podsWithLeader = isLeaderless ? this.pods : new Int32Array(size);
    this.slices = isSliceless ? this.pods : new Int32Array(size);
    this.slicesWithLeader = isSliceless ? this.podsWithLeader : isLeaderless ? this.slices : new Int32Array(size);
    this.leaders = new Int32Array(size);
    this.affinity = new Float64Array(size);
  }

  /** Forgets the search before, so that nothing leaks between pod sets. */
  clear(): void {
    for (const column of this.#columns()) column.fill(0);
    this.#savedEnd = 0;
  }

  /** Keeps what is known of a domain, for {@link restore}. */
  save(d: number): void {
    if (this.#savedEnd === this.#saved.length) this.#growSaved();
    const saved = this.#saved;
    const i = this.#savedEnd;
    saved[i] = d;
    saved[i + 1] = this.pods[d] as number;
    saved[i + 2] = this.slices[d] as number;
    saved[i + 3] = this.slicesWithLeader[d] as number;
    saved[i + 4] = this.leaders[d] as number;
    this.#savedEnd = i + SAVED;
  }

  /** Undoes the second phase: every domain is again as it was before it was first saved. */
  restore(): void {
    const saved = this.#saved;
    for (let i = this.#savedEnd - SAVED; i >= 0; i -= SAVED) {
      const d = saved[i] as number;
      this.pods[d] = saved[i + 1] as number;
      this.slices[d] = saved[i + 2] as number;
      this.slicesWithLeader[d] = saved[i + 3] as number;
      this.leaders[d] = saved[i + 4] as number;
    }
    this.#savedEnd = 0;
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

  #growSaved(): void {
    const larger = new Int32Array(2 * this.#saved.length);
    larger.set(this.#saved);
    this.#saved = larger;
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
