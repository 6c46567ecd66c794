import { describe, expect, it } from 'vitest';
import { accepted, problemLines } from '../read.ts';

const V1BETA2 = 'kueue.x-k8s.io/v1beta2';
const V1BETA1 = 'kueue.x-k8s.io/v1beta1';

function _object(kind: string, spec: unknown, more: object = {}): object {
  return { apiVersion: V1BETA2, kind, metadata: { name: 'a' }, spec, ...more };
}

describe('Workload', () => {
  const podSet = {
    name: 'main',
    count: 2,
    template: { spec: { containers: [] } },
    topologyRequest: { required: 'rack' },
  };
  const workload = (more: object, apiVersion = V1BETA2) => ({
    apiVersion,
    kind: 'Workload',
    metadata: { name: 'w', namespace: 'ns', uid: 'u' },
    spec: { queueName: 'q', podSets: [podSet] },
    ...more,
  });
  const admitted = (topologyAssignment: unknown) => ({
    status: {
      admission: {
        clusterQueue: 'cq',
        podSetAssignments: [{ name: 'main', flavors: { cpu: 'f' }, count: 2, topologyAssignment }],
      },
      unhealthyNodes: [{ name: 'n1' }],
      conditions: [{ type: 'Admitted', status: 'True' }],
    },
  });

  it('without an admission is a job too', () => {
    const { workloads, jobs } = accepted(workload({}));
    expect(workloads).toEqual([
      { name: 'w', namespace: 'ns', uid: 'u', queueName: 'q', isActive: true, podSets: [podSet] },
    ]);
    expect(jobs).toEqual([
      {
        kind: 'Workload',
        name: 'w',
        namespace: 'ns',
        queueName: 'q',
        podSets: [podSet],
        place: { file: '0.json', line: 1, column: 1 },
      },
    ]);
  });

  it.each([
    [
      'v1beta2',
      {
        levels: ['h'],
        slices: [
          {
            domainCount: 2,
            podCounts: { universal: 1 },
            valuesPerLevel: [{ individual: { prefix: 'n', roots: ['1', '2'] } }],
          },
        ],
      },
    ],
    [
      'v1beta1',
      {
        levels: ['h'],
        domains: [
          { values: ['n1'], count: 1 },
          { values: ['n2'], count: 1 },
        ],
      },
    ],
  ])('with an assignment in the form of %s holds it', (version, assignment) => {
    const { workloads, jobs } = accepted(workload(admitted(assignment), `kueue.x-k8s.io/${version}`));
    // Its node n1 failed, so it asks for another.
    expect(jobs.map((job) => [job.name, job.workload])).toEqual([['w', workloads[0]]]);
    expect(workloads[0]).toMatchObject({
      unhealthyNodes: ['n1'],
      conditions: [{ type: 'Admitted', status: 'True' }],
      admission: {
        clusterQueue: 'cq',
        podSetAssignments: [
          {
            name: 'main',
            count: 2,
            flavors: { cpu: 'f' },
            topologyAssignment: {
              levels: ['h'],
              domains: [
                { values: ['n1'], count: 1 },
                { values: ['n2'], count: 1 },
              ],
            },
          },
        ],
      },
    });
  });

  it('is read with its status, times in milliseconds', () => {
    const time = '2026-01-02T03:04:05Z';
    const check = { name: 'c', state: 'Ready', message: 'm', lastTransitionTime: time };
    const status = {
      conditions: [{ type: 'Evicted', status: 'True', reason: 'R', message: 'm', lastTransitionTime: time }],
      requeueState: { count: 2, requeueAt: time },
      reclaimablePods: [{ name: 'main', count: 1 }],
      admissionChecks: [{ ...check, podSetUpdates: [{ name: 'main', nodeSelector: { a: 'b' } }] }],
    };
    const spec = {
      podSets: [podSet],
      priority: 5,
      priorityClassRef: { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name: 'high' },
      active: false,
      maximumExecutionTimeSeconds: 60,
      preemptionGates: [{ name: 'g' }],
    };
    const metadata = { name: 'w', namespace: 'ns', creationTimestamp: '2026-01-01T00:00:00Z', generation: 3 };
    const lastTransitionMs = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(accepted(workload({ metadata, spec, status })).workloads).toEqual([
      {
        name: 'w',
        namespace: 'ns',
        generation: 3,
        creationMs: Date.UTC(2026, 0, 1),
        podSets: [podSet],
        priority: 5,
        priorityClass: { kind: 'WorkloadPriorityClass', name: 'high' },
        isActive: false,
        maximumExecutionTimeSeconds: 60,
        preemptionGates: ['g'],
        conditions: [{ type: 'Evicted', status: 'True', reason: 'R', message: 'm', lastTransitionMs }],
        requeueState: { count: 2, requeueAtMs: lastTransitionMs },
        reclaimablePods: { main: 1 },
        admissionChecks: [
          {
            name: 'c',
            state: 'Ready',
            message: 'm',
            lastTransitionMs,
            podSetUpdates: [{ podSet: 'main', nodeSelector: { a: 'b' } }],
          },
        ],
      },
    ]);
  });

  it('of v1beta1 names its priority class otherwise', () => {
    const spec = { podSets: [podSet], priority: 5, priorityClassName: 'high' };
    const of = (priorityClassSource: string) =>
      accepted(workload({ spec: { ...spec, priorityClassSource } }, V1BETA1)).workloads[0]?.priorityClass;
    expect(of('kueue.x-k8s.io/workloadpriorityclass')).toEqual({ kind: 'WorkloadPriorityClass', name: 'high' });
    expect(of('scheduling.k8s.io/priorityclass')).toEqual({ kind: 'PriorityClass', name: 'high' });
    expect(of('')).toBeUndefined();
  });

  it.each([
    ['all its nodes are well', []],
    ['topology placed none of its pods', [{ name: 'n1' }]],
  ])('that is admitted is no job while %s', (_, unhealthyNodes) => {
    const admission = { clusterQueue: 'cq', podSetAssignments: [{ name: 'main', count: 2, flavors: { cpu: 'f' } }] };
    const { workloads, jobs } = accepted(workload({ status: { admission, unhealthyNodes } }));
    expect([workloads.length, jobs]).toEqual([1, []]);
  });

  it('defaults a pod set to one pod named main', () => {
    expect(accepted(workload({ spec: { podSets: [{ template: {} }] } })).workloads[0]?.podSets).toEqual([
      { name: 'main', count: 1, template: {} },
    ]);
  });

  const spec = (...podSets: object[]) => ({ spec: { podSets: podSets.map((more) => ({ template: {}, ...more })) } });

  it.each([
    ['a count below zero', spec({ count: -1 }), ['invalid-value spec.podSets[0].count']],
    ['a count above int32', spec({ count: 2147483648 }), ['invalid-value spec.podSets[0].count']],
    ['half a pod', spec({ count: 1.5 }), ['wrong-type spec.podSets[0].count', 'invalid-value spec.podSets[0].count']],
    ['a count in quotes', spec({ count: '1' }), ['wrong-type spec.podSets[0].count']],
    ['two pod sets of one name', spec({}, {}), ['duplicate spec.podSets[1]']],
    ['no template', { spec: { podSets: [{}] } }, ['missing spec.podSets[0].template']],
    ['an unknown key', { spec: { podSets: [podSet], que: 1 } }, ['unknown-key spec.que']],
    [
      'an assignment that contradicts itself',
      admitted({ levels: ['h'], slices: [{ domainCount: 2, podCounts: { universal: 1 }, valuesPerLevel: [] }] }),
      ['invalid-value status.admission.podSetAssignments[0].topologyAssignment.slices[0].valuesPerLevel'],
    ],
    [
      'control characters in an assignment',
      admitted({
        levels: ['h'],
        slices: [{ domainCount: 1, podCounts: { universal: 1 }, valuesPerLevel: [{ universal: '\u001b' }] }],
      }),
      ['invalid-name status.admission.podSetAssignments[0].topologyAssignment'],
    ],
  ])('with %s is refused', (_, more, expected) => {
    expect(problemLines(workload(more))).toEqual(expected.map((line) => expect.stringContaining(`error ${line}`)));
  });

  it('with an unknown field in its status is read, with a warning', () => {
    expect(problemLines(workload({ status: { newField: 1 } }))).toEqual([
      expect.stringContaining('warning unknown-key status.newField'),
    ]);
  });
});
