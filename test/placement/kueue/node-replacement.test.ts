import { describe, expect, it } from 'vitest';
import type { Cluster, Workload } from '../../../src/model/index.ts';
import type { PodSetRequest } from '../../../src/placement/index.ts';
import { ask, clusterOf, type PlaceSettings, place } from '../make-cluster.ts';

const SUBS = ['block', 'rack', 'sub', 'kubernetes.io/hostname'];

/** A workload that holds `a:2 b:1` for pod set `workers`, with failed nodes. */
function holding(held: string, failed: readonly string[] = ['a'], more: Partial<Workload> = {}): Workload {
  const domains = held.split(' ').map((text) => {
    const [host = '', count] = text.split(':');
    return { values: [host], count: Number(count) };
  });
  const topologyAssignment = { levels: ['kubernetes.io/hostname'], domains };
  const podSetAssignments = ['workers', 'others'].map((name) => ({ name, topologyAssignment }));
  return {
    name: 'w',
    podSets: [],
    unhealthyNodes: failed,
    admission: { clusterQueue: 'q', podSetAssignments },
    ...more,
  };
}

function replace(
  cluster: Cluster | string,
  request: string | PodSetRequest | PodSetRequest[],
  workload: Workload,
  settings: PlaceSettings = {},
): string {
  return place(cluster, request, { ...settings, workload });
}

describe('the pods of a failed node', () => {
  const cases: [what: string, cluster: string, request: string, held: string, usage: string, expected: string][] = [
    [
      'go anywhere when unconstrained, to the smallest host that suffices',
      'b/r1/b=9 b/r2/c=3',
      '4 unconstrained',
      'a:2 b:2',
      'b=2',
      'b:2 c:2',
    ],
    [
      'stay in the required rack of those that are left',
      'b/r1/b=9 b/r2/c=2',
      '4 required rack',
      'a:2 b:2',
      'b=2',
      'b:4',
    ],
    ['may leave a preferred rack', 'b/r1/b=9 b/r2/c=2', '4 preferred rack', 'a:2 b:2', 'b=2', 'b:2 c:2'],
    ['go anywhere when none are left, even if required', 'b/r1/b=9 b/r2/c=2', '2 required rack', 'a:2', '', 'c:2'],
    [
      'are added to those on the same host, hosts in path order',
      'b/r1/z=9 b/r2/b=1',
      '4 required block',
      'a:2 b:1 z:1',
      'b=1 z=1',
      'z:3 b:1',
    ],
    [
      'take what usage leaves, that of the workload itself included',
      'b/r1/b=3 b/r1/c=2',
      '4 required rack',
      'a:2 b:2',
      'b=2',
      'b:2 c:2',
    ],
    [
      'stay with the slice that lost them: r1 held 2 + 2, r2 all 4',
      'b/r1/b=5 b/r2/c=4 b/r2/d=2',
      '8 required block slices rack*4',
      'a:2 b:2 c:4',
      'b=2 c=4',
      'b:4 c:4',
    ],
    [
      'may go elsewhere as a whole slice',
      'b/r1/b=9 b/r2/c=4',
      '8 preferred rack slices rack*4',
      'a:4 b:4',
      'b=4',
      'b:4 c:4',
    ],
    [
      'as a whole slice of a required block stay in the block',
      'b1/r1/b=4 b1/r2/c=9 b2/r3/d=4',
      '8 required block slices rack*4',
      'a:4 b:4',
      'b=4',
      'b:4 c:4',
    ],
  ];
  it.each(cases)('%s', (_, cluster, request, held, usage, expected) => {
    expect(replace(cluster, request, holding(held), { usage })).toBe(expected);
  });

  it('stay with the inner slice that lost them: sub s1 had 1 + 1 of 2, s2 is whole', () => {
    const cluster = clusterOf('b/r/s1/b=9 b/r/s2/c=2 b/r/s3/d=1', { levels: SUBS });
    const settings = { usage: 'b=1 c=2' };
    expect(replace(cluster, '4 required block slices rack*4,sub*2', holding('a:1 b:1 c:2'), settings)).toBe('b:2 c:2');
  });

  it('inside the slice that lost them keep the inner slices that they fill: 2 in one sub, or nowhere', () => {
    const cluster = clusterOf('b/r/s2/c=3 b/r/s3/e=1', { levels: SUBS });
    const settings = { usage: 'c=2' };
    expect(replace(cluster, '4 required block slices rack*4,sub*2', holding('a:2 c:2'), settings)).toBe(
      'topology "t" doesn\'t allow to fit any of 1 slice(s)',
    );
    expect(replace(cluster, '4 required block slices rack*4', holding('a:2 c:2'), settings)).toBe('c:3 e:1');
  });

  it('of several racks that lack as many complete the first in byte order', () => {
    const cluster = 'b/r1/b=9 b/r2/c=9';
    expect(replace(cluster, '6 required block slices rack*4', holding('a:2 b:2 c:2'), { usage: 'b=2 c=2' })).toBe(
      'b:4 c:2',
    );
  });

  it('are those of the first failed node alone: b stays in the assignment', () => {
    expect(replace('b/r/b=9 b/r/c=2', '4 unconstrained', holding('a:2 b:2', ['a', 'b']), { usage: 'b=2' })).toBe(
      'b:2 c:2',
    );
  });

  it('are placed beside real usage even where placement is to ignore it', () => {
    expect(
      replace('b/r1/b=3 b/r1/c=4', '4 required rack', holding('a:2 b:2'), { usage: 'b=2', isSimulatedEmpty: true }),
    ).toBe('b:2 c:2');
  });

  it('are those of the last entry where its host is listed twice', () => {
    expect(replace('b/r/b=9', '3 unconstrained', holding('a:1 a:2'))).toBe('b:2');
  });

  it('leave less to the next pod set of the workload', () => {
    const requests = [ask('2 unconstrained'), ask('2 unconstrained', { podSet: 'others' })];
    expect(replace('b/r/b=2 b/r/c=2', requests, holding('a:2'))).toBe('workers b:2 | others c:2');
  });
});

describe('no replacement', () => {
  it('is sought outside the required rack, which the message tells', () => {
    expect(replace('b/r1/b=3 b/r2/c=9', '4 required rack', holding('a:2 b:2'), { usage: 'b=2' })).toBe(
      'topology "t" allows to fit only 1 out of 2 pod(s). Total nodes: 2; excluded: topologyDomain: 1',
    );
  });

  it('is sought beside a domain that is gone', () => {
    expect(replace('b/r/c=9', '4 required rack', holding('a:2 b:2'))).toBe(
      'Cannot replace the node, because the existing topologyAssignment is invalid, as it contains the stale domain b',
    );
  });

  it('comes of a request that places nothing: 1 pod in slices of 2', () => {
    expect(replace('b/r/b=9', '1 required rack slices host*2', holding('a:1'))).toBe(
      'cannot find replacement assignment for unhealthy node: a',
    );
  });

  it('is given to a pod set without an assignment, and the next is still looked at', () => {
    const requests = [ask('2 unconstrained', { podSet: 'new' }), ask('2 unconstrained')];
    expect(replace('b/r/b=2', requests, holding('a:2'))).toBe('b:2');
  });

  it('for one pod set ends the flavor: the next gets no answer', () => {
    const requests = [ask('2 required pod'), ask('2 unconstrained', { podSet: 'others' })];
    expect(replace('b/r/b=9', requests, holding('a:2'))).toBe('no requested topology level: pod');
  });
});

describe('a workload of one plain pod', () => {
  const pod = { apiVersion: 'v1', kind: 'Pod', name: 'p' };
  const group = { 'kueue.x-k8s.io/is-group-workload': 'true' };
  const cases: [what: string, more: Partial<Workload>, gates: Record<string, boolean>, expected: string][] = [
    ['keeps its assignment', { ownerReferences: [pod] }, {}, 'a:1'],
    [
      'is given another node while the gate is off',
      { ownerReferences: [pod] },
      { SkipReassignmentForPodOwnedWorkloads: false },
      'b:1',
    ],
    ['is another thing with two owners', { ownerReferences: [pod, pod] }, {}, 'b:1'],
    ['is another thing than one of a job', { ownerReferences: [{ ...pod, kind: 'Job' }] }, {}, 'b:1'],
    [
      'is another thing than one of another API’s Pod',
      { ownerReferences: [{ ...pod, apiVersion: 'x/v1' }] },
      {},
      'b:1',
    ],
    ['is another thing than a pod group', { ownerReferences: [pod], annotations: group }, {}, 'b:1'],
    ['is another thing than one without owners', {}, {}, 'b:1'],
  ];
  it.each(cases)('%s', (_, more, gates, expected) => {
    expect(replace('b/r/b=1', '1 unconstrained', holding('a:1', ['a'], more), { gates })).toBe(expected);
  });
});
