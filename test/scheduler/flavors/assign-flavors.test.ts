import { describe, expect, it } from 'vitest';
import type { PodSet, Workload } from '../../../src/model/index.ts';
import { amountText } from '../../../src/quota/index.ts';
import {
  admitted,
  assign,
  flavorsIn,
  podSet,
  queue,
  type SnapshotParts,
  snapshot,
  usageIn,
  workload,
} from '../make-scheduler.ts';

function on(parts: SnapshotParts, podSets: readonly PodSet[], rest: Partial<Workload> = {}) {
  const state = snapshot(parts);
  const answer = assign(state, 'q', workload('w', podSets, rest));
  return { ...answer, used: usageIn(state, answer) };
}

describe('pod sets of a workload', () => {
  it('count what those before them got', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 5 }, b: { cpu: 9 } }])] };
    const answer = on(parts, [podSet('one', 1, { cpu: 3 }), podSet('two', 2, { cpu: 2 })]);
    expect([flavorsIn(answer, 'one'), flavorsIn(answer, 'two')]).toEqual([{ cpu: 'a' }, { cpu: 'b' }]);
    expect(answer).toMatchObject({ mode: 'Fit', borrowingLevel: 0, used: { 'a/cpu': 3000, 'b/cpu': 4000 } });
    expect(answer.podSets[1]?.attempts[0]?.reasons[0]).toContain('requests (3) + current podset request (4)');
  });

  it('end with the first that gets nothing', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 5 } }])] };
    const answer = on(parts, [podSet('one', 1, { cpu: 9 }), podSet('two', 1, { cpu: 1 })]);
    expect(answer.podSets.map(({ name }) => name)).toEqual(['one']);
    expect(answer).toMatchObject({ mode: 'NoFit', noFitReason: 'ExceedsMaxQuota', used: {} });
  });

  it('borrow as far as the one that borrows farthest', () => {
    const parts = {
      clusterQueues: [
        queue('q', [{ a: { cpu: 5 } }, { b: { memory: 5 } }], { cohortName: 'all' }),
        queue('lender', [{ a: { cpu: 5 } }, { b: { memory: 5 } }], { cohortName: 'all' }),
      ],
    };
    expect(on(parts, [podSet('one', 1, { cpu: 6 }), podSet('two', 1, { memory: 1 })]).borrowingLevel).toBe(1);
  });

  it('do not fit where there are none', () => {
    expect(on({ clusterQueues: [queue('q', [{ a: { cpu: 5 } }])] }, [])).toMatchObject({ mode: 'NoFit', podSets: [] });
  });
});

describe('a pod set group', () => {
  const group = { topologyRequest: { podSetGroupName: 'g' } };

  it('gets one flavor for what its members want together', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 4 }, b: { cpu: 9 } }])] };
    const answer = on(parts, [podSet('leader', 1, { cpu: 1 }, group), podSet('workers', 4, { cpu: 1 }, group)]);
    expect([flavorsIn(answer, 'leader'), flavorsIn(answer, 'workers')]).toEqual([{ cpu: 'b' }, { cpu: 'b' }]);
    expect(answer.used).toEqual({ 'b/cpu': 5000 });
  });

  it('gives each member the flavors of what it requests', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 9 } }, { b: { 'nvidia.com/gpu': 9 } }])] };
    const members = [
      podSet('leader', 1, { cpu: 1 }, group),
      podSet('workers', 2, { cpu: 1, 'nvidia.com/gpu': 4 }, group),
    ];
    const answer = on(parts, members);
    expect(flavorsIn(answer, 'leader')).toEqual({ cpu: 'a' });
    expect(flavorsIn(answer, 'workers')).toEqual({ cpu: 'a', 'nvidia.com/gpu': 'b' });
  });

  it('tells all members the same reasons and attempts', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 4 } }])] };
    const { podSets } = on(parts, [podSet('leader', 1, { cpu: 1 }, group), podSet('workers', 4, { cpu: 1 }, group)]);
    expect(podSets.map(({ mode }) => mode)).toEqual(['NoFit', 'NoFit']);
    expect(podSets[0]?.reasons).toEqual(podSets[1]?.reasons);
    expect(podSets[0]?.attempts).toEqual(podSets[1]?.attempts);
  });

  it('stands where its first member does, so that the order of answers is that of groups (kueue-quota Q11)', () => {
    const parts = { clusterQueues: [queue('q', [{ a: { cpu: 9 } }])] };
    const members = [podSet('x', 1, { cpu: 1 }, group), podSet('y', 1, { cpu: 1 }), podSet('z', 1, { cpu: 1 }, group)];
    expect(on(parts, members).podSets.map(({ name }) => name)).toEqual(['x', 'z', 'y']);
  });

  it('gives a member that requests nothing only flavors with a topology', () => {
    const clusterQueues = [queue('q', [{ a: { cpu: 9 } }])];
    const members = [podSet('leader', 1, {}, group), podSet('workers', 1, { cpu: 1 }, group)];
    expect(flavorsIn(on({ clusterQueues }, members), 'leader')).toEqual({});
    const placing = {
      clusterQueues,
      topologies: [{ name: 't', levels: ['rack'] }],
      resourceFlavors: [{ name: 'a', topologyName: 't' }],
    };
    expect(flavorsIn(on(placing, members), 'leader')).toEqual({ cpu: 'a' });
  });
});

describe('resources that no group of the queue covers', () => {
  const parts = { clusterQueues: [queue('q', [{ a: { cpu: 9 } }])] };
  const gpus = podSet('main', 1, { cpu: 1, 'nvidia.com/gpu': 1 });

  it('make a workload inadmissible, and no flavor is to blame', () => {
    const answer = on(parts, [gpus]);
    expect(answer.podSets[0]?.reasons).toEqual(['resource nvidia.com/gpu unavailable in ClusterQueue']);
    expect(answer).toMatchObject({ mode: 'NoFit', noFitReason: 'NoMatchingFlavor' });
  });

  it('count as nothing where nothing is requested of them', () => {
    const answer = on(parts, [podSet('main', 1, { cpu: 1, 'nvidia.com/gpu': 0 })]);
    expect([answer.mode, flavorsIn(answer)]).toEqual(['Fit', { cpu: 'a' }]);
  });

  const ignoring = { ...parts, configuration: { resources: { quotaCheckStrategy: 'IgnoreUndeclared' as const } } };

  it('are passed over with IgnoreUndeclared', () => {
    const answer = on(ignoring, [gpus]);
    expect([answer.mode, answer.used]).toEqual(['Fit', { 'a/cpu': 1000 }]);
  });

  it('are not passed over without the gate', () => {
    expect(on({ ...ignoring, gates: { QuotaCheckStrategy: false } }, [gpus]).mode).toBe('NoFit');
  });

  it('end the assignment where a pod set wants nothing else, although it counts as fitting (kueue-quota Q12)', () => {
    const answer = on(ignoring, [podSet('one', 1, { 'nvidia.com/gpu': 1 }), podSet('two', 1, { cpu: 1 })]);
    expect(answer.podSets.map(({ name }) => name)).toEqual(['one']);
    expect(answer.mode).toBe('Fit');
  });
});

describe('the resource pods', () => {
  const clusterQueues = [queue('q', [{ a: { cpu: 9, pods: 3 } }])];

  it('is requested where the queue covers it', () => {
    const answer = on({ clusterQueues }, [podSet('main', 3, { cpu: 1 })]);
    expect(answer.used).toEqual({ 'a/pods': 3, 'a/cpu': 3000 });
    expect(answer.podSets[0]?.requests.map(({ resource, amount }) => amountText(resource, amount))).toEqual(['3', '3']);
    expect(on({ clusterQueues }, [podSet('main', 4, { cpu: 1 })]).noFitReason).toBe('ExceedsMaxQuota');
  });

  it('is all that pods without requests ask for', () => {
    expect(on({ clusterQueues }, [podSet('main', 2, {})]).used).toEqual({ 'a/pods': 2 });
  });

  it('counts no pods that are done', () => {
    const rest = { reclaimablePods: { main: 2 } };
    expect(on({ clusterQueues }, [podSet('main', 4, { cpu: 1 })], rest).used).toEqual({ 'a/pods': 2, 'a/cpu': 2000 });
    const gates = { ReclaimablePods: false };
    expect(on({ clusterQueues, gates }, [podSet('main', 4, { cpu: 1 })], rest).mode).toBe('NoFit');
  });
});

describe('a failing resource group', () => {
  // memory comes before cpu in the order of §2.3.
  it('is all that is told of; the attempts keep those before (kueue-quota Q17)', () => {
    const parts = {
      clusterQueues: [queue('q', [{ m: { memory: 8 } }, { c: { cpu: 2 } }])],
      workloads: [admitted('x', 'q', { memory: ['m', 8] })],
    };
    const { podSets, noFitReason, progress } = on(parts, [podSet('main', 1, { memory: 4, cpu: 9 })]);
    expect(podSets[0]?.reasons).toEqual([
      'insufficient quota for cpu in flavor c, previously considered podsets requests (0) + current podset request (9) > ' +
        'maximum capacity (2)',
    ]);
    expect(podSets[0]?.attempts.map(({ flavor, mode }) => [flavor, mode])).toEqual([
      ['c', 'NoFit'],
      ['m', 'Preempt'],
    ]);
    expect([noFitReason, progress]).toEqual(['ExceedsMaxQuota', [new Map()]]);
  });

  it('without a reason of a flavor leaves none, where another group was tried (kueue-quota §22.1)', () => {
    const parts = { clusterQueues: [queue('q', [{ m: { memory: 8 } }])] };
    const answer = on(parts, [podSet('main', 1, { memory: 4, cpu: 9 })]);
    expect(answer.mode).toBe('NoFit');
    expect(answer.noFitReason).toBeUndefined();
  });

  it('has no reasons of flavors without gate UnadmittedWorkloadsObservability', () => {
    const clusterQueues = [queue('q', [{ a: { cpu: 2 } }])];
    const answer = on({ clusterQueues, gates: { UnadmittedWorkloadsObservability: false } }, [
      podSet('main', 1, { cpu: 9 }),
    ]);
    expect([answer.noFitReason, answer.podSets[0]?.attempts[0]?.noFitReason]).toEqual([undefined, undefined]);
  });
});

describe('a malformed affinity', () => {
  it('ends the assignment with an error', () => {
    const terms = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'type', operator: 'Gt', values: ['x'] }] }] };
    const spec = { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } } };
    const parts = {
      clusterQueues: [queue('q', [{ a: { cpu: 9 }, b: { cpu: 9 } }])],
      resourceFlavors: [{ name: 'a', nodeLabels: { type: '1' } }],
    };
    const answer = on(parts, [podSet('main', 1, { cpu: 1 }, { spec })]);
    expect(answer.podSets[0]).toMatchObject({ mode: 'NoFit', error: expect.stringContaining('must be an integer') });
    expect(answer.podSets[0]?.attempts.map(({ flavor }) => flavor)).toEqual(['a']);
  });
});

describe('a workload that holds quota', () => {
  it('keeps its flavors, with nothing tried anew', () => {
    const held = admitted('w', 'q', { cpu: ['b', 3] });
    const state = snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 9 }, b: { cpu: 3 } }])], workloads: [held] });
    const answer = assign(state, 'q', held);
    expect([answer.mode, flavorsIn(answer)]).toEqual(['Fit', { cpu: 'b' }]);
    expect(answer.podSets[0]).toMatchObject({ attempts: [], reasons: [] });
    expect(answer.progress).toEqual([new Map([['cpu', 0]])]);
  });
});
