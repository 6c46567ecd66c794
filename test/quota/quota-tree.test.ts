import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../src/base/index.ts';
import {
  borrowingLevel,
  compileQuotaTree,
  dominantShare,
  fitsInQuota,
  isWithinNominal,
  QuotaTree,
} from '../../src/quota/index.ts';
import { makeQueue } from './arbitrary-quota.ts';
import { amountsIn, cohort, type Limits, makeTree, nodeOf, queue } from './make-quota.ts';

/** One flavor, one resource: cores. */
function cpu(...limits: Limits): { f: { cpu: Limits } } {
  return { f: { cpu: limits } };
}

function cores(tree: QuotaTree, amounts: Readonly<Record<string, number>>): void {
  for (const [name, amount] of Object.entries(amounts)) {
    tree.addUsage(nodeOf(tree, name), amountsIn(tree.quota, { 'f/cpu': amount * 1000 }));
  }
}

describe('quota algebra (kueue-quota §20.1)', () => {
  const root = cohort('root', '', cpu(10));
  const cases: [string, tree: QuotaTree, usage: Record<string, number>, answers: Record<string, [number, number]>][] = [
    [
      'a lending limit keeps quota to its owner',
      makeTree([queue('q1', 'root', cpu(10)), queue('q2', 'root', cpu(10, undefined, 9))], [root]),
      { q1: 1, q2: 0.5 },
      { q1: [28, 29], q2: [28.5, 30] },
    ],
    [
      'who neither lends nor borrows pays for the debt of others all the same',
      makeTree([queue('q1', 'root', cpu(10)), queue('q2', 'root', cpu(10, 0, 0))], [root]),
      { q1: 31 },
      { q1: [-11, 20], q2: [-1, 10] },
    ],
    [
      'limits of several queues together',
      makeTree(
        [queue('q1', 'root', cpu(10)), queue('q2', 'root', cpu(10, 2)), queue('q3', 'root', cpu(10, undefined, 5))],
        [root],
      ),
      { q1: 20, q2: 10, q3: 6 },
      { q1: [4, 35], q2: [2, 12], q3: [4, 40] },
    ],
    [
      'quota of cohorts of cohorts',
      makeTree(
        [queue('q1', 'left', cpu(10)), queue('q2', 'right', cpu(10, undefined, 0))],
        [cohort('left', 'root', cpu(10)), cohort('right', 'root', cpu(10))],
      ),
      { q1: 10, q2: 5 },
      { q1: [20, 30], q2: [25, 40] },
    ],
    [
      'a borrowing limit of a cohort holds for all its members',
      makeTree(
        [queue('q1', 'left', cpu(10)), queue('q2', 'left', cpu(10, 5)), queue('q3', 'right', cpu(10))],
        [cohort('left', 'root', cpu(10, 5)), cohort('right', 'root', cpu(10))],
      ),
      {},
      { q1: [35, 35], q2: [15, 15], q3: [50, 50] },
    ],
    [
      'a lending limit of a cohort holds for all its members',
      makeTree(
        [
          queue('q1', 'left', cpu(10, undefined, 5)),
          queue('q2', 'left', cpu(10)),
          queue('q3', 'right', cpu(0)),
          queue('q4', 'root', cpu(0)),
        ],
        [cohort('left', 'root', cpu(0, undefined, 5)), cohort('right', 'root', cpu(0))],
      ),
      {},
      { q1: [20, 20], q2: [15, 15], q3: [5, 5], q4: [5, 5] },
    ],
    ['a queue of its own', makeTree([queue('q', '', cpu(5))]), { q: 2.5 }, { q: [2.5, 5] }],
    ['a queue without quota', makeTree([queue('q', '', cpu(0))]), { q: 1 }, { q: [-1, 0] }],
  ];
  it.each(cases)('%s', (_, tree, usage, answers) => {
    cores(tree, usage);
    for (const [name, [available, potential]] of Object.entries(answers)) {
      const node = nodeOf(tree, name);
      expect(tree.availableUnclamped(node, 0), name).toBe(available * 1000);
      expect(tree.available(node, 0), name).toBe(Math.max(0, available * 1000));
      expect(tree.potential(node, 0), name).toBe(potential * 1000);
    }
  });
});

describe('usage', () => {
  it('goes up only as far as it exceeds what a queue keeps to itself', () => {
    const tree = makeTree([queue('q', 'top', cpu(10, undefined, 4))]);
    const used = (): unknown[] => ['q', 'top'].map((name) => tree.usage(nodeOf(tree, name), 0));
    cores(tree, { q: 5 });
    expect(used()).toEqual([5000, 0]);
    cores(tree, { q: 3 });
    expect(used()).toEqual([8000, 2000]);
    tree.removeUsage(nodeOf(tree, 'q'), amountsIn(tree.quota, { 'f/cpu': 3000 }));
    expect(used()).toEqual([5000, 0]);
  });

  it('below zero stays with the queue', () => {
    const tree = makeTree([queue('q', 'top', cpu(10))]);
    cores(tree, { q: 12 });
    cores(tree, { q: -2 });
    expect(['q', 'top'].map((name) => tree.usage(nodeOf(tree, name), 0))).toEqual([10000, 12000]);
  });

  it('of a flavor that the queue no longer lists counts in its cohort', () => {
    const source = {
      clusterQueues: [queue('q', 'top', cpu(1)), queue('lender', 'top', { old: { cpu: [4] } })],
      cohorts: [],
      held: [
        { clusterQueue: 'q', flavor: 'old', resource: 'cpu' },
        { clusterQueue: 'gone', flavor: 'old', resource: 'cpu' },
      ],
    };
    const tree = makeTree(source.clusterQueues);
    const held = amountsIn(tree.quota, { 'old/cpu': 3000 });
    expect(() => tree.addUsage(nodeOf(tree, 'q'), held)).toThrow(HopwiseError);
    const told = new QuotaTree(compileQuotaTree(source));
    told.addUsage(nodeOf(told, 'q'), amountsIn(told.quota, { 'old/cpu': 3000 }));
    const old = told.quota.flavorResources.indexOf('old', 'cpu') as number;
    expect(told.usage(nodeOf(told, 'top'), old)).toBe(3000);
    expect(told.available(nodeOf(told, 'lender'), old)).toBe(1000);
    expect(dominantShare(told, nodeOf(told, 'q')).borrowed).toEqual([]);
  });

  it('is as it was after a question with more or less of it, even if the question fails', () => {
    const tree = makeTree([queue('q', 'top', cpu(10))]);
    const q = nodeOf(tree, 'q');
    const four = amountsIn(tree.quota, { 'f/cpu': 4000 });
    tree.addUsage(q, four);
    expect(tree.whileAdded(q, four, () => tree.usage(q, 0))).toBe(8000);
    expect(tree.whileRemoved(q, four, () => tree.usage(q, 0))).toBe(0);
    const fail = (): never => {
      throw new Error('no');
    };
    expect(() => tree.whileRemoved(q, four, fail)).toThrow('no');
    expect(tree.usage(q, 0)).toBe(4000);
  });

  it('cannot be rolled back to a mark that has ended', () => {
    const tree = makeTree([queue('q', '', cpu(1))]);
    const outer = tree.mark();
    const inner = tree.mark();
    tree.rollback(outer);
    expect(() => tree.rollback(inner)).toThrow('mark 2 has ended');
    expect(() => tree.commit(outer)).toThrow('mark 1 has ended');
  });
});

describe('borrowing', () => {
  const tree = makeTree(
    [queue('q', 'low', cpu(4, undefined, 3)), queue('other', 'top', cpu(10)), queue('single', '', cpu(2))],
    [cohort('low', 'top', cpu(2)), cohort('side', 'top', cpu(0))],
  );
  const q = nodeOf(tree, 'q');

  it.each<[amount: number, level: number, isPartOfTree: boolean]>([
    [4, 0, true],
    [6, 1, true],
    [7, 2, false],
    [99, 2, false],
  ])('%i cores borrow on level %i', (amount, level, isPartOfTree) => {
    expect(borrowingLevel(tree, q, 0, amount * 1000)).toEqual({ level, isPartOfTree });
  });

  it('has no level without a cohort', () => {
    const single = nodeOf(tree, 'single');
    expect(borrowingLevel(tree, single, 0, 1000)).toEqual({ level: 0, isPartOfTree: false });
    expect(borrowingLevel(tree, single, 0, 9000)).toEqual({ level: 0, isPartOfTree: false });
  });

  it('hands what exceeds the own part to the cohort', () => {
    const amount = (cores: number) => amountsIn(tree.quota, { 'f/cpu': cores * 1000 });
    expect(fitsInQuota(tree, q, amount(4))).toEqual({ fits: true, remainder: amount(3) });
    expect(fitsInQuota(tree, q, amount(5))).toEqual({ fits: false, remainder: amount(4) });
    expect(fitsInQuota(tree, q, amount(0.5))).toEqual({ fits: true, remainder: amount(0) });
  });

  it('of one flavor-resource is enough to be beyond nominal', () => {
    const two = makeTree([queue('q', 'c', { f: { cpu: [1], memory: [1] } }), queue('r', 'c', { g: { cpu: [1] } })]);
    const { indexOf } = two.quota.flavorResources;
    const [f, g, memory] = [indexOf('f', 'cpu'), indexOf('g', 'cpu'), indexOf('f', 'memory')] as [
      number,
      number,
      number,
    ];
    cores(two, { q: 2 });
    const node = nodeOf(two, 'q');
    expect(isWithinNominal(two, node, [memory, g])).toBe(true);
    expect(isWithinNominal(two, node, [memory, f])).toBe(false);
    expect(isWithinNominal(two, node, [])).toBe(true);
  });
});

describe('heights', () => {
  const clusterQueues = [queue('deep', 'low', cpu(1)), queue('shallow', 'top', cpu(1))];
  const cohorts = [cohort('low', 'middle', {}), cohort('middle', 'top', {})];

  it.each<[inactive: string[], heights: Record<string, number>]>([
    [[], { top: 3, middle: 2, low: 1, deep: 0, shallow: 0 }],
    [['deep'], { top: 2, middle: 1, low: 0 }],
  ])('without the inactive queues %j', (inactive, heights) => {
    const { forest, heights: found } = compileQuotaTree({ clusterQueues, cohorts, inactiveQueues: new Set(inactive) });
    for (const [name, height] of Object.entries(heights)) {
      expect(found[forest.cohorts.get(name) ?? (forest.queues.get(name) as number)], name).toBe(height);
    }
  });
});

describe('compiling', () => {
  it('refuses two queues of one name', () => {
    expect(() => makeTree([makeQueue('q'), makeQueue('q')])).toThrow('there are two ClusterQueues named "q"');
    expect(() => makeTree([], [cohort('c', '', {}), cohort('c', '', {})])).toThrow('two Cohorts named "c"');
  });

  it('takes a chain of a hundred thousand cohorts', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) =>
      cohort(`c${i}`, i === 0 ? '' : `c${i - 1}`, i === 0 ? cpu(7) : {}),
    );
    const tree = makeTree([queue('q', 'c99999', cpu(1))], chain);
    cores(tree, { q: 3 });
    expect(tree.available(nodeOf(tree, 'q'), 0)).toBe(5000);
    expect(tree.usage(nodeOf(tree, 'c0'), 0)).toBe(3000);
  });
});
