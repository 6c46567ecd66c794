import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlavorFungibility } from '../../../src/model/index.ts';
import {
  BEST_MODE,
  type FlavorFit,
  type FlavorMode,
  isPreferred,
  WORST_MODE,
} from '../../../src/scheduler/flavors/modes.ts';

type Preference = NonNullable<FlavorFungibility['preference']>;

function fungibility(preference?: Preference): FlavorFungibility {
  return { whenCanBorrow: 'TryNextFlavor', whenCanPreempt: 'TryNextFlavor', ...(preference && { preference }) };
}

function mode(text: string): FlavorMode {
  const [fit, level] = text.split(' ');
  return { fit: fit as FlavorFit, borrowingLevel: Number(level) };
}

const FITS: readonly FlavorFit[] = ['NoFit', 'NoCandidates', 'Preempt', 'Reclaim', 'Fit'];
const PREFERENCES: readonly (Preference | undefined)[] = [
  undefined,
  'BorrowingOverPreemption',
  'PreemptionOverBorrowing',
];
const arbitraryMode = fc.record({ fit: fc.constantFrom(...FITS), borrowingLevel: fc.nat(3) });

describe('the preferred of two flavors', () => {
  // kueue-quota §8.1: a, b, and which of the two each preference takes.
  it.each<[a: string, b: string, borrowing: 'a' | 'b' | '-', preemption: 'a' | 'b' | '-']>([
    ['Fit 0', 'Fit 1', 'a', 'a'],
    ['Fit 1', 'Preempt 0', 'a', 'b'],
    ['Fit 1', 'Reclaim 0', 'a', 'b'],
    ['Reclaim 1', 'Preempt 1', 'a', 'a'],
    ['Reclaim 2', 'Preempt 1', 'a', 'b'],
    ['Preempt 1', 'NoCandidates 0', 'a', 'a'],
    ['Fit 5', 'NoCandidates 0', 'a', 'a'],
    ['NoCandidates 1', 'NoCandidates 0', 'b', 'b'],
    ['NoCandidates 9', 'NoFit 0', 'a', 'a'],
    ['Fit 1', 'Fit 1', '-', '-'],
    ['NoFit 0', 'NoFit 1', '-', '-'],
  ])('of %s and %s is %s if borrowing is preferred, %s if preemption is', (a, b, borrowing, preemption) => {
    const choice = (preference?: Preference): string => {
      const isA = isPreferred(mode(a), mode(b), fungibility(preference));
      const isB = isPreferred(mode(b), mode(a), fungibility(preference));
      return isA && isB ? 'both' : isA ? 'a' : isB ? 'b' : '-';
    };
    expect([choice(), choice('BorrowingOverPreemption')]).toEqual([borrowing, borrowing]);
    expect(choice('PreemptionOverBorrowing')).toBe(preemption);
  });

  it('is an order: of three at least one is best, and nothing is preferred to it', () => {
    const three = fc.tuple(arbitraryMode, arbitraryMode, arbitraryMode);
    fc.assert(
      fc.property(three, fc.constantFrom(...PREFERENCES), (modes, preference) => {
        const policy = fungibility(preference);
        const isBeaten = (one: FlavorMode): boolean => modes.some((other) => isPreferred(other, one, policy));
        return modes.some((one) => !isBeaten(one));
      }),
    );
  });

  it('never beats the best, and beats the worst whenever it is one at all', () => {
    fc.assert(
      fc.property(arbitraryMode, fc.constantFrom(...PREFERENCES), (one, preference) => {
        const policy = fungibility(preference);
        expect(isPreferred(one, BEST_MODE, policy)).toBe(false);
        expect(isPreferred(one, WORST_MODE, policy)).toBe(one.fit !== 'NoFit');
      }),
    );
  });
});
