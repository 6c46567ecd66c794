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
