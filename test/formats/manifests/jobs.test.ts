import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../../src/formats/index.ts';
import { podRequests, resolveFeatureGates, toAmounts } from '../../../src/model/index.ts';
import { accepted, problemLines, problemsOf } from '../read.ts';

const MANIFESTS = 'fixtures/manifests';
const LAYER = 'topology.k8s.aws/network-node-layer';

interface ExpectedManifest {
  readonly file: string;
  readonly kind: string;
  readonly name: string;
  readonly workloads?: number;
  readonly podSets?: readonly {
    readonly name: string;
    readonly count: number;
    readonly requestsPerPod: Record<string, string>;
    readonly nodeSelector?: Record<string, string>;
    readonly topologyRequest?: object;
  }[];
}

const expected: { manifests: readonly ExpectedManifest[] } = JSON.parse(
  readFileSync(`${MANIFESTS}/podsets.json`, 'utf8'),
);

function readManifest(file: string) {
  return accepted(readFileSync(`${MANIFESTS}/${file}`, 'utf8'));
}

function job(spec: object, annotations: object = {}, metadata: object = {}): object {
  const template = { metadata: { annotations }, spec: { containers: [] } };
  return { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j', ...metadata }, spec: { template, ...spec } };
}

describe('the pod sets that Kueue derives', () => {
  it.each(expected.manifests.filter(({ podSets }) => podSets !== undefined))('are those of $file', (manifest) => {
    const { jobs } = readManifest(manifest.file);
    expect(jobs).toHaveLength(manifest.workloads ?? 0);
    for (const { kind, name, podSets } of jobs) {
      expect([kind, name.slice(0, manifest.name.length)]).toEqual([manifest.kind.replace(' group', ''), manifest.name]);
      const found = podSets.map(({ name, count, template, topologyRequest }) => ({
        name,
        count,
        topologyRequest,
        nodeSelector: template.spec?.nodeSelector,
        requestsPerPod: podRequests(template.spec ?? {}),
      }));
      expect(found).toEqual(
        manifest.podSets?.map(({ nodeSelector, topologyRequest, requestsPerPod, ...rest }) => ({
          ...rest,
          topologyRequest: topologyRequest ?? undefined,
          nodeSelector,
          requestsPerPod: toAmounts(requestsPerPod),
        })),
      );
    }
  });

  it('can be read from every manifest', () => {
    const sources = readdirSync(MANIFESTS)
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => ({ file, text: readFileSync(`${MANIFESTS}/${file}`, 'utf8') }));
    const result = readInputs(sources);
    if (result.state === 'refused') throw new Error(result.problems[0]?.message);
    expect(result.value.jobs.map(({ name }) => name)).toEqual([
      'hyp-elastic',
      'hyp-llm',
      'pinned-l3',
      'finetune-l2',
      'pretrain-l3',
      'slices-4x2',
      'eval-any',
      'js-pretrain',
      'serve-405b-0',
      'serve-405b-1',
      'nccl-sweep',
      'pg-train',
      'ptj-llm',
      'ray-rl',
      'serve-sts',
    ]);
    expect(result.warnings.filter(({ code }) => code === 'unsupported-kind')).toEqual([]);
  });
});

describe('Job', () => {
  it.each([
    [{}, 1],
    [{ parallelism: 4 }, 4],
    [{ parallelism: 4, completions: 2 }, 2],
    [{ parallelism: 2, completions: 4 }, 2],
    [{ completions: 4 }, 1],
    [{ parallelism: 3, completions: 0 }, 0],
    [{ parallelism: 0 }, 0],
    [{ parallelism: 3, completions: null }, 3],
  ])('with %j has %i pods', (spec, count) => {
    expect(accepted(job(spec)).jobs[0]?.podSets[0]?.count).toBe(count);
  });

  it('carries its queue, namespace, place and least parallelism', () => {
    const text = `# a comment
apiVersion: batch/v1
kind: Job
metadata:
  generateName: train-
  namespace: ns
  labels: {kueue.x-k8s.io/queue-name: q}
  annotations: {kueue.x-k8s.io/job-min-parallelism: "2"}
spec:
  parallelism: 4
  template: {spec: {containers: []}}
`;
    expect(accepted(text).jobs).toMatchObject([
      {
        name: 'train-',
        namespace: 'ns',
        queueName: 'q',
        place: { line: 2, column: 1 },
        podSets: [{ name: 'main', count: 4, minCount: 2 }],
      },
    ]);
  });

  it.each([
    ['0', 'invalid-value'],
    ['4', 'invalid-value'],
    ['x', 'invalid-value'],
  ])('with a least parallelism of %s of 4 is refused', (text, code) => {
    const metadata = { annotations: { 'kueue.x-k8s.io/job-min-parallelism': text } };
    expect(problemsOf(job({ parallelism: 4 }, {}, metadata))).toMatchObject([
      { code, field: 'metadata.annotations[kueue.x-k8s.io/job-min-parallelism]' },
    ]);
  });

  it('is refused for what Kueue refuses in its topology annotations', () => {
    const required = 'kueue.x-k8s.io/podset-required-topology';
    const size = 'kueue.x-k8s.io/podset-slice-size';
    expect(problemsOf(job({ parallelism: 2 }, { [required]: 'a b' }))[0]).toMatchObject({
      code: 'invalid-value',
      field: `spec.template.metadata.annotations[${required}]`,
    });
    const slices = { [required]: 'a', 'kueue.x-k8s.io/podset-slice-required-topology': 'b', [size]: '3' };
    expect(problemsOf(job({ parallelism: 2 }, slices))[0]?.message).toContain(
      'must not be greater than pod set count 2',
    );
  });

  it('asks nothing of the topology with the gate off', () => {
    const text = JSON.stringify(job({}, { 'kueue.x-k8s.io/podset-required-topology': 'a b' }));
    const gates = resolveFeatureGates({ TopologyAwareScheduling: false });
    const result = readInputs([{ file: 'a', text }], { gates });
    expect(result.state === 'read' && result.value.jobs[0]?.podSets[0]?.topologyRequest).toBeUndefined();
  });

  it.each([
    ['an unknown key', job({ paralelism: 1 }), 'unknown-key spec.paralelism'],
    [
      'no template',
      { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'j' }, spec: {} },
      'missing spec.template',
    ],
    ['no name', job({}, {}, { name: null }), 'missing metadata.name'],
    ['another completion mode', job({ completionMode: 'indexed' }), 'invalid-value spec.completionMode'],
    ['a negative parallelism', job({ parallelism: -1 }), 'out-of-range spec.parallelism'],
  ])('with %s is refused', (_, object, problem) => {
    expect(problemLines(object)).toEqual([expect.stringContaining(`error ${problem}`)]);
  });
});

describe('HyperPodPyTorchJob', () => {
  it('has one pod set for each replica, with the request of its template', () => {
    const { jobs } = readManifest('hyperpodpytorchjob-required-layer3.yaml');
    expect(jobs).toMatchObject([
      {
        kind: 'HyperPodPyTorchJob',
        name: 'hyp-llm',
        namespace: 'hyperpod-ns-team-a',
        queueName: 'hyperpod-ns-team-a-localqueue',
        podSets: [{ name: 'pod', count: 3, topologyRequest: { required: `${LAYER}-3` } }],
      },
    ]);
  });

  it.each([
    ['a mistyped key', [{ name: 'a', replica: 2, template: {} }], 'unknown-key spec.replicaSpecs[0].replica'],
    [
      'the same replica twice',
      [
        { name: 'a', template: {} },
        { name: 'a', template: {} },
      ],
      'duplicate spec.replicaSpecs[1].name',
    ],
    ['no replicas', [], 'out-of-range spec.replicaSpecs'],
  ])('with %s is refused', (_, replicaSpecs, problem) => {
    const object = {
      apiVersion: 'sagemaker.amazonaws.com/v1',
      kind: 'HyperPodPyTorchJob',
      metadata: { name: 'h' },
      spec: { replicaSpecs },
    };
    expect(problemLines(object)).toEqual([expect.stringContaining(`error ${problem}`)]);
  });

  it('without a number of replicas has one pod', () => {
    const spec = { replicaSpecs: [{ name: 'a', template: {} }] };
    const object = {
      apiVersion: 'sagemaker.amazonaws.com/v1',
      kind: 'HyperPodPyTorchJob',
      metadata: { name: 'h' },
      spec,
    };
    expect(accepted(object).jobs[0]?.podSets).toEqual([{ name: 'a', count: 1, template: {} }]);
  });
});

describe('a pod whose name the server makes', () => {
  const pod = (metadata: object, spec: object = {}): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { generateName: 'pod-', namespace: 'ns', ...metadata },
    spec: { containers: [{ name: 'c', resources: { requests: { cpu: 1 } } }], ...spec },
  });
  const labels = { 'kueue.x-k8s.io/queue-name': 'q' };

  it('is a job of that name, and none of two is one too many', () => {
    const { jobs } = accepted([pod({ labels }), pod({ labels })]);
    expect(jobs.map(({ kind, name, queueName }) => [kind, name, queueName])).toEqual([
      ['Pod', 'pod-', 'q'],
      ['Pod', 'pod-', 'q'],
    ]);
  });

  it('may be one of a group', () => {
    const group = { ...labels, 'kueue.x-k8s.io/pod-group-name': 'group' };
    const annotations = { 'kueue.x-k8s.io/pod-group-total-count': '2' };
    const { jobs } = accepted([pod({ labels: group, annotations }), pod({ labels: group, annotations })]);
    expect(jobs).toMatchObject([{ kind: 'Pod', name: 'group', podSets: [{ count: 2 }] }]);
  });

  it('is told of by the beginning of its name', () => {
    const group = { ...labels, 'kueue.x-k8s.io/pod-group-name': 'group' };
    const annotations = { 'kueue.x-k8s.io/pod-group-total-count': '2' };
    const pods = [
      pod({ labels: group, annotations }),
      pod({ labels: { ...group, 'kueue.x-k8s.io/queue-name': 'r' }, annotations }),
    ];
    expect(problemsOf(pods).map(({ message }) => message)).toEqual([
      "pods 'pod-' and 'pod-' has different queue names: q!=r",
    ]);
  });

  it('needs the beginning of one', () => {
    const nameless = { apiVersion: 'v1', kind: 'Pod', metadata: { labels }, spec: { containers: [] } };
    expect(problemLines(nameless)).toEqual([expect.stringContaining('error missing metadata.name')]);
  });
});
