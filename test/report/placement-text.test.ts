import { describe, expect, it } from 'vitest';
import type { JobAnswer, PlacedPodSet } from '../../src/analysis/index.ts';
import { placementText, podsTable } from '../../src/report/index.ts';

const COST = { max: 4, mean: 8 / 3, total: 8, ring: 8, unreachablePairs: 0 };

function podSet(name: string, nodes: PlacedPodSet['nodes'], hops: PlacedPodSet['hops'] = COST): PlacedPodSet {
  return { name, count: nodes.reduce((sum, { count }) => sum + count, 0), nodes, hops };
}

function placed(...podSets: PlacedPodSet[]): JobAnswer {
  return { placement: { state: 'placed', algorithm: 'kueue', flavor: 'f', podSets }, ifRequired: [] };
}

const NEAR = { node: 'node-a', count: 2, path: ['nn-1', 'nn-2', 'nn-3'] };
const FAR = { node: 'node-b', count: 1, path: ['nn-1', 'nn-2', 'nn-4'] };

function names(table: string): string[] {
  return table
    .split('\n')
    .slice(1)
    .map((line) => line.split(/\s+/)[0] as string);
}

describe('podsTable', () => {
  it('gives every pod a line, in rank order', () => {
    const table = podsTable('train', [podSet('main', [NEAR, FAR])]);
    expect(names(table)).toEqual(['train-0', 'train-1', 'train-2']);
    expect(table.split('\n').map((line) => /node-\w/.exec(line)?.[0])).toEqual([
      undefined,
      'node-a',
      'node-a',
      'node-b',
    ]);
  });

  it('is what kubectl shows just after the pods were bound', () => {
    expect(podsTable('job', [podSet('main', [NEAR, FAR])]).split('\n')).toEqual([
      'NAME    READY   STATUS    RESTARTS   AGE   IP       NODE     NOMINATED NODE   READINESS GATES',
      'job-0   1/1     Running   0          0s    <none>   node-a   <none>           <none>',
      'job-1   1/1     Running   0          0s    <none>   node-a   <none>           <none>',
      'job-2   1/1     Running   0          0s    <none>   node-b   <none>           <none>',
    ]);
  });

  it.each([
    ['the only pod set called main', ['main'], ['job-0']],
    ['another only pod set', ['workers'], ['job-workers-0']],
    ['several pod sets', ['main', 'driver'], ['job-main-0', 'job-driver-0']],
  ])('names pods after %s', (_, podSets, expected) => {
    expect(
      names(
        podsTable(
          'job',
          podSets.map((name) => podSet(name, [FAR])),
        ),
      ),
    ).toEqual(expected);
  });
});

describe('placementText', () => {
  it.each<[string, PlacedPodSet, string]>([
    [
      'the deepest node that all share',
      podSet('main', [NEAR, FAR]),
      'main: 3 pods on 2 nodes, all below layer 2, nn-2; hops max 4, mean 2.67, total 8, ring 8',
    ],
    [
      'one pod',
      podSet('main', [FAR], { max: 0, mean: 0, total: 0, ring: 0, unreachablePairs: 0 }),
      'main: 1 pod on 1 node, all below layer 3, nn-4; hops max 0, mean 0, total 0, ring 0',
    ],
    [
      'pods without a path between them',
      podSet('main', [NEAR, { ...FAR, path: ['nn-9'] }], {
        max: null,
        mean: null,
        total: null,
        ring: null,
        unreachablePairs: 2,
      }),
      'main: 3 pods on 2 nodes, no network node shared; hops unknown',
    ],
  ])('says of %s', (_, set, expected) => {
    expect(placementText('train', placed(set)).split('\n').at(-1)).toBe(expected);
  });

  it('says why a job stays pending, and in which pod set', () => {
    const rejected = { state: 'rejected', reason: 'not-fit', message: 'no room', podSet: 'driver' } as const;
    expect(placementText('train', { placement: rejected, ifRequired: [] })).toBe(
      'train stays pending: pod set driver: no room',
    );
  });

  it('names no pod set where no single one is to blame', () => {
    const placement = { state: 'rejected', reason: 'no-topology-flavor', message: 'no flavor' } as const;
    expect(placementText('job', { placement, ifRequired: [] })).toBe('job stays pending: no flavor');
  });

  it('says what required levels would have done', () => {
    const text = placementText('train', {
      ...placed(podSet('main', [NEAR])),
      ifRequired: [
        { level: 'layer-1', state: 'placed', maxHops: 6 },
        { level: 'layer-2', state: 'placed', maxHops: null },
        { level: 'layer-3', state: 'rejected', message: 'too small' },
      ],
    });
    expect(text.split('\n').slice(-4)).toEqual([
      'if one domain were required:',
      '  layer-1   fits, at most 6 hops apart',
      '  layer-2   fits',
      '  layer-3   too small',
    ]);
  });

  it('lets no control character through', () => {
    const evil = 'a\u001b[2J';
    const text = placementText(evil, placed(podSet(evil, [{ node: evil, count: 1, path: [evil] }])));
    expect(text).not.toContain('\u001b');
  });

  it('says first which pods move when a node failed', () => {
    const replacement = {
      failedNode: 'node-x',
      moved: [
        { podSet: 'main', node: 'node-a', count: 2 },
        { podSet: 'driver', node: 'node-b', count: 1 },
      ],
    };
    const answer = { ...placed(podSet('main', [NEAR])), replacement };
    expect(placementText('job', answer).split('\n').slice(0, 3)).toEqual([
      'node node-x failed; moved: 2 pods of main to node-a, 1 pod of driver to node-b',
      '',
      expect.stringMatching(/^NAME /),
    ]);
    const kept = { ...answer, replacement: { failedNode: 'node\u001bx', moved: [] } };
    expect(placementText('job', kept).split('\n')[0]).toBe('node node\\x1bx failed; no pod moves');
  });

  it('says of a failed node that nothing replaces it', () => {
    const placement = { state: 'rejected', reason: 'not-fit', podSet: 'main', message: 'no room' } as const;
    const answer = { placement, ifRequired: [], replacement: { failedNode: 'node-x', moved: [] } };
    expect(placementText('job', answer)).toBe('job finds no replacement for node node-x: pod set main: no room');
  });
});
