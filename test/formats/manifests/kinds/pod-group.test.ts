import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { roleHash } from '../../../../src/formats/manifests/kinds/role-hash.ts';
import { derive, deriveOne } from '../derive.ts';
import type { ManifestObject } from '../examples.ts';
import { errorLines } from './samples.ts';

const TOTAL = 'kueue.x-k8s.io/pod-group-total-count';
const FAST = 'kueue.x-k8s.io/pod-group-fast-admission';
const ROLE = 'kueue.x-k8s.io/role-hash';
const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
const GATES = ['kueue.x-k8s.io/admission', 'kueue.x-k8s.io/topology'].map((name) => ({ name }));

interface Shape {
  readonly group?: string;
  readonly total?: string;
  readonly cpu?: string;
  readonly queue?: string;
  readonly annotations?: object;
  readonly spec?: object;
  readonly status?: object;
}

function pod(
  name: string,
  { group, total = '2', cpu = '1', queue = 'q', annotations, spec, status }: Shape = {},
): ManifestObject {
  const labels = { 'kueue.x-k8s.io/queue-name': queue, ...(group && { 'kueue.x-k8s.io/pod-group-name': group }) };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'ns',
      uid: name,
      labels,
      annotations: { ...(group && { [TOTAL]: total }), ...annotations },
    },
    spec: { containers: [{ name: 'c', resources: { requests: { cpu } } }], ...spec },
    ...(status && { status }),
  } as ManifestObject;
}

function group(...pods: ManifestObject[]) {
  return derive(pods)?.[0]?.reconciliation;
}

/** manifests fact 17 */
describe('a pod by itself', () => {
  it('waits at two gates, marked and with its role', () => {
    const { changes } = deriveOne([pod('a')]);
    expect(changes).toEqual([
      { path: '/metadata/annotations/kueue.x-k8s.io~1role-hash', value: expect.stringMatching(/^[0-9a-f]{8}$/) },
      { path: '/metadata/finalizers', value: ['kueue.x-k8s.io/managed'] },
      { path: '/metadata/labels/kueue.x-k8s.io~1managed', value: 'true' },
      { path: '/spec/schedulingGates', value: GATES },
    ]);
  });

  it('waits at one gate while topologies are off', () => {
    const { changes } = deriveOne([pod('a')], { gates: { TopologyAwareScheduling: false } });
    expect(changes.at(-1)?.path === '/spec/schedulingGates' && changes.at(-1)).toEqual({
      path: '/spec/schedulingGates',
      value: GATES.slice(0, 1),
    });
  });

  it('is one pod set of its spec, with its gates', () => {
    const [workload] = deriveOne([pod('a')]).reconciliation?.workloads ?? [];
    expect(workload?.spec.podSets).toMatchObject([
      {
        name: 'main',
        count: 1,
        template: { spec: { schedulingGates: GATES } },
        topologyRequest: { podIndexLabel: 'kueue.x-k8s.io/pod-group-pod-index' },
      },
    ]);
  });

  it('held back by a parent gets gates and role, but no finalizer', () => {
    const { changes } = deriveOne([pod('a', { annotations: { 'kueue.x-k8s.io/pod-suspending-parent': 'x' } })]);
    expect(changes.map(({ path }) => path)).toEqual([
      '/metadata/annotations/kueue.x-k8s.io~1role-hash',
      '/spec/schedulingGates',
    ]);
  });
});

/** manifests fact 18 */
describe('a pod group', () => {
  it('has a pod set for each role, by hashes, and the name of the group', () => {
    const reconciliation = group(
      pod('a', { group: 'g', total: '3' }),
      pod('b', { group: 'g', total: '3', cpu: '2' }),
      pod('c', { group: 'g', total: '3' }),
    );
    const hashes = new Map([
      [roleHash({ containers: [{ resources: { requests: { cpu: '1' } } }] }), 2],
      [roleHash({ containers: [{ resources: { requests: { cpu: '2' } } }] }), 1],
    ]);
    const [workload] = reconciliation?.workloads ?? [];
    expect(workload?.metadata.name).toBe('g');
    expect(workload?.spec.podSets.map(({ name, count }) => [name, count])).toEqual(
      [...hashes].toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    expect(workload?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('asks of the topology what the first pod of a role asks', () => {
    const first = pod('a', { group: 'g', annotations: { [REQUIRED]: 'r' } });
    const reconciliation = group(pod('b', { group: 'g' }), first);
    expect(reconciliation?.workloads[0]?.spec.podSets).toMatchObject([
      { count: 2, topologyRequest: { required: 'r' } },
    ]);
  });

  it('takes a role that a pod names', () => {
    const annotations = { [ROLE]: 'leader' };
    const reconciliation = group(
      pod('a', { group: 'g', annotations }),
      pod('b', { group: 'g', cpu: '7', annotations }),
    );
    expect(reconciliation?.workloads[0]?.spec.podSets).toMatchObject([{ name: 'leader', count: 2 }]);
  });

  it('counts pods by the role that they name, and names pod sets in small letters', () => {
    const roles = ['Role-A', 'role-b', 'role-a', 'Role-A', 'role-b'];
    const pods = roles.map((role, i) => pod(`p${i}`, { group: 'g', total: '5', annotations: { [ROLE]: role } }));
    const podSets = group(...pods)?.workloads[0]?.spec.podSets.map(({ name, count }) => [name, count]);
    expect(podSets).toEqual([
      ['role-a', 2],
      ['role-a', 1],
      ['role-b', 2],
    ]);
  });

  it.each([
    ['are missing', [pod('a', { group: 'g' })], "'g' group has fewer runnable pods than expected"],
    [
      'are in different queues',
      [pod('a', { group: 'g' }), pod('b', { group: 'g', queue: 'p' })],
      "pods 'a' and 'b' has different queue names: q!=p",
    ],
    [
      'count differently',
      [pod('a', { group: 'g' }), pod('b', { group: 'g', total: '3' })],
      `pods 'a' and 'b' has different '${TOTAL}' values: 2!=3`,
    ],
    [
      'play more than 18 roles',
      Array.from({ length: 19 }, (_, i) => pod(`p${i}`, { group: 'g', total: '19', cpu: `${i}` })),
      "pod group can't include more than 18 roles",
    ],
  ])('has no workload where its pods %s', (_, pods, error) => {
    expect(group(...pods)).toMatchObject({ workloads: [], reason: 'failed', unretryableError: error });
  });

  it('fails where a pod has no rank, telling its kind as Go does: not at all', () => {
    const annotations = { 'kueue.x-k8s.io/pod-group-pod-index-label': 'a.io/rank' };
    const { error } = group(pod('a', { group: 'g', total: '1', annotations })) ?? {};
    const reason = 'invalid unsigned integer: strconv.ParseUint: parsing "": invalid syntax';
    expect(error).toBe(`incorrect label value "" for  "ns/a": ${reason}`);
  });

  it('lets go of pods that are too many, and passes over failed ones', () => {
    const failed = pod('0', { group: 'g', status: { phase: 'Failed' } });
    const pods = ['a', 'b', 'c'].map((name) => pod(name, { group: 'g' }));
    expect(group(failed, ...pods)?.workloads[0]?.spec.podSets).toMatchObject([{ count: 2 }]);
  });

  it('is admitted fast with its first pod', () => {
    const reconciliation = group(pod('a', { group: 'g', total: '5', annotations: { [FAST]: 'true' } }));
    expect(reconciliation?.workloads[0]?.spec.podSets).toMatchObject([{ count: 5 }]);
  });

  it.each([
    [
      'no total count',
      { group: 'g', annotations: { [TOTAL]: undefined } },
      [`metadata.annotations[${TOTAL}] FieldValueRequired`],
    ],
    ['a count that is none', { group: 'g', total: '0' }, [`metadata.annotations[${TOTAL}] FieldValueInvalid`]],
    [
      'a count without a group',
      { annotations: { [TOTAL]: '2' } },
      ['metadata.labels[kueue.x-k8s.io/pod-group-name] FieldValueRequired'],
    ],
    ['a name that is none', { group: 'G' }, ['metadata.labels[kueue.x-k8s.io/pod-group-name] FieldValueInvalid']],
  ])('is refused with %s', (_, shape, errors) => {
    const given = JSON.parse(JSON.stringify(pod('a', shape as Shape)));
    expect(errorLines(deriveOne([given]))).toEqual(errors);
  });
});

const PREBUILT = { 'kueue.x-k8s.io/prebuilt-workload-name': 'g' };
const OUT_OF_SYNC = { reason: 'failed', workloads: [{ status: { conditions: [{ reason: 'OutOfSync' }] } }] };

/** A Workload `g` that was made beforehand: a pod set for each count, in order. */
function prebuilt(podSets: readonly (readonly [string, number])[], more: { spec?: object; status?: object } = {}) {
  const template = { spec: { containers: [{ name: 'c' }] } };
  return {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'Workload',
    metadata: { name: 'g', namespace: 'ns' },
    spec: { podSets: podSets.map(([name, count]) => ({ name, count, template })), queueName: 'old', ...more.spec },
    ...(more.status && { status: more.status }),
  } as ManifestObject;
}

/** Pods of the group, one of each of these roles. */
function played(roles: readonly string[], annotations: object = {}, total = String(roles.length)): ManifestObject[] {
  return roles.map((role, index) =>
    pod(`p${index}`, { group: 'g', total, annotations: { ...PREBUILT, [ROLE]: role, ...annotations } }),
  );
}

/** manifests facts 7 and 18 */
describe('a pod group with a workload made beforehand', () => {
  it.each([
    [
      'a pod set for each role',
      [
        ['a', 1],
        ['b', 1],
      ],
    ],
    [
      'pod sets beside those of its roles',
      [
        ['0', 1],
        ['a', 1],
        ['aa', 1],
        ['b', 1],
        ['c', 1],
      ],
    ],
    [
      'room for more pods',
      [
        ['a', 5],
        ['b', 1],
      ],
    ],
  ] as const)('takes one with %s', (_, podSets) => {
    const { reason, workloads } = group(...played(['b', 'a']), prebuilt(podSets)) ?? {};
    expect(reason).toBeUndefined();
    expect(workloads).toMatchObject([{ spec: { queueName: 'q' } }]);
  });

  it('becomes its owner, each pod, without a label of one of them', () => {
    const [workload] =
      group(
        ...played(['b', 'a']),
        prebuilt([
          ['a', 1],
          ['b', 1],
        ]),
      )?.workloads ?? [];
    expect(workload?.metadata.ownerReferences?.map(({ name }) => name)).toEqual(['p0', 'p1']);
    expect(workload?.metadata.labels).toBeUndefined();
  });

  it.each([
    [
      'too few pods of a role',
      [
        ['a', 1],
        ['b', 1],
      ],
      ['a', 'a', 'b'],
    ],
    [
      'no pod set for a role',
      [
        ['a', 1],
        ['c', 1],
      ],
      ['a', 'b'],
    ],
    [
      'roles in another order',
      [
        ['b', 1],
        ['a', 1],
      ],
      ['a', 'b'],
    ],
  ] as const)('finishes one with %s', (_, podSets, roles) => {
    expect(group(...played(roles), prebuilt(podSets))).toMatchObject(OUT_OF_SYNC);
  });

  it.each([
    [
      'counts',
      [
        ['a', 1],
        ['b', 1],
      ],
      ['a', 'a', 'b'],
      undefined,
    ],
    [
      'roles',
      [
        ['a', 1],
        ['c', 1],
      ],
      ['a', 'b'],
      'failed',
    ],
  ] as const)('looks at its roles only once it is finished: %s', (_, podSets, roles, reason) => {
    const status = { conditions: [{ type: 'Finished', status: 'True', reason: 'Succeeded' }] };
    expect(group(...played(roles), prebuilt(podSets, { status }))?.reason).toBe(reason);
  });

  it.each([
    ['too small for the group', [['a', 1]], ['a'], OUT_OF_SYNC],
    ['for the first role alone', [['a', 2]], ['a', 'b'], { workloads: [{ spec: { queueName: 'q' } }] }],
  ] as const)('that is admitted fast looks at its first pod and its total: %s', (_, podSets, roles, expected) => {
    expect(group(...played(roles, { [FAST]: 'true' }, '2'), prebuilt(podSets))).toMatchObject(expected);
  });

  it('that is admitted fast fails where no pod can run', () => {
    const failed = played(['a'], { [FAST]: 'true' }).map((given) => ({ ...given, status: { phase: 'Failed' } }));
    const outcome = { reason: 'failed', workloads: [], error: 'failed to find a runnable pod in the group' };
    expect(group(...failed, prebuilt([['a', 1]]))).toMatchObject(outcome);
  });

  it('does not compare the longest time', () => {
    const given = prebuilt([['a', 1]], { spec: { maximumExecutionTimeSeconds: 5 } });
    expect(group(...played(['a']), given)?.reason).toBeUndefined();
  });

  it('leaves the queue to pods that serve', () => {
    const serving = played(['a'], { 'kueue.x-k8s.io/pod-group-serving': 'true' });
    expect(group(...serving, prebuilt([['a', 1]]))?.workloads).toMatchObject([{ spec: { queueName: 'old' } }]);
  });
});

/** manifests fact 19 */
describe('the role of a pod', () => {
  it('is a hash over its shape in the JSON of Go', () => {
    const text =
      '{"spec":{"affinity":null,"containers":[{"ports":null,"resources":{"requests":{"cpu":"500m","memory":"1536Mi"}}}],' +
      '"initContainers":null,"nodeSelector":{"a":"\\u003cb\\u003e","b":"c"},"overhead":null,"priority":null,' +
      '"resourceClaims":null,"runtimeClassName":null,' +
      '"tolerations":[{"key":"k","operator":"Exists","effect":"NoSchedule"}],"topologySpreadConstraints":null}}';
    const spec = {
      tolerations: [{ effect: 'NoSchedule', operator: 'Exists', key: 'k' }],
      nodeSelector: { b: 'c', a: '<b>' },
      containers: [
        { name: 'x', image: 'y', resources: { limits: { cpu: 9 }, requests: { memory: '1.5Gi', cpu: '0.5' } } },
      ],
    };
    expect(roleHash(spec as never)).toBe(createHash('sha256').update(text).digest('hex').slice(0, 8));
  });

  it.each([
    ['1E3', true],
    ['+1', true],
    ['007', true],
    ['01Gi', true],
    ['1e1', false],
  ])('hashes a quantity as Kubernetes writes it: is %s kept?', (memory, isKept) => {
    const textOf = (written: string) =>
      `{"spec":{"affinity":null,"containers":[{"ports":null,"resources":{"requests":{"memory":"${written}"}}}],` +
      '"initContainers":null,"nodeSelector":null,"overhead":null,"priority":null,"resourceClaims":null,' +
      '"runtimeClassName":null,"tolerations":null,"topologySpreadConstraints":null}}';
    const expected = createHash('sha256').update(textOf(isKept ? memory : '10'));
    const spec = { containers: [{ resources: { requests: { memory } } }] };
    expect(roleHash(spec as never)).toBe(expected.digest('hex').slice(0, 8));
  });

  it.each(['nodeSelector', 'overhead', 'tolerations', 'topologySpreadConstraints', 'resourceClaims'])(
    'takes %s that are empty for none',
    (field) => {
      const empty = ['nodeSelector', 'overhead'].includes(field) ? {} : [];
      expect(roleHash({ containers: [{}], [field]: empty })).toBe(roleHash({ containers: [{}] }));
      const container = { ports: [], resources: { requests: {} } };
      expect(roleHash({ containers: [container] } as never)).toBe(roleHash({ containers: [{}] }));
    },
  );

  it.each([
    ['names', { containers: [{ name: 'other' }] }, true],
    ['requests', { containers: [{ resources: { requests: { cpu: '2' } } }] }, false],
    ['limits', { containers: [{ resources: { limits: { cpu: '2' } } }] }, true],
    ['a node selector', { containers: [{}], nodeSelector: { a: 'b' } }, false],
    ['requests of the pod', { containers: [{}], resources: { requests: { cpu: '1' } } }, false],
  ])('with other %s: is it the same?', (_, spec, isSame) => {
    expect(roleHash(spec) === roleHash({ containers: [{}] })).toBe(isSame);
  });
});
