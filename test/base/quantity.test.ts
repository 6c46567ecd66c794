import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  amountOfNanos,
  formatAmount,
  isQuantity,
  MAX_INT64,
  MIN_INT64,
  type Quantity,
  quantityNanos,
  resourceAmount,
} from '../../src/base/index.ts';

describe('resourceAmount', () => {
  const cases: [resource: string, quantity: Quantity, amount: bigint][] = [
    ['cpu', '1', 1000n],
    ['cpu', 2, 2000n],
    ['cpu', '500m', 500n],
    ['cpu', '0.5', 500n],
    ['cpu', '.5', 500n],
    ['cpu', '1.', 1000n],
    ['cpu', 0.1, 100n],
    ['cpu', '0.0005', 1n],
    ['cpu', '1001u', 2n],
    ['cpu', '1n', 1n],
    ['cpu', '1000000n', 1n],
    ['cpu', '1k', 1_000_000n],
    ['cpu', '1e3', 1_000_000n],
    ['cpu', '15E-1', 1500n],
    ['cpu', '0', 0n],
    ['cpu', '-0.5', -500n],
    ['memory', '1Ki', 1024n],
    ['memory', '64Gi', 68_719_476_736n],
    ['memory', '1.5Gi', 1_610_612_736n],
    ['memory', '1M', 1_000_000n],
    ['memory', '1E', 1_000_000_000_000_000_000n],
    ['memory', '1E3', 1000n],
    ['memory', '1e+3', 1000n],
    ['memory', '0.1', 1n],
    ['memory', '100m', 1n],
    ['memory', '1500m', 2n],
    ['memory', '0.3Ki', 308n],
    ['memory', '-1.5', -2n],
    ['memory', '+7', 7n],
    ['nvidia.com/gpu', '8', 8n],
    ['nvidia.com/gpu', 8, 8n],
    ['pods', '110', 110n],
    // 2^60 fits, 8 × 2^60 = 2^63 is one too many.
    ['memory', '7Ei', 8_070_450_532_247_928_832n],
    ['memory', '8Ei', MAX_INT64],
    ['memory', '16Ei', MAX_INT64],
    ['memory', '-9Ei', -MAX_INT64],
    ['memory', '-9223372036854775809', MIN_INT64],
    ['memory', '9223372036854775807', MAX_INT64],
    ['memory', '9223372036854775808', MAX_INT64],
    ['cpu', '9223372036854775.808', MAX_INT64],
    ['memory', '1e99999', MAX_INT64],
    ['memory', '1e-99999', 1n],
    ['memory', 1e21, MAX_INT64],
    ['memory', 1e-7, 1n],
  ];
  it.each(cases)('counts %s %s as %s', (resource, quantity, amount) => {
    expect(resourceAmount(resource, quantity)).toBe(amount);
  });

  it('throws on what is not a quantity', () => {
    expect(() => resourceAmount('cpu', 'abc')).toThrow('"abc" is not a quantity');
  });
});

describe('isQuantity', () => {
  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    'abc',
    '1ki',
    '1KI',
    '1K',
    '1mi',
    '1e',
    '1e1.5',
    '1eE',
    '--1',
    '+-1',
    '1,5',
    '.',
    '0x10',
    '1_000',
  ])('refuses %j', (text) => {
    expect(isQuantity(text)).toBe(false);
  });
  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses the number %s', (number) => {
    expect(isQuantity(number)).toBe(false);
  });
  it('refuses a text too long to mean an amount, without reading it', () => {
    expect(isQuantity('1'.repeat(1_000_000))).toBe(false);
  });
});

describe('quantityNanos', () => {
  it('keeps billionths and rounds what is finer away from zero', () => {
    expect(quantityNanos('0.0005')).toBe(500_000n);
    expect(quantityNanos('1n')).toBe(1n);
    expect(quantityNanos('0.1n')).toBe(1n);
    expect(quantityNanos('-0.1n')).toBe(-1n);
    expect(quantityNanos('3')).toBe(3_000_000_000n);
  });

  it('sums before rounding: two half millicores are one', () => {
    expect(amountOfNanos('cpu', quantityNanos('0.0005') + quantityNanos('0.0005'))).toBe(1n);
  });
});

describe('formatAmount', () => {
  const cases: [resource: string, amount: bigint, text: string][] = [
    ['cpu', 1500n, '1500m'],
    ['cpu', 96_000n, '96'],
    ['memory', 68_719_476_736n, '64Gi'],
    ['memory', 1_610_612_736n, '1536Mi'],
    ['memory', 1000n, '1000'],
    ['memory', 0n, '0'],
    ['ephemeral-storage', 2048n, '2Ki'],
    ['hugepages-2Mi', 2_097_152n, '2Mi'],
    ['nvidia.com/gpu', 1024n, '1024'],
  ];
  it.each(cases)('writes %s %s as %s', (resource, amount, text) => {
    expect(formatAmount(resource, amount)).toBe(text);
  });

  it('is read back as the same amount', () => {
    const resource = fc.constantFrom('cpu', 'memory', 'hugepages-2Mi', 'nvidia.com/gpu');
    fc.assert(
      fc.property(resource, fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (name, amount) => {
        expect(resourceAmount(name, formatAmount(name, amount))).toBe(amount);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
