import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binaryText, canonicalQuantity, decimalText } from '../../src/base/canonical-quantity.ts';
import { quantityNanos } from '../../src/base/index.ts';

const SUFFIXES = ['', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-3'];

describe('canonicalQuantity', () => {
  it.each([
    [0, '0'],
    ['0.0', '0'],
    ['-0', '0'],
    [8, '8'],
    ['8', '8'],
    ['1000', '1k'],
    ['0.5', '500m'],
    [0.5, '500m'],
    ['0.0005', '500u'],
    ['3.7', '3700m'],
    ['1000m', '1'],
    ['1500M', '1500M'],
    ['2000M', '2G'],
    ['1.5Gi', '1536Mi'],
    ['1024Ki', '1Mi'],
    ['1000Ki', '1000Ki'],
    // Below 1024 and fractions of a byte there is no binary form.
    ['0.5Ki', '512'],
    ['0.0001Ki', '102400u'],
    ['-2Gi', '-2Gi'],
    ['1000e3', '1e6'],
    ['1e3', '1e3'],
    ['1e0', '1'],
    ['15e-1', '1500e-3'],
    ['1E', '1E'],
    ['2000E', '2000E'],
  ])('writes %j as %s', (quantity, expected) => {
    expect(canonicalQuantity(quantity)).toBe(expected);
  });

  it('says nothing else than what was given, and says it the same way again', () => {
    const quantities = fc
      .tuple(fc.integer({ min: -99_999, max: 99_999 }), fc.nat(999), fc.constantFrom(...SUFFIXES))
      .map(([whole, decimals, suffix]) => `${whole}.${decimals}${suffix}`);
    fc.assert(
      fc.property(quantities, (quantity) => {
        const text = canonicalQuantity(quantity);
        expect(quantityNanos(text)).toBe(quantityNanos(quantity));
        expect(canonicalQuantity(text)).toBe(text);
        expect(text).not.toContain('.');
      }),
    );
  });

  it('refuses what is no quantity', () => {
    expect(() => canonicalQuantity('many')).toThrow(RangeError);
  });
});

describe('decimalText', () => {
  it.each([
    [1n, '1n', '1e-9'],
    [1_000_000_000n, '1', '1'],
    [2_500_000_000n, '2500m', '2500e-3'],
    [12_000_000_000_000n, '12k', '12e3'],
  ])('writes %s billionths as %s or %s', (nanos, suffix, exponent) => {
    expect([decimalText(nanos), decimalText(nanos, true)]).toEqual([suffix, exponent]);
  });
});

describe('binaryText', () => {
  it.each([
    [1536n, '1536'],
    [2048n, '2Ki'],
    [3n * 1024n ** 3n, '3Gi'],
    [1024n ** 7n, '1024Ei'],
  ])('writes %s as %s', (whole, expected) => {
    expect(binaryText(whole)).toBe(expected);
  });
});
