import { HopwiseError } from '../base/index.ts';
import type { Amount } from './amount.ts';
import type { AmountColumn } from './amount-column.ts';

/** What a column was before each change, as far back as the first open mark. */
export class UsageJournal {
  readonly #column: AmountColumn;
  #rows = new Int32Array(64);
  /** NaN where the amount is in `#far`, which is popped in the same order. */
  #before = new Float64Array(64);
  readonly #far: bigint[] = [];
  #length = 0;
  /** Lengths at the open marks. */
  readonly #marks: number[] = [];

  constructor(column: AmountColumn) {
    this.#column = column;
  }

  /** Is any mark open? Otherwise nothing needs to be recorded. */
  get isOpen(): boolean {
    return this.#marks.length > 0;
  }

  /** Notes an amount that is about to change. */
  record(row: number, before: Amount): void {
    if (this.#length === this.#rows.length) this.#grow();
    this.#rows[this.#length] = row;
    if (typeof before === 'number') this.#before[this.#length] = before;
    else {
      this.#before[this.#length] = Number.NaN;
      this.#far.push(before);
    }
    this.#length++;
  }

  mark(): number {
    this.#marks.push(this.#length);
    return this.#marks.length;
  }

  rollback(mark: number): void {
    const length = this.#lengthAt(mark);
    for (let i = this.#length - 1; i >= length; i--) {
      const before = this.#before[i] as number;
      this.#column.set(this.#rows[i] as number, Number.isNaN(before) ? (this.#far.pop() as bigint) : before);
    }
    this.#length = length;
    this.#marks.length = mark - 1;
  }

  commit(mark: number): void {
    this.#lengthAt(mark);
    this.#marks.length = mark - 1;
    if (this.#marks.length > 0) return;
    this.#length = 0;
    this.#far.length = 0;
  }

  #lengthAt(mark: number): number {
    const length = this.#marks[mark - 1];
    if (length === undefined) throw new HopwiseError('invalid-argument', `mark ${mark} has ended`);
    return length;
  }

  #grow(): void {
    const rows = new Int32Array(this.#length * 2);
    rows.set(this.#rows);
    this.#rows = rows;
    const before = new Float64Array(this.#length * 2);
    before.set(this.#before);
    this.#before = before;
  }
}
