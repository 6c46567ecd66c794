import { describe, expect, it } from 'vitest';
import {
  compareShares,
  type DominantShare,
  dominantShare,
  LEAST_SHARE,
  type QuotaTree,
  statusShare,
  weightedShare,
} from '../../src/quota/index.ts';
import { amountsIn, makeTree, nodeOf, queue } from './make-quota.ts';

/** The queue `cq` and a lender: 10 GPUs and 10 cores in all. */
function pair(weight?: string): QuotaTree {
  return makeTree([
    queue('cq', 'cohort', { f: { gpu: [5], cpu: [2] } }, weight),
    queue('lender', 'cohort', { f: { gpu: [5], cpu: [8] } }),
  ]);
}

function shareOf(tree: QuotaTree, usage: Record<string, number>, extra: Record<string, number> = {}): DominantShare {
  const cq = nodeOf(tree, 'cq');
  return tree.whileAdded(cq, amountsIn(tree.quota, usage), () => dominantShare(tree, cq, amountsIn(tree.quota, extra)));
}

describe('the dominant share (kueue-quota §20.2)', () => {
  const cases: [string, share: DominantShare, status: bigint, resource: string | undefined][] = [
    ['of GPUs', shareOf(pair(), { 'f/cpu': 3000, 'f/gpu': 7 }), 200n, 'gpu'],
    ['of cores', shareOf(pair(), { 'f/cpu': 3000, 'f/gpu': 3 }), 100n, 'cpu'],
    [
      'with a request on top',
      shareOf(pair(), { 'f/cpu': 1000, 'f/gpu': 2 }, { 'f/cpu': 4000, 'f/gpu': 4 }),
      300n,
      'cpu',
    ],
    ['at twice the weight', shareOf(pair('2'), { 'f/cpu': 3000, 'f/gpu': 7 }), 100n, 'gpu'],
    ['at half the weight', shareOf(pair('500m'), { 'f/cpu': 3000, 'f/gpu': 7 }), 400n, 'gpu'],
    ['without weight', shareOf(pair('0'), { 'f/cpu': 3000, 'f/gpu': 7 }), 9223372036854775807n, 'gpu'],
    ['without weight, within quota', shareOf(pair('0'), { 'f/cpu': 2000 }), 0n, undefined],
    ['of two equal resources is named for the first', shareOf(pair(), { 'f/cpu': 4000, 'f/gpu': 7 }), 200n, 'cpu'],
  ];
  it.each(cases)('%s', (_, share, status, resource) => {
    expect(statusShare(share)).toBe(status);
    expect(share.resource).toBe(resource);
  });

  it('is rounded up in the status only', () => {
    const tree = makeTree([queue('cq', 'c', { f: { gpu: [500] } }), queue('lender', 'c', { f: { gpu: [1000] } })]);
    const share = shareOf(tree, { 'f/gpu': 501 });
    expect(weightedShare(share)).toBe(1000 / 1500);
    expect(statusShare(share)).toBe(1n);
  });

  it('counts a resource over all flavors, and only what is beyond the quota of each', () => {
    const quotas = { 'on-demand': { cpu: [20], gpu: [1] }, spot: { cpu: [80] } } as const;
    const tree = makeTree([queue('cq', 'c', quotas), queue('lender', 'c', { spot: { cpu: [100] } })]);
    const share = shareOf(tree, { 'on-demand/cpu': 25_000, 'spot/cpu': 5000 });
    expect(share).toMatchObject({ ratio: 25, resource: 'cpu' });
    expect(share.borrowed).toEqual([tree.quota.flavorResources.indexOf('on-demand', 'cpu')]);
  });

  it('is of borrowing but none where nobody could lend', () => {
    const quotas = { f: { gpu: [2, undefined, 0] } } as const;
    const tree = makeTree([queue('cq', 'c', quotas), queue('lender', 'c', { f: { gpu: [64, undefined, 0] } })]);
    const share = shareOf(tree, { 'f/gpu': 3 });
    expect(share).toEqual({ ratio: 0, weight: 1, borrowed: [0] });
    expect(weightedShare(share)).toBe(0);
  });

  it('of a root is none, whatever it uses', () => {
    const tree = makeTree([queue('cq', '', { f: { gpu: [2] } })]);
    expect(shareOf(tree, { 'f/gpu': 3 })).toEqual({ ratio: 0, weight: 1, borrowed: [] });
  });

  it('is measured against the nearest cohort, with its limits', () => {
    const tree = makeTree(
      [queue('cq', 'low', { f: { gpu: [1] } }), queue('lender', 'top', { f: { gpu: [9] } })],
      [{ name: 'low', parentName: 'top', resourceGroups: limited(4) }],
    );
    const share = shareOf(tree, { 'f/gpu': 2 });
    expect(share.ratio).toBe(1000 / 5);
    const low = nodeOf(tree, 'low');
    const two = amountsIn(tree.quota, { 'f/gpu': 2 });
    expect(tree.whileAdded(nodeOf(tree, 'cq'), two, () => dominantShare(tree, low)).ratio).toBe(1000 / 10);
  });
});

function limited(borrowingLimit: number) {
  const resources = [{ name: 'gpu', nominalQuota: 0, borrowingLimit }];
  return [{ coveredResources: ['gpu'], flavors: [{ name: 'f', resources }] }];
}

describe('of two shares', () => {
  const share = (ratio: number, weight: number): DominantShare => ({ ratio, weight, borrowed: [] });
  it.each<[string, a: DominantShare, b: DominantShare, order: number]>([
    ['the smaller comes first', share(100, 1), share(200, 1), -1],
    ['the weight counts', share(100, 0.25), share(200, 1), 1],
    ['equal ones are equal', share(100, 1), share(200, 2), 0],
    ['an infinite one comes last', share(1, 0), share(9000, 1), 1],
    ['an infinite one comes last, the other way round', share(9000, 1), share(1, 0), -1],
    ['two infinite ones go by their ratio', share(1, 0), share(2, 0), -1],
    ['two equal infinite ones are equal', share(2, 0), share(2, 0), 0],
    ['one without weight that borrows nothing is 0', share(0, 0), share(0, 1), 0],
    ['the least is before all', LEAST_SHARE, share(0, 0), -1],
  ])('%s', (_, a, b, order) => {
    expect(compareShares(a, b)).toBe(order);
  });
});
