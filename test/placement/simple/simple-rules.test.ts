import { describe, expect, it } from 'vitest';
import type { PlacementRule } from '../../../src/placement/index.ts';
import { bestFitRule, firstFitRule, randomRule, spreadRule } from '../../../src/placement/simple/index.ts';
import { ask, askGroup, clusterOf, withNode } from '../make-cluster.ts';
import { placeBy } from '../rule-context.ts';

const NODES = 'b1/r1/a=1 b1/r1/b=2 b1/r2/c=3';

describe.each<[PlacementRule, string, string][]>([
  [
    [firstFitRule(), '2 unconstrained', 'a:1 b:1'],
    [firstFitRule(), '5 preferred rack', 'a:1 b:2 c:2'],
    [firstFitRule(), '3 required rack', 'a:1 b:2'],
    [firstFitRule(), '3 required host', 'c:3'],
    [bestFitRule(), '2 unconstrained', 'a:1 b:1'],
    [bestFitRule(), '4 preferred host', 'a:1 b:2 c:1'],
    [bestFitRule(), '2 required host', 'b:2'],
    [spreadRule(), '2 unconstrained', 'b:1 c:1'],
    [spreadRule(), '4 unconstrained', 'a:1 b:1 c:2'],
    [spreadRule(), '2 required rack', 'c:2'],
    [spreadRule(), '4 unconstrained slices rack*2', 'b:2 c:2'],
  ],
])('on nodes with 1, 2 and 3 free cpus, the last in a rack of its own', (...cases) => {
  it.each(cases)('$0.name places %s %s', (rule, request, expected) => {
    expect(placeBy(rule, NODES, request)).toBe(expected);
  });
});

describe('the simple rules', () => {
  it('look at what is free, not at what there is', () => {
    // c has 1 left, a 1 and b 2.
    expect(placeBy(bestFitRule(), NODES, '2 unconstrained', 'c=2')).toBe('a:1 c:1');
    expect(placeBy(spreadRule(), NODES, '1 unconstrained', 'c=2')).toBe('b:1');
  });

  it('count devices of the resource that runs out first', () => {
    const nodes = clusterOf('b1/r1/a=8 b1/r1/b=4');
    const withGpus = withNode(withNode(nodes, 'a', { allocatable: { cpu: 8, gpu: 1, pods: 9 } }), 'b', {
      allocatable: { cpu: 4, gpu: 2, pods: 9 },
    });
    const request = ask('1 unconstrained', {
      requests: new Map([
        ['cpu', 1000n],
        ['gpu', 1n],
      ]),
    });
    // By cpu b would be the fuller one.
    expect(placeBy(bestFitRule(), withGpus, [request])).toBe('a:1');
  });

  it('keep slices whole, in the order of their first node', () => {
    // Rack 1 has room for one slice of 2; c for one more.
    expect(placeBy(firstFitRule(), NODES, '4 unconstrained slices rack*2')).toBe('a:1 b:1 c:2');
    expect(placeBy(firstFitRule(), NODES, '4 unconstrained slices host*2')).toBe('b:2 c:2');
  });

  it('give the leader the first node that leaves the workers room', () => {
    expect(placeBy(firstFitRule(), NODES, askGroup('3 unconstrained', 1))).toBe('workers b:2 c:1 | leader a:1');
    // With the leader on b, 1 + 0 + 3 are left for 4 workers; on c it would be 1 + 2 + 1.
    expect(placeBy(firstFitRule(), NODES, askGroup('4 unconstrained', 2))).toBe('workers a:1 c:3 | leader b:1');
    expect(placeBy(firstFitRule(), NODES, askGroup('2 required rack', 1))).toBe('workers b:2 | leader a:1');
  });

  it('refuse with what would fit', () => {
    expect(placeBy(firstFitRule(), NODES, '7 unconstrained')).toBe('topology "t" allows to fit only 6 out of 7 pod(s)');
    expect(placeBy(spreadRule(), NODES, '4 required rack')).toBe('topology "t" allows to fit only 3 out of 4 pod(s)');
  });
});

describe('the random rule', () => {
  const nodes = Array.from({ length: 20 }, (_, i) => `b1/r${i % 4}/h${i}=1`).join(' ');

  it('answers alike for one seed, and not for all', () => {
    const answers = Array.from({ length: 10 }, (_, seed) => placeBy(randomRule({ seed }), nodes, '3 unconstrained'));
    const again = Array.from({ length: 10 }, (_, seed) => placeBy(randomRule({ seed }), nodes, '3 unconstrained'));
    expect(again).toEqual(answers);
    // 1140 sets of 3 of 20: ten equal ones by chance are out of the question.
    expect(new Set(answers).size).toBeGreaterThan(1);
  });

  it('uses every node in the long run', () => {
    const used = new Set(
      Array.from({ length: 400 }, (_, seed) => placeBy(randomRule({ seed }), nodes, '1 unconstrained')),
    );
    expect(used.size).toBe(20);
  });
});
