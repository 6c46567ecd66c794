import type {
  Cluster,
  ClusterQueue,
  Configuration,
  Governance,
  LocalQueue,
  Namespace,
  ResourceFlavor,
  Topology,
  WorkloadPriorityClass,
} from '../../model/index.ts';
import { toYaml } from '../documents/write-yaml.ts';

/** Objects that set up Kueue; a kind that is not given has none. */
export type KueueSetup = Partial<
  Pick<
    Governance & Cluster,
    'topologies' | 'resourceFlavors' | 'workloadPriorityClasses' | 'namespaces' | 'clusterQueues' | 'localQueues'
  >
>;

const KUEUE = 'kueue.x-k8s.io/v1beta2';
/**
 * The objects as a stream of YAML documents, for `kubectl apply -f -` and for hopwise to read back: what is named stands
 * before what names it. What equals the API's defaults is left out.
 */
export function kueueYaml(setup: KueueSetup): string {
  return setupObjects(setup)
    .map((object) => toYaml(object))
    .join('---\n');
}

/** The same as one JSON list, which kubectl and hopwise read too. */
export function kueueJson(setup: KueueSetup): string {
  return `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items: setupObjects(setup) }, null, 2)}\n`;
}

/**
 * Kueue's configuration as the file that its manager is started with: no object of the API server, so not for kubectl.
 * Fair sharing and feature gates are written, nothing else.
 */
export function kueueConfigurationYaml({
  fairSharing,
  featureGates,
}: Pick<Configuration, 'fairSharing' | 'featureGates'>): string {
  const file = {
    apiVersion: 'config.kueue.x-k8s.io/v1beta2',
    kind: 'Configuration',
    ...given({ fairSharing, featureGates }),
  };
  return toYaml(file);
}

function setupObjects(setup: KueueSetup): object[] {
  return [
    ...(setup.topologies ?? []).map(topologyObject),
    ...(setup.resourceFlavors ?? []).map(flavorObject),
    ...(setup.workloadPriorityClasses ?? []).map(priorityClassObject),
    ...(setup.namespaces ?? []).map(namespaceObject),
    ...(setup.clusterQueues ?? []).map(clusterQueueObject),
    ...(setup.localQueues ?? []).map(localQueueObject),
  ];
}

function topologyObject({ name, levels }: Topology): object {
  const spec = { levels: levels.map((nodeLabel) => ({ nodeLabel })) };
  return { apiVersion: KUEUE, kind: 'Topology', metadata: { name }, spec };
}

function flavorObject({ name, topologyName, nodeLabels, nodeTaints, tolerations }: ResourceFlavor): object {
  const spec = given({ nodeLabels, nodeTaints, tolerations, topologyName });
  return { apiVersion: KUEUE, kind: 'ResourceFlavor', metadata: { name }, spec };
}

function priorityClassObject({ name, value }: WorkloadPriorityClass): object {
  return { apiVersion: KUEUE, kind: 'WorkloadPriorityClass', metadata: { name }, value };
}

function namespaceObject({ name, labels }: Namespace): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: given({ name, labels }) };
}

function clusterQueueObject(queue: ClusterQueue): object {
  const { name, cohortName, namespaceSelector, preemption, fairSharing, admissionScope } = queue;
  const { resourceGroups, admissionChecks, queueingStrategy, stopPolicy } = queue;
  const spec = given({
    cohortName,
    namespaceSelector,
    resourceGroups: resourceGroups.length === 0 ? undefined : resourceGroups,
    queueingStrategy: queueingStrategy === 'BestEffortFIFO' ? undefined : queueingStrategy,
    flavorFungibility: ownFungibility(queue),
    preemption,
    admissionChecksStrategy: admissionChecks === undefined ? undefined : { admissionChecks },
    stopPolicy: stopPolicy === 'None' ? undefined : stopPolicy,
    fairSharing,
    admissionScope,
  });
  return { apiVersion: KUEUE, kind: 'ClusterQueue', metadata: { name }, spec };
}

/** Fungibility where it differs from the API's default. */
function ownFungibility({ flavorFungibility }: ClusterQueue): ClusterQueue['flavorFungibility'] | undefined {
  const { whenCanBorrow, whenCanPreempt, preference } = flavorFungibility;
  const isDefault = whenCanBorrow === 'MayStopSearch' && whenCanPreempt === 'TryNextFlavor' && preference === undefined;
  return isDefault ? undefined : flavorFungibility;
}

function localQueueObject({ name, namespace, clusterQueue, stopPolicy, fairSharing }: LocalQueue): object {
  const spec = { clusterQueue, stopPolicy: stopPolicy === 'None' ? undefined : stopPolicy, fairSharing };
  return { apiVersion: KUEUE, kind: 'LocalQueue', metadata: given({ name, namespace }), spec: given(spec) };
}

/** The members that are there, in their order. */
function given(members: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
