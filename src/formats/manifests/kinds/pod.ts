import {
  type Configuration,
  type FieldError,
  POD_GROUP_INDEX_LABEL,
  QUEUE_NAME_LABEL,
  TOPOLOGY_SCHEDULING_GATE,
} from '../../../model/index.ts';
import { findAncestor } from '../framework/ancestor.ts';
import { isNamespaceManaged } from '../framework/context.ts';
import { createErrors, metadataField } from '../framework/create-errors.ts';
import { hasDefaultQueue, isOwnedByJob, withDefaultPriorityClass } from '../framework/default-labels.ts';
import {
  annotationOf,
  labelOf,
  MANAGED_LABEL,
  namespaceOf,
  queueNameOf,
  SUSPENDING_PARENT_ANNOTATION,
  withAnnotations,
  withLabels,
  withSchedulingGate,
} from '../framework/labels.ts';
import { reconcileJob } from '../framework/reconcile-job.ts';
import { annotationErrors } from '../framework/topology-errors.ts';
import type { AdmittedJob, Defaulted, Reconciliation } from '../job-kind.ts';
import { defineJobKind, type JobContext, type JobKind } from '../job-kind.ts';
import { podGroupErrors, podGroupNameOf, prebuiltGroupErrors } from './pod-group.ts';
import { type PodObject, podSchema, podSetOf } from './pod-object.ts';
import { reconcilePodGroup } from './reconcile-pod-group.ts';
import { ROLE_HASH_ANNOTATION, roleHash } from './role-hash.ts';

const FRAMEWORK = 'pod';
const ADMISSION_GATE = 'kueue.x-k8s.io/admission';
const FINALIZER = 'kueue.x-k8s.io/managed';
/** Annotation that names the label with a pod's rank in its group. */
const GROUP_INDEX_LABEL_ANNOTATION = 'kueue.x-k8s.io/pod-group-pod-index-label';

/** A pod by itself, or a group of pods that share one workload (manifests facts 17 to 19). */
export const podKind: JobKind = defineJobKind({
  kind: 'Pod',
  group: '',
  versions: ['v1'],
  framework: FRAMEWORK,
  schema: podSchema,
  canBePrebuilt: true,
  isTopLevel: true,
  restartPolicies: { allowed: ['Always', 'OnFailure', 'Never'], default: 'Always' },
  setDefaults: gatedIfManaged,
  validate: (pod, context) => [
    ...createErrors(podKind, pod, context),
    ...managedLabelErrors(pod),
    ...podGroupErrors(pod, context.gates),
    // Pods are checked even where topologies are switched off.
    ...annotationErrors(podSetOf(pod), { ...context, gates: { ...context.gates, TopologyAwareScheduling: true } }),
    ...prebuiltGroupErrors(pod, context.gates),
  ],
  warnings(pod, context) {
    if (labelOf(pod, MANAGED_LABEL) !== 'true' || !isOwnedByJob(pod, context)) return [];
    return [`pod owner is managed by kueue, label '${MANAGED_LABEL}=true' might lead to unexpected behaviour`];
  },
  isSkipped: (pod, { config }) => labelOf(pod, MANAGED_LABEL) !== 'true' || isOnlyForParents(pod, config),
  podSets: (pod) => [podSetOf(pod)],
  reconcile: reconcilePods,
});

/** Pods whose parent is held back are gated whatever their namespace and queue, and deleted without Kueue's consent. */
function gatedIfManaged(pod: PodObject, context: JobContext): Defaulted<PodObject> {
  if (annotationOf(pod, SUSPENDING_PARENT_ANNOTATION) !== undefined) return managed(gated(pod, context));
  const unmanaged = { state: 'defaulted', job: pod, isManaged: false } as const;
  if (!isNamespaceManaged(namespaceOf(pod), context)) return unmanaged;
  const ancestor = findAncestor(pod, context);
  if (ancestor.state === 'error') return { state: 'refused', text: ancestor.text };
  if (ancestor.state === 'found') return unmanaged;
  const labelled = withDefaultPriorityClass(withQueue(pod, context), context);
  const isQueued = queueNameOf(labelled) !== '' || context.config.manageJobsWithoutQueueName === true;
  // Kueue labels a copy of an unmanaged pod, which shares the pod's labels, if there are any.
  if (!isQueued) return hasLabels(pod) ? { ...unmanaged, job: labelled } : unmanaged;
  return managed(gated(withFinalizer(withLabels(labelled, { [MANAGED_LABEL]: 'true' })), context));
}

function hasLabels({ metadata }: PodObject): boolean {
  return Object.keys(metadata.labels ?? {}).length > 0;
}

function managed(job: PodObject): Defaulted<PodObject> {
  return { state: 'defaulted', job, isManaged: true };
}

/** Unlike other kinds a pod gets the default queue whatever kind its owner is of. */
function withQueue(pod: PodObject, context: JobContext): PodObject {
  const isDefaulted = queueNameOf(pod) === '' && hasDefaultQueue(namespaceOf(pod), context);
  return isDefaulted ? withLabels(pod, { [QUEUE_NAME_LABEL]: 'default' }) : pod;
}

function withFinalizer(pod: PodObject): PodObject {
  const finalizers = pod.metadata.finalizers ?? [];
  if (finalizers.includes(FINALIZER)) return pod;
  return { ...pod, metadata: { ...pod.metadata, finalizers: [...finalizers, FINALIZER] } };
}

function gated(pod: PodObject, { gates }: JobContext): PodObject {
  let result = withSchedulingGate(pod, ADMISSION_GATE);
  if (gates.TopologyAwareScheduling) {
    const label = annotationOf(pod, GROUP_INDEX_LABEL_ANNOTATION);
    if (label !== undefined) result = withLabels(result, { [POD_GROUP_INDEX_LABEL]: labelOf(pod, label) ?? '' });
    result = withSchedulingGate(result, TOPOLOGY_SCHEDULING_GATE);
  }
  if (annotationOf(pod, ROLE_HASH_ANNOTATION) !== undefined) return result;
  return withAnnotations(result, { [ROLE_HASH_ANNOTATION]: roleHash(pod.spec) });
}

/** Pods that are managed for the sake of Deployments and their like wait at the gates for ever if they have no such parent. */
function isOnlyForParents(pod: PodObject, { frameworks }: Configuration): boolean {
  const isListed = frameworks === undefined || frameworks.includes(FRAMEWORK);
  return !isListed && !annotationOf(pod, SUSPENDING_PARENT_ANNOTATION);
}

function managedLabelErrors(pod: PodObject): FieldError[] {
  const value = labelOf(pod, MANAGED_LABEL);
  if (value === undefined || value === 'true') return [];
  const message = "managed label value can only be 'true'";
  return [{ type: 'FieldValueForbidden', field: metadataField('labels', MANAGED_LABEL), message }];
}

/** Single pods each by itself, groups by namespace and name. */
function reconcilePods(pods: readonly AdmittedJob<PodObject>[], context: JobContext): Reconciliation[] {
  const groups = new Map<string, AdmittedJob<PodObject>[]>();
  const singles: AdmittedJob<PodObject>[] = [];
  for (const pod of pods) {
    const name = podGroupNameOf(pod.object, context.gates);
    const key = `${namespaceOf(pod.object)}/${name}`;
    const members = name === '' ? singles : (groups.get(key) ?? []);
    members.push(pod);
    if (name !== '') groups.set(key, members);
  }
  return [
    ...singles.map((pod) => reconcileJob(pod as unknown as AdmittedJob, context)),
    ...[...groups.values()].map((members) => reconcilePodGroup(members, context)),
  ];
}
