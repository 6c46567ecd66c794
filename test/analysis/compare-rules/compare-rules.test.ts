import { describe, expect, it } from 'vitest';
import { layersSpanned } from '../../../src/analysis/compare-rules/layers-spanned.ts';
import { compareRules } from '../../../src/analysis/index.ts';
import type { PodSet } from '../../../src/model/index.ts';
import { PLACEMENT_RULE_NAMES, placementRule } from '../../../src/placement/index.ts';
import { clusterOf } from '../../placement/make-cluster.ts';

/** Two racks with room for 4: the first on four nodes, the second on two. */
const CLUSTER = clusterOf('b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r1/d=1 b1/r2/e=2 b1/r2/f=2 b2/r3/g=1');

function jobOf(
  count: number,
  topologyRequest: NonNullable<PodSet['topologyRequest']>,
): { name: string; podSets: PodSet[] } {
  const spec = { containers: [{ resources: { requests: { cpu: '1' } } }] };
  return { name: 'job', podSets: [{ name: 'main', count, topologyRequest, template: { spec } }] };
}

describe('rules side by side', () => {
  it('are answered in order, each on the cluster as it is', () => {
    const rules = ['kueue', 'hop-optimal', 'first-fit'].map((name) => placementRule(name));
    const outcomes = compareRules(jobOf(4, { required: 'rack' }), { cluster: CLUSTER }, rules);
    const onFour = {
      podSets: ['main'],
      nodes: 4,
      layers: 1,
      hops: { max: 2, mean: 2, total: 6 * 2, ring: 4 * 2, unreachablePairs: 0 },
      regret: { total: 4, ring: 4 },
    };
    const onTwo = {
      podSets: ['main'],
      nodes: 2,
      layers: 1,
      // 4 of the 6 pairs are apart.
      hops: { max: 2, mean: 8 / 6, total: 4 * 2, ring: 2 * 2, unreachablePairs: 0 },
      regret: { total: 0, ring: 0 },
    };
    const placed = { state: 'placed', flavor: 'f' };
    expect(outcomes).toEqual([
      { algorithm: 'kueue', ...placed, groups: [onFour] },
      { algorithm: 'hop-optimal', ...placed, groups: [onTwo] },
      { algorithm: 'first-fit', ...placed, groups: [onFour] },
    ]);
  });

  it('say why a rule refuses', () => {
    const [outcome] = compareRules(jobOf(5, { required: 'rack' }), { cluster: CLUSTER }, [placementRule('spread')]);
    const message = 'topology "t" allows to fit only 4 out of 5 pod(s)';
    expect(outcome).toEqual({ algorithm: 'spread', state: 'rejected', reason: 'not-fit', message });
  });

  it('know no number of hops or layers where pods share nothing', () => {
    const [outcome] = compareRules(jobOf(9, { unconstrained: true }), { cluster: CLUSTER }, [
      placementRule('hop-optimal'),
    ]);
    const hops = { max: null, mean: null, total: null, ring: null, unreachablePairs: 8 };
    const group = { podSets: ['main'], nodes: 7, layers: null, hops, regret: { total: 0, ring: 0 } };
    expect(outcome).toMatchObject({ groups: [group] });
  });

  it('cover every built-in rule', () => {
    const rules = PLACEMENT_RULE_NAMES.map((name) => placementRule(name));
    const outcomes = compareRules(jobOf(2, { preferred: 'rack' }), { cluster: CLUSTER }, rules);
    expect(outcomes.map(({ algorithm, state }) => `${algorithm} ${state}`)).toEqual(
      PLACEMENT_RULE_NAMES.map((name) => `${name} placed`),
    );
  });
});

describe('layers spanned', () => {
  it.each([
    [[['a', 'b', 'c']], 0],
    [
      [
        ['a', 'b', 'c'],
        ['a', 'b', 'c'],
      ],
      1,
    ],
    [
      [
        ['a', 'b', 'c'],
        ['a', 'b', 'd'],
      ],
      2,
    ],
    [
      [
        ['a', 'b', 'c'],
        ['a', 'x', 'c'],
        ['a', 'b', 'c'],
      ],
      3,
    ],
    [
      [
        ['a', 'b'],
        ['z', 'b'],
      ],
      null,
    ],
    [[], 0],
  ])('%j: %s', (paths, layers) => {
    expect(layersSpanned(paths)).toBe(layers);
  });
});
