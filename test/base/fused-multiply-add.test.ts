import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fusedMultiplyAdd } from '../../src/base/index.ts';

describe('a product and sum rounded once', () => {
  // Taken with exact fractions; the last bits of the products are lost if they are rounded first.
  it.each([
    [-0.00014468772232108536, 937.9274872125246, 0.1357065918271191, 1.1817083284335381e-17],
    [-1.0244926076806527e-5, -99382.75484130572, -1.018168976658563, 2.9505762219271554e-17],
    [47718.46376997498, 0.00023537445110484754, -11.242938924641837, -0.011231707217422608],
    [0, 3, 0.1, 0.1],
    [-0, 3, 0, 0],
    [3, 4, -12, 0],
  ])('%d · %d + %d = %d', (a, b, c, result) => {
    expect(fusedMultiplyAdd(a, b, c)).toBe(result);
  });

  it('of integers is exact, and differs from two roundings by less than one of them', () => {
    const integer = fc.integer({ min: -(2 ** 26), max: 2 ** 26 });
    const real = fc.double({ min: -1e6, max: 1e6, noNaN: true }).filter((x) => x === 0 || Math.abs(x) > 1e-6);
    fc.assert(fc.property(integer, integer, integer, (a, b, c) => fusedMultiplyAdd(a, b, c) === a * b + c));
    fc.assert(
      fc.property(real, real, real, (a, b, c) => {
        const bound = (Math.abs(a * b) + Math.abs(c)) * Number.EPSILON;
        expect(Math.abs(fusedMultiplyAdd(a, b, c) - (a * b + c))).toBeLessThanOrEqual(bound);
      }),
    );
  });
});
