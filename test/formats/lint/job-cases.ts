import type { LintCase } from './lint-case.ts';
import {
  CLUSTER,
  clusterQueue,
  cohort,
  job,
  LAYER_1,
  LAYER_2,
  localQueue,
  NODES,
  PREFERRED,
  QUEUE,
  REQUIRED,
  resourceGroup,
  SLICE_LEVEL,
  SLICE_SIZE,
  statefulSet,
  topology,
  workload,
} from './objects.ts';

const TEMPLATE = 'spec.template.metadata.annotations';
const POD = 'spec.template.spec';
const GPUS = { requests: { 'nvidia.com/gpu': 4 }, limits: { 'nvidia.com/gpu': 4 } };
const affinity = (operator: string): object => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchExpressions: [{ key: LAYER_2, operator, values: ['b'] }] }],
      },
    },
  },
});
const company = (limit: object): object =>
  cohort('team', {
    parentName: 'company',
    resourceGroups: [resourceGroup('gpu', { cpu: { nominalQuota: 0, ...limit } })],
  });
const capital = cohort('company', { resourceGroups: [resourceGroup('gpu', { cpu: 50 })] });
const borrower = clusterQueue({ cohortName: 'team', quota: { cpu: { nominalQuota: 10, borrowingLimit: 20 } } });

/** Cases of every lint about jobs. */
export const JOB_CASES: Readonly<Record<string, readonly LintCase[]>> = {
  'pinned-level': [
    {
      title: 'a node selector of the required level',
      regretted: [job({ annotations: { [REQUIRED]: LAYER_2 }, podSpec: { nodeSelector: { [LAYER_2]: 'b' } } })],
      fields: [`${POD}.nodeSelector[${LAYER_2}]`],
      reason: 'requires a domain of level',
      mended: [job({ annotations: { [REQUIRED]: LAYER_2 }, podSpec: { nodeSelector: { [LAYER_1]: 'a' } } })],
    },
    {
      title: 'node affinity to one domain of the preferred level',
      regretted: [job({ annotations: { [PREFERRED]: LAYER_2 }, podSpec: affinity('In') })],
      fields: [
        `${POD}.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0]`,
      ],
      reason: 'prefers a domain of level',
      mended: [job({ annotations: { [PREFERRED]: LAYER_2 }, podSpec: affinity('NotIn') })],
    },
  ],
  'several-topology-annotations': [
    {
      title: 'both required and preferred on a StatefulSet',
      regretted: [statefulSet({ [REQUIRED]: LAYER_1, [PREFERRED]: LAYER_2 })],
      fields: [`${TEMPLATE}[${PREFERRED}]`],
      reason: 'only the latter counts',
      mended: [statefulSet({ [REQUIRED]: LAYER_1 })],
    },
  ],
  'misplaced-topology-annotation': [
    {
      title: 'an annotation on the job',
      regretted: [job({ jobAnnotations: { [REQUIRED]: LAYER_2 } })],
      fields: [`metadata.annotations[${REQUIRED}]`],
      reason: 'where it does nothing',
      mended: [job({ jobAnnotations: { [REQUIRED]: LAYER_2 }, annotations: { [REQUIRED]: LAYER_2 } })],
    },
  ],
  'misplaced-queue-name': [
    {
      title: 'an annotation in place of the label',
      regretted: [job({ labels: {}, jobAnnotations: { [QUEUE]: 'queue' } })],
      fields: [`metadata.annotations[${QUEUE}]`],
      reason: 'names its queue where Kueue does not look',
      mended: [job({ jobAnnotations: { [QUEUE]: 'queue' } })],
    },
    {
      title: 'a label of the pods',
      regretted: [job({ labels: {}, podLabels: { [QUEUE]: 'queue' } })],
      fields: [`spec.template.metadata.labels[${QUEUE}]`],
      reason: 'names its queue where Kueue does not look',
      mended: [job({ labels: {}, podLabels: { app: 'train' } })],
    },
  ],
  'topology-without-queue': [
    {
      title: 'a job without a queue',
      regretted: [job({ labels: {}, annotations: { [REQUIRED]: LAYER_2 } })],
      fields: [`${TEMPLATE}[${REQUIRED}]`],
      reason: 'names no queue',
      mended: [job({ annotations: { [REQUIRED]: LAYER_2 } }), job({ name: 'plain', labels: {} })],
    },
  ],
  'unknown-level': [
    {
      title: 'a level that no Topology has',
      regretted: [topology(), job({ annotations: { [REQUIRED]: 'topology.k8s.aws/network-node-layer-5' } })],
      fields: [`${TEMPLATE}[${REQUIRED}]`],
      reason: `which no Topology has (did you mean "${LAYER_1}"?)`,
      mended: [topology(), job({ annotations: { [REQUIRED]: LAYER_2 } })],
    },
    {
      title: 'a level of a Workload',
      regretted: [topology(), workload({ topologyRequest: { preferred: 'rack' } })],
      fields: ['spec.podSets[0].topologyRequest.preferred'],
      reason: 'asks for level "rack"',
      mended: [workload({ topologyRequest: { preferred: 'rack' } })],
    },
  ],
  'uneven-slices': [
    {
      title: 'ten pods in slices of four',
      regretted: [job({ pods: 10, annotations: { [SLICE_LEVEL]: LAYER_2, [SLICE_SIZE]: '4' } })],
      fields: [`${TEMPLATE}[${SLICE_SIZE}]`],
      reason: '2 pods would get no place',
      mended: [job({ pods: 12, annotations: { [SLICE_LEVEL]: LAYER_2, [SLICE_SIZE]: '4' } })],
    },
    {
      title: 'slices of a Workload',
      regretted: [
        workload({ count: 3, topologyRequest: { podSetSliceRequiredTopology: LAYER_2, podSetSliceSize: 2 } }),
      ],
      fields: ['spec.podSets[0].topologyRequest.podSetSliceSize'],
      reason: '1 pod would get no place',
      mended: [workload({ count: 4, topologyRequest: { podSetSliceRequiredTopology: LAYER_2, podSetSliceSize: 2 } })],
    },
  ],
  'level-too-small': [
    {
      title: 'three whole nodes below a network node that has two',
      regretted: [...CLUSTER, job({ pods: 3, resources: GPUS, annotations: { [REQUIRED]: LAYER_2 } })],
      fields: [`${TEMPLATE}[${REQUIRED}]`],
      reason: 'could hold 2 of the 3 pods',
      mended: [...CLUSTER, job({ pods: 3, resources: GPUS, annotations: { [REQUIRED]: LAYER_1 } })],
    },
    {
      title: 'slices that no domain holds',
      regretted: [
        ...CLUSTER,
        job({ pods: 3, resources: GPUS, annotations: { [SLICE_LEVEL]: LAYER_2, [SLICE_SIZE]: '3' } }),
      ],
      fields: [`${TEMPLATE}[${SLICE_LEVEL}]`],
      reason: 'slices of level',
      mended: [
        ...CLUSTER,
        job({ pods: 2, resources: GPUS, annotations: { [SLICE_LEVEL]: LAYER_2, [SLICE_SIZE]: '2' } }),
      ],
    },
  ],
  'job-larger-than-cluster': [
    {
      title: 'four whole nodes of three',
      regretted: [...CLUSTER, job({ pods: 4, resources: GPUS, annotations: { [PREFERRED]: LAYER_2 } })],
      fields: [''],
      reason: 'the 4 pods of Job "train" do not fit together',
      mended: [...CLUSTER, job({ pods: 3, resources: GPUS, annotations: { [PREFERRED]: LAYER_2 } })],
    },
  ],
  'pod-larger-than-nodes': [
    {
      title: 'nine cores on nodes of eight',
      regretted: [...NODES, job({ resources: { requests: { cpu: 9 } } })],
      fields: [`${POD}.containers`],
      reason: 'asks for 9 of "cpu", and no node lets pods use more than 8',
      mended: [...NODES, job({ resources: { requests: { cpu: 8 } } })],
    },
  ],
  'device-without-limit': [
    {
      title: 'GPUs without a limit',
      regretted: [job({ resources: { requests: { 'nvidia.com/gpu': 4, cpu: 1 } } })],
      fields: [`${POD}.containers[0].resources.requests[nvidia.com/gpu]`],
      reason: 'has no limit for it',
      mended: [job({ resources: GPUS }), job({ name: 'b', resources: { limits: { 'nvidia.com/gpu': 4 } } })],
    },
    {
      title: 'huge pages with another limit',
      regretted: [job({ resources: { requests: { 'hugepages-2Mi': '4Mi' }, limits: { 'hugepages-2Mi': '8Mi' } } })],
      fields: [`${POD}.containers[0].resources.requests.hugepages-2Mi`],
      reason: 'limits it to 8Mi',
      mended: [job({ resources: { requests: { 'hugepages-2Mi': '8Mi' }, limits: { 'hugepages-2Mi': '8192Ki' } } })],
    },
  ],
  'unknown-local-queue': [
    {
      title: 'a mistyped queue',
      regretted: [localQueue(), job({ labels: { [QUEUE]: 'quueue' } })],
      fields: [`metadata.labels[${QUEUE}]`],
      reason: '(did you mean "queue"?)',
      mended: [localQueue(), job()],
    },
    {
      title: 'a queue of another namespace, named by a Workload',
      regretted: [localQueue('queue', 'other'), workload({}, { queueName: 'queue' })],
      fields: ['spec.queueName'],
      reason: 'Workload "job-train" names LocalQueue "queue" of namespace team',
      mended: [workload({}, { queueName: 'queue' })],
    },
  ],
  'unknown-priority-class': [
    {
      title: 'a class that is not there',
      regretted: [priorityClass('high'), workload({}, { priority: 5, priorityClassRef: classRef('hihg') })],
      fields: ['spec.priorityClassRef.name'],
      reason: '(did you mean "high"?)',
      mended: [priorityClass('high'), workload({}, { priority: 5, priorityClassRef: classRef('high') })],
    },
  ],
  'uncovered-resource': [
    {
      title: 'GPUs in a queue of cores',
      regretted: [clusterQueue(), localQueue(), job({ resources: { limits: { cpu: 1, 'nvidia.com/gpu': 4 } } })],
      fields: [`${POD}.containers`],
      reason: 'requests "nvidia.com/gpu", which ClusterQueue "queue" does not cover',
      mended: [
        clusterQueue({ quota: { cpu: 100, 'nvidia.com/gpu': 8 } }),
        localQueue(),
        job({ resources: { limits: { cpu: 1, 'nvidia.com/gpu': 4 } } }),
      ],
    },
  ],
  'job-above-quota': [
    {
      title: 'more than nominal quota and borrowing limit together',
      regretted: [borrower, capital, company({}), localQueue(), job({ pods: 31 })],
      fields: [''],
      reason: 'needs 31 of "cpu", and ClusterQueue "queue" could never have more than 30',
      mended: [borrower, capital, company({}), localQueue(), job({ pods: 30 })],
    },
  ],
};

function priorityClass(name: string): object {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'WorkloadPriorityClass', metadata: { name }, value: 5 };
}

function classRef(name: string): object {
  return { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name };
}
