import { describe, expect, it } from 'vitest';
import { type FungibilityPolicy, resolveFeatureGates } from '../../../src/model/index.ts';
import type { FlavorFit } from '../../../src/scheduler/flavors/modes.ts';
import { stopsScan } from '../../../src/scheduler/flavors/stops-scan.ts';

const STOP: FungibilityPolicy = 'MayStopSearch';
const NEXT: FungibilityPolicy = 'TryNextFlavor';

describe('the scan of flavors', () => {
  // kueue-quota §8.6, tryNext: stops with whenCanBorrow/whenCanPreempt = stop/stop, stop/next, next/stop, next/next.
  it.each<[fit: FlavorFit, level: number, stops: readonly boolean[]]>([
    ['Fit', 0, [true, true, true, true]],
    ['Fit', 1, [true, true, false, false]],
    ['Reclaim', 0, [true, false, true, false]],
    ['Preempt', 0, [true, false, true, false]],
    ['Preempt', 2, [true, false, false, false]],
    ['NoCandidates', 0, [false, false, false, false]],
    ['NoFit', 0, [false, false, false, false]],
  ])('at %s with borrowing level %i stops as the policies say', (fit, borrowingLevel, expected) => {
    const stops = [STOP, NEXT].flatMap((whenCanBorrow) =>
      [STOP, NEXT].map((whenCanPreempt) =>
        stopsScan({ fit, borrowingLevel }, { whenCanBorrow, whenCanPreempt }, resolveFeatureGates()),
      ),
    );
    expect(stops).toEqual(expected);
  });

  it('without gate FlavorFungibility stops at whatever fits, and only there', () => {
    const gates = resolveFeatureGates({ FlavorFungibility: false });
    const policies = { whenCanBorrow: NEXT, whenCanPreempt: STOP };
    expect(stopsScan({ fit: 'Fit', borrowingLevel: 3 }, policies, gates)).toBe(true);
    expect(stopsScan({ fit: 'Reclaim', borrowingLevel: 0 }, policies, gates)).toBe(false);
  });
});
