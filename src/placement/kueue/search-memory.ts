import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { LiveShapes } from './live/index.ts';
import { SearchState } from './search-state.ts';

/** What Kueue's search keeps of a snapshot from one question to the next. */
export interface SearchMemory {
  /** What requests of the shapes asked lately see of the tree. */
  readonly shapes: LiveShapes;
  /** Working memory of a search from nothing; its content means nothing between searches. */
  readonly scratch: SearchState;
  /**
   * Pod sets (workload uid and name) whose nodes were already filtered on this snapshot: Kueue forgets their affinity
   * score on every further look (kueue-tas §11).
   */
  readonly filtered: Set<string>;
}

const memories = new WeakMap<FlavorSnapshot, SearchMemory>();

/** The memory of a snapshot; it goes when the snapshot goes. */
export function searchMemory(snapshot: FlavorSnapshot): SearchMemory {
  let memory = memories.get(snapshot);
  if (memory === undefined) {
    const scratch = new SearchState(snapshot.domains.tree.size);
    memory = { shapes: new LiveShapes(snapshot), scratch, filtered: new Set() };
    memories.set(snapshot, memory);
  }
  return memory;
}
