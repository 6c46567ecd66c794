import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accepted, problemLines, problemsOf } from '../read.ts';

const META = { name: 'a' };

function node(name: string, more: object = {}): object {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name }, ...more };
}

describe('LimitRange', () => {
  it('has the defaults of the API server: limits up to the largest, requests as their limits, else the smallest', () => {
    const items = [
      { type: 'Container', max: { cpu: 4 }, min: { cpu: 1, memory: '1Gi' }, default: { memory: '2Gi' } },
      { type: 'Pod', max: { cpu: 8 } },
      { type: 'Container', min: { cpu: 1 }, max: { gpu: 1 }, defaultRequest: { gpu: 0 } },
    ];
    const { limitRanges } = accepted({ apiVersion: 'v1', kind: 'LimitRange', metadata: META, spec: { limits: items } });
    expect(limitRanges[0]?.limits).toEqual([
      { ...items[0], default: { cpu: 4, memory: '2Gi' }, defaultRequest: { cpu: 4, memory: '2Gi' } },
      items[1],
      { ...items[2], default: { gpu: 1 }, defaultRequest: { cpu: 1, gpu: 0 } },
    ]);
  });
});

describe('Node', () => {
  it('is read from what kubectl prints', () => {
    const { nodes } = accepted(readFileSync('fixtures/topology/seven-instances.nodes.json', 'utf8'));
    expect(nodes).toHaveLength(7);
    expect(nodes[0]).toMatchObject({
      name: 'hyperpod-i-0c0ffee00000000b2',
      isReady: true,
      providerId: 'aws:///usw2-az2/sagemaker/cluster/hyperpod-example-i-0c0ffee00000000b2',
      allocatable: {
        cpu: '192',
        memory: '2083840Mi',
        'nvidia.com/gpu': '8',
        pods: '110',
        'vpc.amazonaws.com/efa': '32',
      },
      labels: {
        'topology.k8s.aws/network-node-layer-1': 'nn-11111example',
        'topology.k8s.aws/network-node-layer-2': 'nn-22222example',
        'topology.k8s.aws/network-node-layer-3': 'nn-33333example',
      },
    });
  });

  it('without a status has nothing allocatable and is not ready', () => {
    expect(accepted(node('a')).nodes).toEqual([{ name: 'a', labels: {}, allocatable: {}, isReady: false }]);
  });

  it.each([
    [['True', 'False'], true],
    [['False', 'True'], false],
    [['Unknown'], false],
  ])('with Ready conditions %j is ready: %s', (statuses, isReady) => {
    const conditions = [
      { type: 'MemoryPressure', status: 'False' },
      ...statuses.map((status) => ({ type: 'Ready', status })),
    ];
    expect(accepted(node('a', { status: { conditions } })).nodes[0]?.isReady).toBe(isReady);
  });

  it('carries taints and the cordon', () => {
    const spec = {
      unschedulable: true,
      taints: [{ key: 'k', effect: 'NoSchedule', timeAdded: '2026-01-01T00:00:00Z' }],
    };
    expect(accepted(node('a', { spec })).nodes[0]).toMatchObject({
      isUnschedulable: true,
      taints: [{ key: 'k', effect: 'NoSchedule' }],
    });
  });

  it('of the same name twice is an error, over files too', () => {
    expect(problemLines([node('a'), node('b')], [node('a')])).toEqual([
      '1.json:1:54 error duplicate [0].metadata.name',
    ]);
  });

  it.each([
    ['a name with markup', { metadata: { name: '<b>' } }, 'invalid-name metadata.name'],
    ['no name', { metadata: {} }, 'missing metadata.name'],
    [
      'a label key with a space',
      { metadata: { name: 'a', labels: { 'a b': '' } } },
      'invalid-name metadata.labels[a b]',
    ],
    ['a number as label value', { metadata: { name: 'a', labels: { a: 1 } } }, 'wrong-type metadata.labels.a'],
    ['a label named __proto__', '{"__proto__":"x"}', 'invalid-name metadata.labels.__proto__'],
    ['a negative amount', { status: { allocatable: { cpu: '-1' } } }, 'invalid-quantity status.allocatable.cpu'],
    ['no amount', { status: { allocatable: { cpu: 'much' } } }, 'invalid-quantity status.allocatable.cpu'],
    ['an absurd amount', { status: { allocatable: { cpu: '1e30' } } }, 'out-of-range status.allocatable.cpu'],
    [
      'an unknown effect',
      { spec: { taints: [{ key: 'a', effect: 'NoSchedul' }] } },
      'invalid-value spec.taints[0].effect',
    ],
    ['a mistyped key', { sttus: {} }, 'unknown-key sttus'],
  ])('with %s is refused', (_, more, expected) => {
    const object =
      typeof more === 'string'
        ? `{"apiVersion":"v1","kind":"Node","metadata":{"name":"a","labels":${more}}}`
        : node('a', more);
    expect(problemLines(object)).toEqual([expect.stringContaining(`error ${expected}`)]);
  });

  it('tells all its mistakes at once', () => {
    const object = node('A', { spec: { unschedulable: 'no', taints: {} }, status: { allocatable: { cpu: [] } } });
    expect(problemsOf(object).map(({ field }) => field)).toEqual([
      'metadata.name',
      'spec.unschedulable',
      'spec.taints',
      'status.allocatable.cpu',
    ]);
  });
});

describe('Pod', () => {
  it('is read with what scheduling looks at', () => {
    const { pods } = accepted({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p', namespace: 'ns', labels: { a: 'b' }, deletionTimestamp: '2026-01-01T00:00:00Z' },
      spec: {
        nodeName: 'n',
        containers: [{ name: 'c', image: 'i', resources: { requests: { cpu: '1' } } }],
        tolerations: [{ operator: 'Exists' }],
        schedulingGates: [{ name: 'g' }],
      },
      status: { phase: 'Running', podIP: '10.0.0.1' },
    });
    expect(pods).toEqual([
      {
        name: 'p',
        namespace: 'ns',
        labels: { a: 'b' },
        isTerminating: true,
        phase: 'Running',
        spec: {
          nodeName: 'n',
          containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }],
          tolerations: [{ operator: 'Exists' }],
          schedulingGates: [{ name: 'g' }],
        },
      },
    ]);
  });

  it('may have the name of a pod in another namespace, but not of one in its own', () => {
    const pod = (namespace: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace } });
    expect(accepted([pod('a'), pod('b')]).pods).toHaveLength(2);
    expect(problemLines([pod('a'), pod('a')])).toEqual([expect.stringContaining('duplicate [1].metadata.name')]);
  });
});

describe('other kinds', () => {
  const object = (kind: unknown, apiVersion: unknown = 'v1') => ({ apiVersion, kind, metadata: META });

  it('are passed over, with one warning for each kind', () => {
    const text = JSON.stringify([object('Service'), object('Service'), object('ConfigMap')]);
    expect(problemLines(text)).toEqual([
      `0.json:1:${text.indexOf('"Service"') + 1} warning unsupported-kind [0].kind`,
      `0.json:1:${text.indexOf('"ConfigMap"') + 1} warning unsupported-kind [2].kind`,
    ]);
  });

  it.each([
    ['Job', 'batch.volcano.sh/v1alpha1'],
    ['Workload', 'scheduling.k8s.io/v1alpha1'],
    ['SparkApplication', 'spark.apache.org/v1'],
    ['StatefulSet', 'apps.kruise.io/v1beta1'],
    ['Configuration', 'serving.knative.dev/v1'],
    ['PyTorchJob', 'training.kubedl.io/v1alpha1'],
    ['Node', 'management.cattle.io/v3'],
  ])('are those that bear the name of a known one in another group: %s of %s', (kind, apiVersion) => {
    const [line, ...others] = problemLines(object(kind, apiVersion), object(kind, apiVersion));
    expect([line, others]).toEqual(['0.json:1:15 warning unsupported-kind apiVersion', []]);
    expect(problemsOf(object(kind, apiVersion))[0]?.message).toMatch(
      new RegExp(
        `^objects of kind ${kind} in "${apiVersion.replace(/\/.*/, '')}" are passed over; ${kind} is read in `,
      ),
    );
  });

  it.each([
    ['of a group that is not read', object('TrainingJob', 'example.com/v1')],
    ['of a group that is nearly a long one', object('Jbo', 'batch.example.com/v1')],
  ])('are those that nearly bear the name of a known one, %s', (_, value) => {
    expect(problemLines(value)).toEqual([expect.stringContaining('warning unsupported-kind kind')]);
  });

  it.each([
    ['nearly a known kind', object('Nod'), 'unsupported-kind kind', 'did you mean "Node"?'],
    [
      'a known kind of another API',
      object('Job', 'batch/v2'),
      'unsupported-kind apiVersion',
      'did you mean "batch/v1"?',
    ],
    [
      'a version that is not read',
      object('ClusterQueue', 'kueue.x-k8s.io/v2'),
      'unsupported-kind apiVersion',
      'ClusterQueue is read in kueue.x-k8s.io/v1beta2, kueue.x-k8s.io/v1beta1',
    ],
    [
      'nearly the group of a known kind',
      object('ClusterQueue', 'keue.x-k8s.io/v1beta2'),
      'unsupported-kind apiVersion',
      'did you mean "kueue.x-k8s.io/v1beta2"?',
    ],
    ['no group', object('PyTorchJob', 'v1'), 'unsupported-kind apiVersion', 'found "v1"'],
    ['another group of Kubernetes itself', object('Pod', 'apps/v1'), 'unsupported-kind apiVersion', 'found "apps/v1"'],
    [
      'nearly a known kind of a group that is nearly a known one',
      object('ClusterQueu', 'keue.x-k8s.io/v1beta2'),
      'unsupported-kind kind',
      'did you mean "ClusterQueue"?',
    ],
    ['no kind', { apiVersion: 'v1' }, 'missing kind', '"kind" is missing'],
    ['no apiVersion', { kind: 'Node' }, 'missing apiVersion', '"apiVersion" is missing'],
    ['a number as kind', object(1), 'wrong-type kind', 'found 1'],
    ['a text instead of an object', '"text"', 'wrong-type', 'found "text"'],
  ])('are refused with %s', (_, value, expected, message) => {
    expect(problemLines(value)).toEqual([expect.stringContaining(`error ${expected}`)]);
    expect(problemsOf(value)[0]?.message).toContain(message);
  });

  it('do not hide what stands beside them in nested lists', () => {
    const list = (kind: string, items: unknown) => ({ apiVersion: 'v1', kind, items });
    const { nodes } = accepted(
      list('List', [list('NodeList', [node('a')]), object('Service'), [node('b')], list('PodList', null)]),
    );
    expect(nodes.map(({ name }) => name)).toEqual(['a', 'b']);
  });
});
