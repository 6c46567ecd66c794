import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MIN_INT64, type Quantity } from '../../src/base/index.ts';
import {
  type Amount,
  addAmounts,
  amountText,
  amountToDouble,
  maxAmount,
  minAmount,
  quotaAmount,
  subtractAmounts,
  toAmount,
  UNLIMITED,
} from '../../src/quota/index.ts';
import { add, MAX, sub } from '../reference/naive-quota.ts';

/** Kueue's int64 of an amount. */
const raw = (amount: Amount): bigint => (amount === UNLIMITED ? MAX : BigInt(amount));

describe('a quota quantity as an amount', () => {
  it.each<[resource: string, quantity: Quantity, amount: Amount]>([
    ['cpu', '1', 1000],
    ['cpu', '500m', 500],
    ['cpu', '0.1m', 1],
    ['cpu', '9223372036854774', 9_223_372_036_854_774_000n],
    ['cpu', '9223372036854775', UNLIMITED],
    ['cpu', '9E', UNLIMITED],
    ['memory', '1Gi', 1_073_741_824],
    ['memory', '100m', 1],
    ['memory', '2Pi', 2 ** 51],
    ['memory', '2251799813685249', 2_251_799_813_685_249n],
    ['memory', '9223372036854775806', 9_223_372_036_854_775_806n],
    ['memory', '9223372036854775807', UNLIMITED],
    ['memory', '1e30', UNLIMITED],
  ])('%s %s is %s', (resource, quantity, amount) => {
    expect(quotaAmount(resource, quantity)).toBe(amount);
  });
});

const compareBigInts = (x: bigint, y: bigint): number => (x < y ? -1 : x > y ? 1 : 0);

describe('sums and differences of amounts', () => {
  const cases: [a: Amount, b: Amount, sum: Amount, difference: Amount][] = [
    [5, 3, 8, 2],
    [3, 5, 8, -2],
    [UNLIMITED, 5, UNLIMITED, UNLIMITED],
    [5, UNLIMITED, UNLIMITED, MIN_INT64],
    [UNLIMITED, UNLIMITED, UNLIMITED, 0],
    [2 ** 51, 1, 2_251_799_813_685_249n, 2 ** 51 - 1],
    [2_251_799_813_685_249n, -1, 2 ** 51, 2_251_799_813_685_250n],
    [MAX - 1n, 1, UNLIMITED, MAX - 2n],
    [MIN_INT64, 1, MIN_INT64 + 1n, MIN_INT64],
    [MIN_INT64, MIN_INT64, MIN_INT64, 0],
  ];
  it.each(cases)('%s and %s make %s and %s', (a, b, sum, difference) => {
    expect(addAmounts(a, b)).toBe(sum);
    expect(subtractAmounts(a, b)).toBe(difference);
  });

  const bounds = [0n, 1n, 2n ** 51n, 2n ** 51n + 1n, 2n ** 53n + 1n, MAX - 1n, MAX, MIN_INT64];
  const int64 = fc.oneof(fc.bigInt(MIN_INT64, MAX), fc.constantFrom(...bounds), fc.bigInt(-9n, 9n));

  it('are those of saturating int64 with a sentinel, and keep the one form of each value', () => {
    fc.assert(
      fc.property(int64, int64, (x, y) => {
        const [a, b] = [toAmount(x), toAmount(y)];
        expect(addAmounts(a, b)).toBe(toAmount(add(x, y)));
        expect(subtractAmounts(a, b)).toBe(toAmount(sub(x, y)));
        expect(raw(minAmount(a, b))).toBe([x, y].sort(compareBigInts)[0]);
        expect(raw(maxAmount(a, b))).toBe([x, y].sort(compareBigInts)[1]);
      }),
      { numRuns: 1000 },
    );
  });

  it('become the nearest double for shares', () => {
    expect(amountToDouble(UNLIMITED)).toBe(2 ** 63);
    expect(amountToDouble(9_007_199_254_740_993n)).toBe(9_007_199_254_740_992);
    expect(amountToDouble(7)).toBe(7);
  });
});

describe('the text of an amount', () => {
  it('is that of Kubernetes, and says when there is no limit', () => {
    expect(amountText('cpu', 1500)).toBe('1500m');
    expect(amountText('memory', 1024)).toBe('1Ki');
    expect(amountText('memory', MAX - 1n)).toBe('9223372036854775806');
    expect(amountText('memory', UNLIMITED)).toBe('<unlimited>');
  });

  // kueue-quota §2.5: 1e8 bytes are written "100000000", and that is read as a decimal quantity.
  it('of bytes goes by 1000 where no power of 1024 divides it', () => {
    expect(amountText('memory', 100_000_000)).toBe('100M');
    expect(amountText('ephemeral-storage', -2000)).toBe('-2k');
    expect(amountText('memory', 1500)).toBe('1500');
    expect(amountText('hugepages-2Mi', 1_048_576_000)).toBe('1000Mi');
  });
});
