import { describe, expect, it } from 'vitest';
import {
  hopRegrets,
  type KnownBests,
  kueueRule,
  type PlacementRule,
  type PodSetRequest,
} from '../../../src/placement/index.ts';
import { bestFitRule, firstFitRule, spreadRule } from '../../../src/placement/simple/index.ts';
import { ask, snapshotOf } from '../make-cluster.ts';
import { emptyContext } from '../rule-context.ts';

const FOUR_OR_TWO = 'b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r1/d=1 b1/r2/e=2 b1/r2/f=2';

function regretsOf(
  rule: PlacementRule,
  cluster: string,
  requests: readonly PodSetRequest[],
  objective: 'total' | 'ring' = 'total',
): unknown[] {
  const snapshot = snapshotOf(cluster);
  const context = emptyContext();
  const placements = rule.place(snapshot, requests, context);
  return hopRegrets(snapshot, requests, placements, context, objective).map(({ podSets, regret }) => [podSets, regret]);
}

describe('the regret of a placement', () => {
  it('is what it has in hops above the best', () => {
    // Kueue sees two racks with room for 4 and takes the first: 6 pairs of 2 hops; the second has 4 such pairs.
    expect(regretsOf(kueueRule(), FOUR_OR_TWO, [ask('4 required rack')])).toEqual([[['workers'], 12 - 8]]);
    // Four links there and back, against two.
    expect(regretsOf(kueueRule(), FOUR_OR_TWO, [ask('4 required rack')], 'ring')).toEqual([[['workers'], 8 - 4]]);
  });

  it('holds each group against the room that the groups before it left', () => {
    const requests = [ask('4 required rack'), ask('4 required rack', { podSet: 'more' })];
    // The second group has only the second rack left, and there the best.
    expect(regretsOf(firstFitRule(), FOUR_OR_TWO, requests)).toEqual([
      [['workers'], 4],
      [['more'], 0],
    ]);
  });

  it('is the same where the best places are known from other rules, which left other room to the second group', () => {
    const requests = [ask('4 required rack'), ask('2 preferred rack', { podSet: 'more' })];
    const snapshot = snapshotOf(`${FOUR_OR_TWO} b1/r3/g=1 b1/r3/h=1`);
    const context = emptyContext();
    const known: KnownBests = new Map();
    for (const rule of [kueueRule(), firstFitRule(), bestFitRule(), spreadRule()]) {
      const placements = rule.place(snapshot, requests, emptyContext());
      const alone = hopRegrets(snapshot, requests, placements, context);
      expect(hopRegrets(snapshot, requests, placements, context, 'total', known)).toEqual(alone);
    }
    expect(known.size).toBeGreaterThan(2);
  });

  it('is no number where more pairs than needed share nothing', () => {
    const requests = [ask('2 unconstrained')];
    expect(regretsOf(firstFitRule(), 'b1/r1/a=1 b2/r2/b=1 b3/r3/c=2', requests)).toEqual([[['workers'], null]]);
    expect(regretsOf(firstFitRule(), 'b1/r1/a=1 b2/r2/b=1 b3/r3/c=2', requests, 'ring')).toEqual([[['workers'], null]]);
  });

  it('is not asked of groups without a place', () => {
    expect(regretsOf(firstFitRule(), 'b1/r1/a=1', [ask('2 unconstrained')])).toEqual([]);
  });
});
