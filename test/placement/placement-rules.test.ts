import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../src/base/index.ts';
import { DEFAULT_FEATURE_GATES } from '../../src/model/index.ts';
import { PLACEMENT_RULE_NAMES, placementRule, placeWorkload } from '../../src/placement/index.ts';
import { ask, snapshotsOf } from './make-cluster.ts';

describe('the built-in placement rules', () => {
  it('carry the names by which they are found', () => {
    expect(PLACEMENT_RULE_NAMES.map((name) => placementRule(name).name)).toEqual(PLACEMENT_RULE_NAMES);
  });

  it('are suggested where a name is nearly right, else listed', () => {
    expect(() => placementRule('hop-optimul')).toThrow('no placement rule "hop-optimul" (did you mean "hop-optimal"?)');
    expect(() => placementRule('fastest')).toThrow(/; there are kueue, hop-optimal, /);
    expect(() => placementRule('fastest')).toThrow(HopwiseError);
  });

  it('place whole workloads where they are asked for', () => {
    const requests = new Map([['f', [ask('3 unconstrained')]]]);
    const places = (name?: string): unknown =>
      placeWorkload(snapshotsOf('b1/r1/a=1 b1/r2/b=1 b1/r3/c=2 b1/r3/d=2'), requests, {
        gates: DEFAULT_FEATURE_GATES,
        ...(name === undefined ? {} : { rule: placementRule(name) }),
      }).map((placement) => placement.state === 'placed' && placement.assignment.domains);
    const spots = (...hosts: [string, number][]): unknown => [
      hosts.map(([host, count]) => ({ values: [host], count })),
    ];
    // Kueue fills small gaps first with unconstrained pods; in one rack they have 2 pairs of 2 hops.
    expect(places('hop-optimal')).toEqual(spots(['c', 2], ['d', 1]));
    expect(places('kueue')).toEqual(spots(['a', 1], ['b', 1], ['c', 1]));
    expect(places()).toEqual(places('kueue'));
  });
});
