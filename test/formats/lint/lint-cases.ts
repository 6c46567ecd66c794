import {
  CLUSTER,
  clusterQueue,
  cohort,
  flavor,
  job,
  kueue,
  LAYER_1,
  LAYER_2,
  LAYER_3,
  localQueue,
  NODES,
  node,
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

/** Objects that a rule speaks of, and the same mended. */
export interface LintCase {
  readonly title: string;
  readonly regretted: readonly object[];
  /** Fields of the findings, in order. */
  readonly fields: readonly string[];
  /** Part of the first finding's reason. */
  readonly reason: string;
  readonly mended: readonly object[];
}

const TEMPLATE = 'spec.template.metadata.annotations';
const POD = 'spec.template.spec';
const QUOTA = 'spec.resourceGroups[0].flavors[0].resources[0]';
const GPUS = { requests: { 'nvidia.com/gpu': 4 }, limits: { 'nvidia.com/gpu': 4 } };
const namespace = (labels: object): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'team', labels },
});
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
const lender = clusterQueue({
  name: 'lender',
  cohortName: 'team',
  quota: { cpu: { nominalQuota: 10, lendingLimit: 0 } },
});

/** At least one case for every lint. */
export const LINT_CASES: Readonly<Record<string, readonly LintCase[]>> = {
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
  'namespace-not-selected': [
    {
      title: 'a queue without a selector',
      regretted: [clusterQueue({ namespaceSelector: null })],
      fields: ['spec'],
      reason: 'takes workloads of no namespace',
      mended: [clusterQueue()],
    },
    {
      title: 'a namespace with other labels',
      regretted: [
        clusterQueue({ namespaceSelector: { matchLabels: { a: 'b' } } }),
        localQueue(),
        namespace({ a: 'c' }),
      ],
      fields: ['spec.clusterQueue'],
      reason: 'which ClusterQueue "queue" does not select',
      mended: [clusterQueue({ namespaceSelector: { matchLabels: { a: 'b' } } }), localQueue(), namespace({ a: 'b' })],
    },
  ],
  'unknown-cluster-queue': [
    {
      title: 'a mistyped ClusterQueue',
      regretted: [clusterQueue(), localQueue('quueue')],
      fields: ['spec.clusterQueue'],
      reason: 'its workloads stay pending',
      mended: [clusterQueue(), localQueue()],
    },
  ],
  'unknown-flavor': [
    {
      title: 'a queue with a flavor that is not there',
      regretted: [flavor(), clusterQueue({ flavor: 'cpu' })],
      fields: ['spec.resourceGroups[0].flavors[0].name'],
      reason: 'the queue is inactive',
      mended: [flavor(), clusterQueue()],
    },
    {
      title: 'a cohort with such a flavor',
      regretted: [flavor(), cohort('team', { resourceGroups: [resourceGroup('gup', { cpu: 1 })] })],
      fields: ['spec.resourceGroups[0].flavors[0].name'],
      reason: 'nobody can borrow this quota',
      mended: [flavor(), cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 1 })] })],
    },
  ],
  'unknown-admission-check': [
    {
      title: 'a check that is not there',
      regretted: [admissionCheck('prov'), clusterQueue({ spec: checks('porv') })],
      fields: ['spec.admissionChecksStrategy.admissionChecks[0]'],
      reason: 'the queue is inactive',
      mended: [admissionCheck('prov'), clusterQueue({ spec: checks('prov') })],
    },
  ],
  'cohort-cycle': [
    {
      title: 'a cohort that is its own parent',
      regretted: [cohort('a', { parentName: 'a' })],
      fields: ['spec.parentName'],
      reason: 'Cohort "a" is its own parent',
      mended: [cohort('a', { parentName: 'b' })],
    },
    {
      title: 'three in a ring, and one below it, of which nothing is said',
      regretted: [
        cohort('a', { parentName: 'b' }),
        cohort('b', { parentName: 'c' }),
        cohort('c', { parentName: 'a' }),
        cohort('d', { parentName: 'a' }),
      ],
      fields: ['spec.parentName', 'spec.parentName', 'spec.parentName'],
      reason: 'Cohort "a" is below itself: "a" → "b" → "c" → "a"',
      mended: [cohort('a', { parentName: 'b' }), cohort('b', { parentName: 'c' }), cohort('c')],
    },
  ],
  'unusable-borrowing-limit': [
    {
      title: 'a cohort in which nobody lends',
      regretted: [borrower, lender],
      fields: [`${QUOTA}.borrowingLimit`],
      reason: 'there is nothing that it could ever borrow',
      mended: [borrower, clusterQueue({ name: 'lender', cohortName: 'team' })],
    },
    {
      title: 'a narrower limit above',
      regretted: [borrower, lender, capital, company({ borrowingLimit: 15 })],
      fields: [`${QUOTA}.borrowingLimit`],
      reason: 'at most 15 that it could ever borrow',
      mended: [borrower, lender, capital, company({ borrowingLimit: 20 })],
    },
  ],
  'quota-above-capacity': [
    {
      title: 'more cores than all nodes of the flavor have',
      regretted: [...CLUSTER, clusterQueue({ quota: { cpu: 25 } })],
      fields: [`${QUOTA}.nominalQuota`],
      reason: 'ClusterQueue "queue" owns 25 of "cpu" in flavor "gpu", whose 3 nodes let pods use 24',
      mended: [...CLUSTER, clusterQueue({ quota: { cpu: 24 } })],
    },
  ],
  'total-quota-above-capacity': [
    {
      title: 'a queue and a cohort that own more cores together',
      regretted: [
        ...CLUSTER,
        clusterQueue({ quota: { cpu: 20 } }),
        cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 5 })] }),
      ],
      fields: ['metadata.name'],
      reason: '2 queues and cohorts own 25 of "cpu" in flavor "gpu" together',
      mended: [
        ...CLUSTER,
        clusterQueue({ quota: { cpu: 20 } }),
        cohort('team', { resourceGroups: [resourceGroup('gpu', { cpu: 4 })] }),
      ],
    },
  ],
  'flavor-without-nodes': [
    {
      title: 'labels that no node carries',
      regretted: [...NODES, flavor('gpu', { type: 'gup' })],
      fields: ['spec.nodeLabels'],
      reason: 'none of the 3 nodes is of ResourceFlavor "gpu": "type": "gup"',
      mended: [...NODES, flavor('gpu', { type: 'gpu' })],
    },
  ],
  'unknown-topology': [
    {
      title: 'a mistyped topology',
      regretted: [topology(), flavor('gpu', { type: 'gpu' }, 'newtork')],
      fields: ['spec.topologyName'],
      reason: '(did you mean "network"?): queues with the flavor are inactive',
      mended: [topology(), flavor('gpu', { type: 'gpu' }, 'network')],
    },
  ],
  'level-without-nodes': [
    {
      title: 'a layer that no node knows',
      regretted: [...NODES, topology([LAYER_1, LAYER_2, LAYER_3])],
      fields: ['spec.levels[2].nodeLabel'],
      reason: `none of the 3 nodes of Topology "network" carries the label "${LAYER_3}"`,
      mended: [...NODES, topology([LAYER_1, LAYER_2])],
    },
  ],
  'nodes-outside-topology': [
    {
      title: 'a node without its second layer',
      regretted: [...CLUSTER, node('n4', ['a'])],
      fields: ['spec.levels[1].nodeLabel'],
      reason: '1 of the 4 nodes of Topology "network" lack the label',
      mended: [...CLUSTER, node('n4', ['a', 'c']), node('other', ['a'], { labels: { type: 'cpu' } })],
    },
  ],
  'topology-omits-layers': [
    {
      title: 'one layer of two',
      regretted: [...NODES, topology([LAYER_1, 'kubernetes.io/hostname'])],
      fields: ['spec.levels'],
      reason: `Topology "network" leaves out ${LAYER_2}`,
      mended: [...NODES, topology([LAYER_1, LAYER_2])],
    },
    {
      title: 'hosts alone',
      regretted: [...NODES, topology(['kubernetes.io/hostname'])],
      fields: ['spec.levels'],
      reason: `leaves out ${LAYER_1}, ${LAYER_2}`,
      mended: [node('n1', []), topology(['kubernetes.io/hostname'])],
    },
  ],
};

function priorityClass(name: string): object {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'WorkloadPriorityClass', metadata: { name }, value: 5 };
}

function classRef(name: string): object {
  return { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name };
}

function admissionCheck(name: string): object {
  return kueue('AdmissionCheck', name, { controllerName: 'kueue.x-k8s.io/provisioning-request' });
}

function checks(name: string): object {
  return { admissionChecksStrategy: { admissionChecks: [{ name }] } };
}
