import type { LintCase } from './lint-case.ts';
import {
  CLUSTER,
  clusterQueue,
  cohort,
  job,
  jobSet,
  LAYER_1,
  LAYER_2,
  limitRange,
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
  v1beta1,
  workload,
} from './objects.ts';

const TEMPLATE = 'spec.template.metadata.annotations';
const POD = 'spec.template.spec';
const POD_SET = 'spec.podSets[0].template.spec';
const GPUS = { requests: { 'nvidia.com/gpu': 4 }, limits: { 'nvidia.com/gpu': 4 } };
const kata = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  metadata: { name: 'kata' },
  handler: 'kata',
  overhead: { podFixed: { cpu: '1500m' } },
};
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
      mended: [GPUS, { limits: { 'nvidia.com/gpu': 4 } }, { requests: { 'nvidia.com/gpu': '0.5' } }].map(
        (resources, index) => job({ name: `j${index}`, resources }),
      ),
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
      title: 'another name, named by a Workload',
      regretted: [localQueue('queue', 'other'), workload({}, { queueName: 'queue' })],
      fields: ['spec.queueName'],
      reason: 'Workload "job-train" names LocalQueue "queue" of namespace team, which is not among the given ones: the',
      mended: [workload({}, { queueName: 'queue' })],
    },
    {
      title: 'a queue of another namespace',
      regretted: [localQueue('queue', 'queue', 'tema'), job()],
      fields: [`metadata.labels[${QUEUE}]`],
      reason: 'which is not among the given ones (LocalQueue "queue" is in namespace tema): the job',
      mended: [localQueue('queue', 'queue', 'tema'), localQueue(), job()],
    },
    {
      title: 'a queue of two other namespaces',
      regretted: [localQueue('queue', 'queue', 'a'), localQueue('queue', 'queue', 'b'), job()],
      fields: [`metadata.labels[${QUEUE}]`],
      reason: '(LocalQueue "queue" is in namespaces a and b)',
      mended: [localQueue('queue', 'queue', 'a'), localQueue(), job()],
    },
    {
      title: 'a mistyped queue of another namespace, which would not help',
      regretted: [localQueue('queue', 'quee', 'tema'), localQueue('queue', 'other'), job()],
      fields: [`metadata.labels[${QUEUE}]`],
      reason: 'which is not among the given ones: the job stays pending',
      mended: [localQueue(), job()],
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
    {
      title: 'such a class in the words of v1beta1',
      regretted: [priorityClass('high'), v1beta1(workload({}, { priority: 5, ...formerClass('hihg') }))],
      fields: ['spec.priorityClassName'],
      reason: 'names WorkloadPriorityClass "hihg"',
      mended: [priorityClass('high'), v1beta1(workload({}, { priority: 5, ...formerClass('high') }))],
    },
  ],
  'inadmissible-resources': [
    {
      title: 'a request above its limit',
      regretted: [job({ resources: { requests: { cpu: 4, memory: '1Gi' }, limits: { cpu: 2 } } })],
      fields: [`${POD}.containers[0].resources.requests.cpu`],
      reason: `resources validation failed: ${POD_SET}.containers[0]: Invalid value: ["cpu"]: requests must not exceed`,
      mended: [job({ resources: { requests: { cpu: '2000m', memory: '1Gi' }, limits: { cpu: 2 } } })],
    },
    {
      title: 'a request above its limit, in a job that Kueue leaves alone',
      regretted: [job({ labels: {}, resources: { requests: { cpu: 4 }, limits: { cpu: 2 } } })],
      fields: [`${POD}.containers[0].resources.requests.cpu`],
      reason: 'no pod of Job "train" can be created: cpu: requests must not exceed its limits',
      mended: [job({ labels: {}, resources: { requests: { cpu: 2 }, limits: { cpu: 2 } } })],
    },
    {
      title: 'a container of a Workload above the maximum of its namespace',
      regretted: [limitRange({ max: { cpu: 4 } }), workload(withContainer({ limits: { cpu: 8 } }))],
      fields: [`${POD_SET}.containers[0].resources.limits.cpu`],
      reason: `Workload "job-train" can never be admitted: resources didn't satisfy LimitRange constraints`,
      mended: [limitRange({ max: { cpu: 4 } }, 'other'), workload(withContainer({ limits: { cpu: 8 } }))],
    },
    {
      title: 'a container that gets less than the minimum',
      regretted: [limitRange({ defaultRequest: { cpu: 1 }, min: { cpu: 2 } }), job({ resources: {} })],
      fields: [`${POD}.containers[0]`],
      reason: '["cpu"]: requests must not be below the limitRange min',
      mended: [limitRange({ defaultRequest: { cpu: 2 }, min: { cpu: 2 } }), job({ resources: {} })],
    },
    {
      title: 'pods that are larger than allowed as a whole, by what their RuntimeClass adds',
      regretted: [limitRange({ type: 'Pod', max: { cpu: 2 } }), kata, job({ podSpec: { runtimeClassName: 'kata' } })],
      fields: [POD],
      reason: `${POD_SET}: Invalid value: ["cpu"]: requests must not be above the limitRange max`,
      mended: [limitRange({ type: 'Pod', max: { cpu: 2 } }), kata, job()],
    },
    {
      title: 'a request above the limit that its namespace gives',
      regretted: [limitRange({ default: { cpu: 2 } }), job({ resources: { requests: { cpu: 4 } } })],
      fields: [`${POD}.containers[0].resources.requests.cpu`],
      reason: 'requests must not exceed its limits',
      mended: [limitRange({ default: { cpu: 2 } }), job({ resources: { requests: { cpu: 2 } } })],
    },
  ],
  'invalid-pod-template': [
    {
      title: 'a Job that says nothing of restarts',
      regretted: [job({ podSpec: { restartPolicy: undefined } })],
      fields: [POD],
      reason: 'pod set "main" has no restartPolicy, which means "Always"',
      mended: [job({ podSpec: { restartPolicy: 'OnFailure' } }), jobSet({})],
    },
    {
      title: 'a JobSet whose pods would be restarted forever',
      regretted: [jobSet({ restartPolicy: 'Always' })],
      fields: ['spec.replicatedJobs[0].template.spec.template.spec.restartPolicy'],
      reason: 'has restartPolicy "Always", and a JobSet takes "Never" or "OnFailure"',
      mended: [jobSet({ restartPolicy: 'Never' })],
    },
    {
      title: 'a StatefulSet whose pods would end',
      regretted: [statefulSet({}, { restartPolicy: 'Never' })],
      fields: [`${POD}.restartPolicy`],
      reason: 'a StatefulSet takes "Always"',
      mended: [statefulSet({}, { restartPolicy: '' })],
    },
    {
      title: 'no containers',
      regretted: [
        job({ podSpec: { containers: [], initContainers: [{ name: 'a' }] } }),
        workload({ template: { spec: { containers: [] } } }),
      ],
      fields: [`${POD}.containers`, `${POD_SET}.containers`],
      reason: 'pod set "main" has no containers',
      mended: [job({ pods: 0, podSpec: { containers: [] } })],
    },
    {
      title: 'names that are none, or another container has',
      regretted: [
        job({
          podSpec: {
            containers: [{ name: 'a' }, {}, { name: 'Main_1' }],
            initContainers: [{ name: 'b' }, { name: 'a' }],
          },
        }),
      ],
      fields: [`${POD}.containers[1]`, `${POD}.containers[2].name`, `${POD}.initContainers[1].name`],
      reason: 'a container of pod set "main" has no name',
      mended: [job({ podSpec: { initContainers: [{ name: 'a' }, { name: '1b' }] } })],
    },
    {
      title: 'a part of a device',
      regretted: [job({ resources: { limits: { cpu: '500m', 'nvidia.com/gpu': '500m' } } })],
      fields: [`${POD}.containers[0].resources.limits[nvidia.com/gpu]`],
      reason: 'container "main" has 500m of "nvidia.com/gpu" in its limits',
      mended: [job({ resources: { limits: { cpu: '500m', 'nvidia.com/gpu': '2000m' } } })],
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

/** A pod set of pods with one container. */
function withContainer(resources: object): object {
  return { template: { spec: { containers: [{ name: 'main', resources }] } } };
}

function formerClass(priorityClassName: string): object {
  return { priorityClassName, priorityClassSource: 'kueue.x-k8s.io/workloadpriorityclass' };
}

function classRef(name: string): object {
  return { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass', name };
}
