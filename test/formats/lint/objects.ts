/** Label key of a network layer, and annotations that ask for one. */
const LAYER: readonly string[] = [1, 2, 3, 4].map((layer) => `topology.k8s.aws/network-node-layer-${layer}`);
export const LAYER_1: string = LAYER[0] as string;
export const LAYER_2: string = LAYER[1] as string;
export const LAYER_3: string = LAYER[2] as string;
export const REQUIRED = 'kueue.x-k8s.io/podset-required-topology';
export const PREFERRED = 'kueue.x-k8s.io/podset-preferred-topology';
export const SLICE_LEVEL = 'kueue.x-k8s.io/podset-slice-required-topology';
export const SLICE_SIZE = 'kueue.x-k8s.io/podset-slice-size';
export const QUEUE = 'kueue.x-k8s.io/queue-name';
const KUEUE = 'kueue.x-k8s.io/v1beta2';

interface JobParts {
  readonly name?: string;
  readonly labels?: object;
  readonly jobAnnotations?: object;
  readonly annotations?: object;
  readonly podLabels?: object;
  readonly pods?: number;
  readonly resources?: object;
  readonly podSpec?: object;
}

/** Manifest of a Job in the queue `queue` of the namespace `team`. */
export function job(parts: JobParts = {}): object {
  const { name = 'train', labels = { [QUEUE]: 'queue' }, jobAnnotations = {}, annotations = {}, podLabels } = parts;
  const { pods = 2, resources = { limits: { cpu: 1 } }, podSpec } = parts;
  const containers = [{ name: 'main', resources }];
  const metadata = { annotations, ...(podLabels && { labels: podLabels }) };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace: 'team', labels, annotations: jobAnnotations },
    spec: {
      parallelism: pods,
      suspend: true,
      template: { metadata, spec: { restartPolicy: 'Never', containers, ...podSpec } },
    },
  };
}

/** A StatefulSet, whose template no webhook looks at. */
export function statefulSet(annotations: object, podSpec: object = {}): object {
  const template = { metadata: { annotations }, spec: { containers: [{ name: 'main' }], ...podSpec } };
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: 'serve', namespace: 'team', labels: { [QUEUE]: 'queue' } },
    spec: { replicas: 1, serviceName: 'serve', template },
  };
}

/** A JobSet of one replicated job in the queue `queue` of the namespace `team`. */
export function jobSet(podSpec: object): object {
  const template = { spec: { template: { spec: { containers: [{ name: 'main' }], ...podSpec } } } };
  return {
    apiVersion: 'jobset.x-k8s.io/v1alpha2',
    kind: 'JobSet',
    metadata: { name: 'set', namespace: 'team', labels: { [QUEUE]: 'queue' } },
    spec: { suspend: true, replicatedJobs: [{ name: 'workers', template }] },
  };
}

/** A LimitRange with one item. */
export function limitRange(item: object, namespace = 'team'): object {
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace },
    spec: { limits: [{ type: 'Container', ...item }] },
  };
}

/** A pending Workload of the namespace `team`. */
export function workload(podSet: object, spec: object = {}): object {
  const podSets = [{ name: 'main', count: 2, template: { spec: { containers: [{ name: 'main' }] } }, ...podSet }];
  return {
    apiVersion: KUEUE,
    kind: 'Workload',
    metadata: { name: 'job-train', namespace: 'team' },
    spec: { podSets, ...spec },
  };
}

/** The same object in Kueue's former version. */
export function v1beta1(object: object): object {
  return { ...object, apiVersion: 'kueue.x-k8s.io/v1beta1' };
}

/** A Kueue object without a namespace. */
export function kueue(kind: string, name: string, spec: object): object {
  return { apiVersion: KUEUE, kind, metadata: { name }, spec };
}

export function localQueue(clusterQueue = 'queue', name = 'queue', namespace = 'team'): object {
  return { apiVersion: KUEUE, kind: 'LocalQueue', metadata: { name, namespace }, spec: { clusterQueue } };
}

interface QueueParts {
  readonly name?: string;
  readonly cohortName?: string;
  readonly namespaceSelector?: object | null;
  readonly flavor?: string;
  /** Resource → quota of one flavor, or the whole quota. */
  readonly quota?: Readonly<Record<string, number | object>>;
  readonly spec?: object;
}

export function clusterQueue(parts: QueueParts = {}): object {
  const { name = 'queue', cohortName, namespaceSelector = {}, flavor = 'gpu', quota = { cpu: 100 }, spec } = parts;
  return kueue('ClusterQueue', name, {
    ...(cohortName && { cohortName }),
    ...(namespaceSelector && { namespaceSelector }),
    resourceGroups: [resourceGroup(flavor, quota)],
    ...spec,
  });
}

export function cohort(name: string, spec: object = {}): object {
  return kueue('Cohort', name, spec);
}

/** One flavor's quotas. */
export function resourceGroup(flavor: string, quota: Readonly<Record<string, number | object>>): object {
  const resources = Object.entries(quota).map(([resource, amount]) => ({
    name: resource,
    ...(typeof amount === 'number' ? { nominalQuota: amount } : amount),
  }));
  return { coveredResources: Object.keys(quota), flavors: [{ name: flavor, resources }] };
}

export function flavor(name = 'gpu', nodeLabels: object = { type: 'gpu' }, topologyName?: string): object {
  return kueue('ResourceFlavor', name, { nodeLabels, ...(topologyName && { topologyName }) });
}

export function topology(
  levels: readonly string[] = [LAYER_1, LAYER_2, 'kubernetes.io/hostname'],
  name = 'network',
): object {
  return kueue('Topology', name, { levels: levels.map((nodeLabel) => ({ nodeLabel })) });
}

/** A node with 8 cores and 4 GPUs below network nodes; it is of the flavor `gpu`. */
export function node(name: string, path: readonly string[], parts: { labels?: object; status?: object } = {}): object {
  const layers = Object.fromEntries(path.map((networkNode, index) => [LAYER[index], networkNode]));
  const allocatable = { cpu: '8', 'nvidia.com/gpu': '4', pods: '110' };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels: { type: 'gpu', 'kubernetes.io/hostname': name, ...layers, ...parts.labels } },
    status: { allocatable, conditions: [{ type: 'Ready', status: 'True' }], ...parts.status },
  };
}

/** Three nodes of two layers: two below `b`, one below `c`. */
export const NODES: readonly object[] = [node('n1', ['a', 'b']), node('n2', ['a', 'b']), node('n3', ['a', 'c'])];

/** A cluster on which `gpu` is a flavor with a topology. */
export const CLUSTER: readonly object[] = [...NODES, topology(), flavor('gpu', { type: 'gpu' }, 'network')];
