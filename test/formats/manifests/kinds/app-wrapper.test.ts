import { describe, expect, it } from 'vitest';
import { toPodTemplate } from '../../../../src/formats/kubernetes/pod-template.ts';
import { podRequests, toAmounts } from '../../../../src/model/index.ts';
import { problemsOf } from '../../read.ts';
import { appWrapper, derive, podSetLines, rayClusterSpec, template } from './samples.ts';

function wrapped(apiVersion: string, kind: string, spec: object): object {
  return { template: { apiVersion, kind, metadata: { name: 'x' }, spec } };
}

const pods = { template: template('1') };
const job = (spec: object) => wrapped('batch/v1', 'Job', { ...spec, ...pods });
const thing = (podSets: object[], spec: object) => ({ podSets, ...wrapped('example.com/v1', 'Thing', spec) });

function podSetsOf(...components: object[]) {
  const { podSets } = derive(appWrapper(...components));
  if ('error' in podSets) throw new Error(podSets.error);
  return podSets.podSets;
}

describe('AppWrapper', () => {
  it.each<[string, object, [number, object | undefined][]]>([
    ['Pod', { template: { apiVersion: 'v1', kind: 'Pod', ...template('1') } }, [[1, undefined]]],
    ['Deployment', wrapped('apps/v1', 'Deployment', { replicas: 3, ...pods }), [[3, undefined]]],
    ['StatefulSet', wrapped('apps/v1', 'StatefulSet', pods), [[1, undefined]]],
    [
      'Job',
      job({ parallelism: 4, completions: 2 }),
      [[2, { podIndexLabel: 'batch.kubernetes.io/job-completion-index' }]],
    ],
    ['Job that says nothing', job({}), [[1, { podIndexLabel: 'batch.kubernetes.io/job-completion-index' }]]],
    [
      'JobSet',
      wrapped('jobset.x-k8s.io/v1alpha2', 'JobSet', {
        replicatedJobs: [{ name: 'a', replicas: 2, template: { spec: { parallelism: 3, ...pods } } }, { name: 'b' }],
      }),
      [
        [
          6,
          {
            podIndexLabel: 'batch.kubernetes.io/job-completion-index',
            subGroupIndexLabel: 'jobset.sigs.k8s.io/job-index',
            subGroupCount: 2,
          },
        ],
      ],
    ],
    [
      'PyTorchJob',
      wrapped('kubeflow.org/v1', 'PyTorchJob', { pytorchReplicaSpecs: { Worker: { replicas: 2, ...pods } } }),
      [[2, { podIndexLabel: 'training.kubeflow.org/replica-index' }]],
    ],
    [
      'RayCluster, its hosts not counted',
      wrapped('ray.io/v1', 'RayCluster', rayClusterSpec()),
      [
        [1, undefined],
        [3, undefined],
      ],
    ],
    [
      'RayJob, its submitter not counted',
      wrapped('ray.io/v1', 'RayJob', { submissionMode: 'K8sJobMode', rayClusterSpec: rayClusterSpec() }),
      [
        [1, undefined],
        [3, undefined],
      ],
    ],
    ['kind that it does not know', wrapped('v1', 'Service', { ports: [] }), []],
    ['version that it does not know', wrapped('batch/v2', 'Job', pods), []],
  ])('finds the pods of a %s', (_, component, expected) => {
    const found = podSetsOf(component).map(({ count, topologyRequest }) => [count, topologyRequest]);
    expect(found).toEqual(expected);
  });

  it('numbers pod sets through all components', () => {
    const components = [job({ parallelism: 2 }), wrapped('v1', 'Service', {}), job({ parallelism: 3 })];
    expect(podSetLines(derive(appWrapper(...components)))).toEqual(['j-0 x2 [c]', 'j-1 x3 [c]']);
  });

  it('believes declared pod sets, with their labels', () => {
    const annotations = {
      'workload.codeflare.dev.appwrapper/tas-pod-index-label': 'a',
      'workload.codeflare.dev.appwrapper/tas-sub-group-index-label': 'b',
      'workload.codeflare.dev.appwrapper/tas-sub-group-count': 'many',
    };
    const declared = [{ path: 'template.spec.w[1].t', replicas: 5, annotations }];
    const [podSet, ...others] = podSetsOf(thing(declared, { w: [{}, { t: template('2') }] }));
    expect(others).toEqual([]);
    expect(podSet).toMatchObject({
      name: 'j-0',
      count: 5,
      topologyRequest: { podIndexLabel: 'a', subGroupIndexLabel: 'b' },
    });
    expect(podSet?.topologyRequest).not.toHaveProperty('subGroupCount');
  });

  it('loses what it does not copy, and rounds each container up', () => {
    const containers = ['a', 'b'].map((name) => ({ name, resources: { requests: { cpu: '0.0005' } } }));
    const sidecar = { name: 's', restartPolicy: 'Always', resources: { requests: { cpu: '1' } } };
    const spec = {
      containers,
      initContainers: [sidecar],
      resources: { requests: { cpu: '9' } },
      runtimeClassName: 'kata',
      nodeSelector: { a: 'b' },
      overhead: { cpu: '0.5m' },
    };
    const [podSet] = podSetsOf({ template: { apiVersion: 'v1', kind: 'Pod', spec } });
    expect(podSet?.template.spec).toMatchObject({ nodeSelector: { a: 'b' }, overhead: { cpu: '1m' } });
    expect(podSet?.template.spec).not.toHaveProperty('runtimeClassName');
    // The largest init container, not the sum with the sidecar: 1 core against 1m + 1m; and the overhead.
    expect(podRequests(toPodTemplate(podSet?.template).spec ?? {})).toEqual(toAmounts({ cpu: '1001m' }));
  });

  it('gives pods what the API server would', () => {
    const images = ['a', 'a:latest', 'a:1', 'A B'];
    const containers = images.map((image) => ({ name: 'c', image }));
    const [podSet] = podSetsOf({ template: { apiVersion: 'v1', kind: 'Pod', spec: { containers } } });
    expect(podSet?.template.spec).toMatchObject({ restartPolicy: 'Always', terminationGracePeriodSeconds: 30 });
    expect(podSet?.template.spec?.containers).toMatchObject(
      ['Always', 'Always', 'IfNotPresent', 'IfNotPresent'].map((imagePullPolicy) => ({ imagePullPolicy })),
    );
  });

  it('with its pods known from its status looks no further', () => {
    const status = { componentStatus: [{ podSets: [{ path: 'template.spec.template', replicas: 8 }] }] };
    expect(podSetLines(derive({ ...appWrapper(job({})), ...{ status } }))).toEqual(['j-0 x8 [c]']);
  });

  it('does not check topology annotations, and fails on them later', () => {
    const annotations = { 'kueue.x-k8s.io/podset-unconstrained-topology': 'maybe' };
    const derived = derive(appWrapper(wrapped('batch/v1', 'Job', { template: template('1', annotations) })));
    expect(derived.errors).toEqual([]);
    expect(derived.reconciliation).toMatchObject({
      reason: 'failed',
      error: 'strconv.ParseBool: parsing "maybe": invalid syntax',
    });
  });

  it.each([
    [
      'a path that leads nowhere',
      thing([{ path: 'template.spec.a' }], {}),
      'not-found',
      'spec.components[0].podSets[0].path',
      "at path position 'template.spec.' missing field 'a'",
    ],
    [
      'a Ray cluster without a head',
      wrapped('ray.io/v1', 'RayCluster', { workerGroupSpecs: [] }),
      'not-found',
      'spec.components[0].template',
      "template.spec.headGroupSpec.template does not refer to a v1.PodSpecTemplate: at path position 'template.spec.' missing field 'headGroupSpec'",
    ],
    [
      'replicas that are no number',
      wrapped('apps/v1', 'Deployment', { replicas: 'x', ...pods }),
      'not-found',
      'spec.components[0].template',
      "at path position 'template.spec.replicas' non-int value x",
    ],
    [
      'a mistake in a pod',
      thing([{ path: 'template.spec.t' }], { t: { spec: { containers: [{ nmae: 'x' }] } } }),
      'unknown-key',
      'spec.components[0].template.spec.t.spec.containers[0].nmae',
      'did you mean "name"?',
    ],
    [
      'fewer than no pods',
      wrapped('apps/v1', 'Deployment', { replicas: -1, ...pods }),
      'out-of-range',
      'spec.components[0].template',
      'fewer than no pods',
    ],
  ])('with %s is not read', (_, component, code, field, message) => {
    expect(problemsOf(appWrapper(component))).toMatchObject([
      { code, field, message: expect.stringContaining(message) },
    ]);
  });
});
