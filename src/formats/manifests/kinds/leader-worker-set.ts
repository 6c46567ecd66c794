import * as z from 'zod';
import {
  type FieldError,
  POD_INDEX_OFFSET_ANNOTATION,
  POD_SET_GROUP_ANNOTATION,
  PRIORITY_CLASS_LABEL,
  QUEUE_NAME_LABEL,
} from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { type PodTemplateObject, podTemplate } from '../../kubernetes/pod-template.ts';
import { answered, count, optional, written } from '../../schema.ts';
import { elasticErrors, gatedByErrors, queueNameErrors } from '../framework/create-errors.ts';
import {
  jobNameOf,
  queueNameOf,
  SUSPENDING_PARENT_ANNOTATION,
  type Texts,
  withAnnotations,
  withLabels,
  workloadPriorityClassOf,
} from '../framework/labels.ts';
import { reconcileServing } from '../framework/reconcile-serving.ts';
import { SERVING_RESTARTS } from '../framework/spec-fields.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { PodSetDraft } from '../job-object.ts';
import { GROUP_SERVING_ANNOTATION } from './pod-group.ts';

const FRAMEWORK = 'leaderworkerset.x-k8s.io/leaderworkerset';
const WORKER_INDEX_LABEL = 'leaderworkerset.sigs.k8s.io/worker-index';
/** Labels and annotations that the set's own controller writes to its pods; left out of the Workload, but for the name. */
const OWN_PREFIX = 'leaderworkerset.sigs.k8s.io';
const SET_NAME_LABEL = 'leaderworkerset.sigs.k8s.io/name';
const TEMPLATE_PATH = 'spec.leaderWorkerTemplate';

/** What Kueue lets through. */
const MAX_ADMITTED_REPLICAS = 1_000_000;
/** What is read: each replica is a workload of its own, and an update may double them. */
const MAX_REPLICAS = 10_000;
const MAX_WORKLOADS = 2 * MAX_REPLICAS;

const OTHER_TEMPLATE = [
  'restartPolicy',
  'subGroupPolicy',
  'volumeClaimTemplates',
  'persistentVolumeClaimRetentionPolicy',
];
const OTHER_STATUS = ['conditions', 'readyReplicas', 'hpaPodSelector', 'observedGeneration'];

const rollingUpdate = answered(
  () => ({ maxSurge: optional(z.union([z.string(), z.number()])) }),
  ['partition', 'maxUnavailable'],
);

const schema = answered(() => ({
  ...TYPE_META,
  metadata: metadata(answered),
  spec: answered(
    () => ({
      replicas: optional(count().max(MAX_REPLICAS)),
      leaderWorkerTemplate: answered(
        () => ({
          size: optional(count(1)),
          leaderTemplate: optional(podTemplate(written)),
          workerTemplate: podTemplate(written),
        }),
        OTHER_TEMPLATE,
      ),
      rolloutStrategy: optional(answered(() => ({ rollingUpdateConfiguration: optional(rollingUpdate) }), ['type'])),
    }),
    ['startupPolicy', 'networkConfig'],
  ),
  status: optional(
    answered(
      () => ({ replicas: optional(count().max(MAX_WORKLOADS)), updatedReplicas: optional(z.number().int()) }),
      OTHER_STATUS,
    ),
  ),
}));

type LeaderWorkerSet = z.output<typeof schema>;

/**
 * One workload for each replica: pod sets `leader` and `worker`, or only `main` where there is no leader.
 * @see manifests facts 8, 15, 24, 31, 34
 */
export const leaderWorkerSetKind: JobKind = defineJobKind({
  kind: 'LeaderWorkerSet',
  group: 'leaderworkerset.x-k8s.io',
  versions: ['v1'],
  framework: FRAMEWORK,
  enables: ['pod'],
  schema,
  restartPolicies: SERVING_RESTARTS,
  addDefaults: (set, isManaged, context) => (isManaged ? withMarkedTemplates(set, context) : set),
  validate: (set, context) => [
    ...queueNameErrors(set),
    ...elasticErrors(leaderWorkerSetKind, set, context),
    ...replicasErrors(set),
    ...gatedByErrors(set, context),
    ...topologyErrors(podSetsOf(set), context, { hasGroups: true }),
  ],
  workloadOwnerNames: (set) => Array.from({ length: replicaCount(set) }, (_, index) => `${jobNameOf(set)}-${index}`),
  podSets: podSetsOf,
  reconcile: (sets, context) =>
    sets.map((set) => reconcileServing(set, context, { copiesLabels: true, isNumbered: true })),
});

function podSetsOf({ spec }: LeaderWorkerSet): PodSetDraft[] {
  const { leaderTemplate, workerTemplate, size } = spec.leaderWorkerTemplate;
  const hasLeader = leaderTemplate !== undefined && leaderTemplate !== null;
  const worker: PodSetDraft = {
    ...draft('worker', workerTemplate),
    name: hasLeader ? 'worker' : DEFAULT_POD_SET_NAME,
    count: (size ?? 1) - (hasLeader ? 1 : 0),
    labels: { podIndexLabel: WORKER_INDEX_LABEL },
  };
  return hasLeader ? [draft('leader', leaderTemplate), worker] : [worker];
}

function draft(part: 'leader' | 'worker', template: PodTemplateObject): PodSetDraft {
  const path = `${TEMPLATE_PATH}.${part}Template.metadata.annotations`;
  return { name: part, count: 1, template: withoutOwnTexts(template), path };
}

function withoutOwnTexts(template: PodTemplateObject): PodTemplateObject {
  const { metadata } = template;
  if (!metadata) return template;
  const { labels, annotations } = metadata;
  return {
    ...template,
    metadata: {
      ...metadata,
      ...(labels && { labels: others(labels) }),
      ...(annotations && { annotations: others(annotations) }),
    },
  };
}

function others(texts: Texts): Record<string, string> {
  return Object.fromEntries(
    Object.entries(texts).filter(([key]) => key === SET_NAME_LABEL || !key.startsWith(OWN_PREFIX)),
  );
}

/** Pods know their queue, priority and who holds them back; workers are numbered from 1 behind a leader. */
function withMarkedTemplates(set: LeaderWorkerSet, context: JobContext): LeaderWorkerSet {
  const { leaderTemplate, workerTemplate } = set.spec.leaderWorkerTemplate;
  const templates = {
    ...(leaderTemplate && { leaderTemplate: marked(leaderTemplate, set) }),
    workerTemplate: withIndexOffset(marked(workerTemplate, set), Boolean(leaderTemplate), context),
  };
  return { ...set, spec: { ...set.spec, leaderWorkerTemplate: { ...set.spec.leaderWorkerTemplate, ...templates } } };
}

function marked(template: PodTemplateObject, set: LeaderWorkerSet): PodTemplateObject {
  const [queue, priorityClass] = [queueNameOf(set), workloadPriorityClassOf(set)];
  const labelled = withLabels(template, {
    ...(queue === '' ? {} : { [QUEUE_NAME_LABEL]: queue }),
    ...(priorityClass === '' ? {} : { [PRIORITY_CLASS_LABEL]: priorityClass }),
  });
  return withAnnotations(labelled, { [SUSPENDING_PARENT_ANNOTATION]: FRAMEWORK, [GROUP_SERVING_ANNOTATION]: 'true' });
}

/** In a pod set group ranks are worked out otherwise. */
function withIndexOffset(template: PodTemplateObject, hasLeader: boolean, { gates }: JobContext): PodTemplateObject {
  const isGroup = Object.hasOwn(template.metadata?.annotations ?? {}, POD_SET_GROUP_ANNOTATION);
  const isOffset = hasLeader && !isGroup && gates.TopologyAwareScheduling;
  return isOffset ? withAnnotations(template, { [POD_INDEX_OFFSET_ANNOTATION]: '1' }) : template;
}

function replicasErrors({ spec }: LeaderWorkerSet): FieldError[] {
  const replicas = spec.replicas ?? 1;
  const bound = replicas < 0 ? '>= 0' : `<= ${MAX_ADMITTED_REPLICAS}`;
  if (replicas >= 0 && replicas <= MAX_ADMITTED_REPLICAS) return [];
  const message = `invalid LeaderWorkerSet replicas: must be ${bound}, got ${replicas}`;
  return [{ type: 'FieldValueInvalid', field: 'spec.replicas', value: replicas, message }];
}

/** Replicas that there are now: more than wanted while an update with surge goes on. */
function replicaCount({ spec, status }: LeaderWorkerSet): number {
  const wanted = spec.replicas ?? 1;
  const maxSurge = spec.rolloutStrategy?.rollingUpdateConfiguration?.maxSurge ?? 0;
  const isSurging = surgeOf(maxSurge) > 0 && (status?.updatedReplicas ?? 0) < wanted;
  return Math.min(isSurging ? Math.max(wanted, status?.replicas ?? 0) : wanted, MAX_WORKLOADS);
}

/** As Kueue reads it: a percentage counts as none. */
function surgeOf(maxSurge: string | number): number {
  return /^[+-]?\d+$/.test(`${maxSurge}`) ? Number(maxSurge) : 0;
}
