import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Int64Table, subtractInt64, toInt64 } from '../../../src/placement/snapshot/int64-column.ts';

const MAX = 2n ** 63n - 1n;
const MIN = -(2n ** 63n);
const NEAR = 2n ** 51n;

function clamp(value: bigint): bigint {
  return value > MAX ? MAX : value < MIN ? MIN : value;
}

/** Small, around the edge of what stays a number, and around the edges of int64. */
const amounts = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: NEAR - 3n, max: NEAR + 3n }),
  fc.bigInt({ min: -NEAR - 3n, max: -NEAR + 3n }),
  fc.bigInt({ min: MIN, max: MAX }),
  fc.constantFrom(MIN, MAX, 2n ** 53n + 1n),
);

describe('a column of exact int64 values', () => {
  it('begins with zeros', () => {
    const column = new Int64Table(2).addColumn();
    expect([column.get(0), column.get(1)]).toEqual([0, 0]);
  });

  it('keeps its values when columns are added to its table', () => {
    const table = new Int64Table(2);
    const columns = Array.from({ length: 9 }, (_, i) => {
      const column = table.addColumn();
      column.set(0, i);
      column.set(1, MAX - BigInt(i));
      return column;
    });
    expect(columns.map((column) => [column.get(0), column.get(1)])).toEqual(
      columns.map((_, i) => [i, MAX - BigInt(i)]),
    );
  });

  it('keeps 2^51 as a number and the next integer as a bigint', () => {
    const column = new Int64Table(1).addColumn();
    column.set(0, NEAR);
    expect(column.get(0)).toBe(2 ** 51);
    column.add(0, 1);
    expect(column.get(0)).toBe(NEAR + 1n);
    column.add(0, -1);
    expect(column.get(0)).toBe(2 ** 51);
  });

  it('tells 2^53 + 1 from 2^53', () => {
    const column = new Int64Table(1).addColumn();
    column.set(0, 2n ** 53n + 1n);
    expect(column.get(0)).toBe(9007199254740993n);
  });

  it('saturates at both ends of int64, and stays there no longer than the next change', () => {
    const column = new Int64Table(2).addColumn();
    column.set(0, MAX);
    column.add(0, 5);
    column.set(1, MIN);
    column.add(1, -5);
    expect([column.get(0), column.get(1)]).toEqual([MAX, MIN]);
    column.add(0, -1);
    expect(column.get(0)).toBe(MAX - 1n);
  });

  it('is bigint arithmetic with saturation, row by row, however it is written to', () => {
    const step = fc.record({ row: fc.nat(2), amount: amounts, isSet: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const column = new Int64Table(3).addColumn();
        const model = [0n, 0n, 0n];
        for (const { row, amount, isSet } of steps) {
          model[row] = isSet ? amount : clamp((model[row] as bigint) + amount);
          if (isSet) column.set(row, toInt64(amount));
          else column.add(row, toInt64(amount));
        }
        expect([0, 1, 2].map((row) => BigInt(column.get(row)))).toEqual(model);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('single values', () => {
  it('are clamped to int64 when they are read', () => {
    expect([toInt64(MAX + 1n), toInt64(MIN - 1n), toInt64(7n)]).toEqual([MAX, MIN, 7]);
  });

  it('subtract as bigints do, saturating, three times in a row', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        const first = subtractInt64(toInt64(a), toInt64(b));
        expect(BigInt(first)).toBe(clamp(a - b));
        expect(BigInt(subtractInt64(first, toInt64(c)))).toBe(clamp(clamp(a - b) - c));
      }),
      { numRuns: 500, seed: 2 },
    );
  });
});
