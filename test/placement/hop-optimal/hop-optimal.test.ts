import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HopObjective } from '../../../src/placement/hop-optimal/hop-objective.ts';
import { cheapestLeaves, hopOptimalRule } from '../../../src/placement/hop-optimal/hop-optimal-rule.ts';
import { treeHops } from '../../../src/placement/hop-optimal/tree-hops.ts';
import { prepareSearch } from '../../../src/placement/search-rule.ts';
import { arbitraryCase, snapshotOfCase } from '../arbitrary-case.ts';
import { ask, snapshotOf } from '../make-cluster.ts';
import { emptyContext, placeBy } from '../rule-context.ts';
import { bruteForce, costOfSpots } from './brute-force.ts';

const RUNS = 1500;
/** More pods than this have too many ways to be distributed. */
const MAX_PODS = 14;

/** How many of the random questions must at least be of each kind. */
const LEAST = { placed: 700, refused: 300, led: 250, sliced: 250, split: 40, required: 150 };

describe.each<HopObjective>(['total', 'ring'])('hop-optimal placement by %s', (objective) => {
  it(`costs what the best of all ways to distribute the pods costs, in ${RUNS} random questions`, () => {
    const tally = { placed: 0, refused: 0, led: 0, sliced: 0, split: 0, required: 0 };
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const snapshot = snapshotOfCase(c);
        const context = emptyContext({ gates: c.gates, isSimulatedEmpty: c.isSimulatedEmpty });
        const search = prepareSearch(snapshot, { workers: c.workers, leader: c.leader }, context);
        fc.pre(!('reason' in search));
        if ('reason' in search) return;
        const { plan, state } = search;
        fc.pre(plan.count <= MAX_PODS && state.pods.every((pods) => pods < 60));
        const leaves = cheapestLeaves(search, objective);
        if (leaves !== undefined && 'reason' in leaves) throw new Error(leaves.message);
        const best = bruteForce(search, objective);
        expect(leaves === undefined).toBe(best === undefined);
        tally[best === undefined ? 'refused' : 'placed']++;
        if (leaves === undefined || best === undefined) return;
        const spots = [...leaves]
          .sort((a, b) => a.leaf - b.leaf)
          .flatMap(({ leaf, pods, leaders }) => new Array<number>(pods + leaders).fill(leaf));
        expect(costOfSpots(snapshot, spots, objective)).toEqual(best);
        if (plan.leaderCount > 0) tally.led++;
        if (plan.sliceSize > 1) tally.sliced++;
        if (plan.isRequired) tally.required++;
        if (best[0] > 0) tally.split++;
      }),
      { numRuns: RUNS, seed: 11 },
    );
    for (const [kind, least] of Object.entries(LEAST)) {
      expect(tally[kind as keyof typeof tally], kind).toBeGreaterThanOrEqual(least);
    }
  });
});

describe('hop-optimal placement', () => {
  it.each([
    // 2 + 2 in one rack: 4 pairs of 2 hops; 3 + 1 over two racks: 3 pairs of 4.
    ['weighs racks against nodes', 'b1/r1/a=2 b1/r1/b=2 b1/r2/c=3', '4 preferred rack', 'a:2 b:2'],
    // Twice 3 over two racks: 9 pairs of 4 hops; six racks of one: 15 pairs of 4.
    [
      'takes two full nodes over six single ones',
      'b1/r1/a=1 b1/r2/b=1 b1/r3/c=1 b1/r4/d=1 b1/r5/e=1 b1/r6/f=1 b1/r7/g=3 b1/r8/h=3',
      '6 unconstrained',
      'g:3 h:3',
    ],
    // Both racks take 4; the second needs two nodes instead of four.
    [
      'looks inside the domains of a required level',
      'b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r1/d=1 b1/r2/e=2 b1/r2/f=2',
      '4 required rack',
      'e:2 f:2',
    ],
    // 24 hops, all reachable, against none at all and 4 pairs that share nothing.
    [
      'leaves no pair without a shared top domain where that can be',
      'b1/r1/a=1 b1/r2/b=1 b1/r3/c=1 b1/r4/d=1 b2/r5/e=2 b3/r6/f=2',
      '4 unconstrained',
      'a:1 b:1 c:1 d:1',
    ],
    // 4 + 1: 4 pairs share nothing; 3 + 2: 6 pairs; 2 + 2 + 1: 8.
    [
      'leaves as few such pairs as can be elsewhere',
      'b1/r1/a=1 b1/r2/b=1 b1/r3/c=1 b1/r4/d=1 b2/r5/e=2 b3/r6/f=2',
      '5 unconstrained',
      'a:1 b:1 c:1 d:1 e:1',
    ],
    ['gives the rest to the tightest of equal places', 'b1/r1/a=8 b1/r1/b=8 b1/r1/c=3', '10 unconstrained', 'a:8 c:2'],
    ['takes the tighter of two racks that cost the same', 'b1/r1/a=4 b1/r2/b=3', '2 preferred rack', 'b:2'],
    ['takes the first in path order of equally tight ones', 'b1/r2/a=3 b1/r1/b=3', '2 preferred rack', 'b:2'],
    [
      'refuses with the number of pods that would fit',
      'b1/r1/a=2 b1/r2/b=3',
      '4 required rack',
      `topology "t" allows to fit only 3 out of 4 pod(s)`,
    ],
  ])('%s', (_, cluster, request, expected) => {
    expect(placeBy(hopOptimalRule(), cluster, request)).toBe(expected);
  });

  it('by ring takes fewer nodes where the total would take fewer racks', () => {
    const cluster = 'b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r1/d=1 b1/r2/e=2 b1/r3/f=2';
    // Rack 1: 6 pairs of 2 hops. e and f: 4 pairs of 4.
    expect(placeBy(hopOptimalRule(), cluster, '4 unconstrained')).toBe('a:1 b:1 c:1 d:1');
    // One more in each: rack 1 has 5 links and 10 pairs of 2 hops; e and f 4 links and 6 pairs of 4.
    const larger = 'b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r1/d=1 b1/r1/g=1 b1/r2/e=3 b1/r3/f=2';
    expect(placeBy(hopOptimalRule(), larger, '5 unconstrained')).toBe('a:1 b:1 c:1 d:1 g:1');
    expect(placeBy(hopOptimalRule({ objective: 'ring' }), larger, '5 unconstrained')).toBe('e:3 f:2');
  });

  it('counts a leader among the pods that talk to each other', () => {
    // The leader fits on b and d only. Beside a lie 2 workers; with b it is 1 rack, 2 pairs of 2 hops.
    const group = [
      ask('2 unconstrained', { group: 'g' }),
      ask('1 unconstrained', { group: 'g', podSet: 'leader', cpu: 3 }),
    ];
    expect(placeBy(hopOptimalRule(), 'b1/r1/a=2 b1/r1/b=3 b1/r2/c=2 b1/r3/d=3', group)).toBe(
      'workers a:2 | leader b:1',
    );
  });
});

const hosts = fc.array(fc.record({ path: fc.tuple(fc.nat(1), fc.nat(2)), room: fc.integer({ min: 0, max: 4 }) }), {
  minLength: 1,
  maxLength: 12,
});
const rename = (text: string, to: (label: string) => string): string => text.replace(/[brh]\d+/g, to);

describe('renaming', () => {
  const clusterText = (list: readonly { path: readonly [number, number]; room: number }[]): string =>
    list.map(({ path: [b, r], room }, i) => `b${b}/r${b}${r}/h${10 + i}=${room}`).join(' ');

  it('only relabels the answer where it keeps the order of names', () => {
    fc.assert(
      fc.property(hosts, fc.integer({ min: 1, max: 10 }), (list, count) => {
        const text = clusterText(list);
        const prefixed = (label: string): string => `x${label}`;
        const before = placeBy(hopOptimalRule(), text, `${count} preferred rack`);
        const after = placeBy(hopOptimalRule(), rename(text, prefixed), `${count} preferred rack`);
        expect(after).toBe(before.startsWith('topology') ? before : rename(before, prefixed));
      }),
      { numRuns: 300, seed: 5 },
    );
  });

  it('never changes the cost', () => {
    fc.assert(
      fc.property(hosts, fc.integer({ min: 1, max: 10 }), (list, count) => {
        const cost = (text: string): unknown => {
          const snapshot = snapshotOf(text);
          const [placement] = hopOptimalRule().place(snapshot, [ask(`${count} unconstrained`)], emptyContext());
          return placement?.state === 'placed' ? treeHops(snapshot.domains, [placement.assignment]) : 'refused';
        };
        const text = clusterText(list);
        const turned = rename(text, (label) => `${label.charAt(0)}${999 - Number(label.slice(1))}`);
        expect(cost(turned)).toEqual(cost(text));
      }),
      { numRuns: 300, seed: 6 },
    );
  });
});
