import { type CostTable, joinTables, NOTHING } from './costs.ts';

/** Up to so many numbers, 32 megabytes, all tables are kept. */
const KEPT_CELLS = 1 << 22;

/** How many tables of neighbouring positions are kept at a time: all of them where they are small. */
export function keptStride(places: number, limit: number, keptCells: number = KEPT_CELLS): number {
  return places * (limit + 1) <= keptCells ? Math.max(1, places) : Math.ceil(Math.sqrt(places));
}

/**
 * Costs of places from each position on, together, for who walks them from the first to the last.
 *
 * Where all tables would take much room, only every √n-th is kept and those between are joined again on the way: twice the
 * work, √n times less memory.
 */
export class SuffixCosts {
  readonly #places: readonly CostTable[];
  readonly #limit: number;
  readonly #stride: number;
  /** Segment number → table of the position behind its end. */
  readonly #behind: CostTable[] = [];
  #segment = -1;
  #tables: CostTable[] = [];

  /**
   * O(Σ length of a place × length of those behind it).
   *
   * @param keptCells up to so many numbers all tables are kept
   */
  constructor(places: readonly CostTable[], limit: number, keptCells?: number) {
    this.#places = places;
    this.#limit = limit;
    this.#stride = keptStride(places.length, limit, keptCells);
    let behind = NOTHING;
    for (let segment = Math.ceil(places.length / this.#stride) - 1; segment >= 0; segment--) {
      this.#behind[segment] = behind;
      this.#load(segment);
      behind = this.#tables[0] as CostTable;
    }
  }

  /** The places from position i on; nothing behind the last. */
  from(i: number): CostTable {
    if (i >= this.#places.length) return NOTHING;
    const segment = Math.floor(i / this.#stride);
    if (segment !== this.#segment) this.#load(segment);
    return this.#tables[i - segment * this.#stride] as CostTable;
  }

  #load(segment: number): void {
    const start = segment * this.#stride;
    const end = Math.min(start + this.#stride, this.#places.length);
    const tables: CostTable[] = new Array(end - start);
    let table = this.#behind[segment] as CostTable;
    for (let i = end - 1; i >= start; i--) {
      table = joinTables(this.#places[i] as CostTable, table, this.#limit);
      tables[i - start] = table;
    }
    this.#segment = segment;
    this.#tables = tables;
  }
}
