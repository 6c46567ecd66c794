import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { readInputs } from '../../src/formats/index.ts';
import { expectResultOrProblems } from './expect-problems.ts';
import * as jobs from './manifests/kinds/samples.ts';
import { mutate, mutateText, mutations } from './mutate.ts';

/** Mutants for each reader; HOPWISE_MUTANTS=100000 for a long run. */
const MUTANTS = Number(process.env.HOPWISE_MUTANTS ?? 2000);

const json = (file: string): unknown => JSON.parse(readFileSync(`fixtures/topology/${file}`, 'utf8'));
const yaml = (file: string): unknown =>
  parseAllDocuments(readFileSync(`fixtures/manifests/${file}`, 'utf8'))[0]?.toJS();

const template = {
  metadata: { labels: { app: 'a' }, annotations: { 'example.com/note': 'any text\n' } },
  spec: {
    containers: [{ name: 'c', resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { 'nvidia.com/gpu': 1 } } }],
    initContainers: [{ name: 'i', restartPolicy: 'Always' }],
    tolerations: [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule', tolerationSeconds: 3 }],
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] }],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, preference: { matchFields: [] } }],
      },
    },
    nodeSelector: { a: 'b' },
    overhead: { cpu: '1m' },
    nodeName: 'n1',
    schedulingGates: [{ name: 'kueue.x-k8s.io/topology' }],
  },
};
const flavorSpec = {
  topologyName: 't',
  nodeLabels: { a: 'b' },
  nodeTaints: [{ key: 'k', value: 'v', effect: 'NoExecute' }],
  tolerations: [{ operator: 'Exists' }],
};
const workload = {
  apiVersion: 'kueue.x-k8s.io/v1beta2',
  kind: 'Workload',
  metadata: { name: 'w', namespace: 'ns', ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u' }] },
  spec: {
    queueName: 'q',
    podSets: [
      {
        name: 'main',
        count: 3,
        minCount: 1,
        template,
        topologyRequest: {
          required: 'rack',
          podSetGroupName: 'g',
          podsetSliceRequiredTopologyConstraints: [{ topology: 'rack', size: 2 }],
        },
      },
    ],
  },
  status: {
    admission: {
      clusterQueue: 'cq',
      podSetAssignments: [
        {
          name: 'main',
          flavors: { cpu: 'f' },
          resourceUsage: { cpu: '3' },
          count: 3,
          topologyAssignment: {
            levels: ['rack', 'kubernetes.io/hostname'],
            slices: [
              {
                domainCount: 2,
                valuesPerLevel: [{ universal: 'r' }, { individual: { prefix: 'n', roots: ['1', '2'] } }],
                podCounts: { individual: [1, 2] },
              },
            ],
          },
        },
      ],
    },
    unhealthyNodes: [{ name: 'n1' }],
  },
};

const READERS: Readonly<Record<string, unknown>> = {
  'EC2 instances': json('seven-instances.json'),
  'EC2 reservations': json('documentation-examples/ec2-capacity-reservations.json'),
  Node: {
    apiVersion: 'v1',
    kind: 'List',
    items: (json('seven-instances.nodes.json') as { items: unknown[] }).items.slice(0, 2),
  },
  Pod: {
    apiVersion: 'v1',
    kind: 'Pod',
    ...template,
    metadata: { name: 'p', namespace: 'ns' },
    status: { phase: 'Running' },
  },
  Topology: {
    apiVersion: 'kueue.x-k8s.io/v1beta1',
    kind: 'Topology',
    metadata: { name: 't' },
    spec: { levels: [{ nodeLabel: 'a' }] },
  },
  ResourceFlavor: {
    apiVersion: 'kueue.x-k8s.io/v1beta2',
    kind: 'ResourceFlavor',
    metadata: { name: 'f' },
    spec: flavorSpec,
  },
  Workload: workload,
  Job: yaml('job-slices.yaml'),
  HyperPodPyTorchJob: yaml('hyperpodpytorchjob-required-layer3.yaml'),
  RayCluster: jobs.rayCluster(
    {
      enableInTreeAutoscaling: true,
      autoscalerOptions: { resources: { requests: { cpu: '1' } } },
      gcsFaultToleranceOptions: {},
    },
    jobs.ELASTIC,
  ),
  RayJob: jobs.rayJob({ submissionMode: 'K8sJobMode', submitterPodTemplate: template, clusterSelector: {} }),
  RayService: jobs.rayService(),
  AppWrapper: jobs.appWrapper(
    { template: { apiVersion: 'batch/v1', kind: 'Job', spec: { parallelism: 2, template } } },
    { template: { apiVersion: 'ray.io/v1', kind: 'RayCluster', spec: jobs.rayClusterSpec() } },
    {
      podSets: [{ path: 'template.spec.w[0].template', replicas: 2, annotations: { 'a/b': 'c' } }],
      template: { apiVersion: 'example.com/v1', kind: 'Thing', spec: { w: [{ template }] } },
    },
  ),
  SparkApplication: jobs.sparkApplication({
    dynamicAllocation: { enabled: false },
    executor: {
      ...{ instances: 2, coreRequest: '1', coreLimit: '2', memory: '1g', memoryLimit: '2g', priorityClassName: 'high' },
      ...{ gpu: { name: 'nvidia.com/gpu', quantity: 1 }, sidecars: template.spec.containers, template },
      ...{ tolerations: template.spec.tolerations, affinity: template.spec.affinity, nodeSelector: { a: 'b' } },
    },
  }),
};

/** A mutant takes about a millisecond; the slowest reader on a busy machine stays far below this. */
const TIMEOUT_MS = 60_000 + 10 * MUTANTS;

describe('a mutant of what a reader reads gives a result or listed problems', () => {
  it.each(Object.keys(READERS))(
    '%s',
    (name) => {
      const value = READERS[name];
      expect(readInputs([{ file: 'a.json', text: JSON.stringify(value) }]).state).toBe('read');
      fc.assert(
        fc.property(mutations, fc.boolean(), (drawn, isYaml) => {
          expectResultOrProblems(isYaml ? 'a.yaml' : 'a.json', mutate(value, drawn));
        }),
        { seed: 20260101, numRuns: MUTANTS },
      );
    },
    TIMEOUT_MS,
  );

  it(
    'YAML text',
    () => {
      const texts = ['job-slices.yaml', 'pod-group.yaml', 'hyperpodpytorchjob-preferred-layer1.yaml'].map((file) =>
        readFileSync(`fixtures/manifests/${file}`, 'utf8'),
      );
      const asTextMutations = mutations.map((drawn) =>
        drawn.map(({ how, ...rest }) => ({ how: 0.7 + how * 0.3, ...rest })),
      );
      fc.assert(
        fc.property(fc.nat(texts.length - 1), asTextMutations, (index, drawn) => {
          expectResultOrProblems('a.yaml', drawn.reduce(mutateText, texts[index] as string));
        }),
        { seed: 20260101, numRuns: MUTANTS },
      );
    },
    TIMEOUT_MS,
  );
});
