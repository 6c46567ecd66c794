import * as z from 'zod';
import { MAX_INT32 } from '../../../base/index.ts';
import { type Metadata, metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DNS_LABEL_NAME } from '../../names.ts';
import { answered, count, named, type OwnProblem, optional, ruled } from '../../schema.ts';
import { createErrors } from '../framework/create-errors.ts';
import { JOB_RESTARTS } from '../framework/spec-fields.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { PodSetDraft } from '../job-object.ts';
import { COMPLETION_INDEX_LABEL, type JobSpecObject, jobPodCount, jobSpec } from './job.ts';

/** Label that numbers the Jobs of one replicated job. */
export const JOB_INDEX_LABEL = 'jobset.sigs.k8s.io/job-index';

type Maybe<T> = T | null | undefined;

/** One of a JobSet's `replicatedJobs`. */
export interface ReplicatedJob {
  readonly name: string;
  readonly replicas?: Maybe<number>;
  readonly template: { readonly metadata?: Maybe<Metadata>; readonly spec: JobSpecObject };
}

/** `spec` of a JobSet, also within runtimes of TrainJobs. */
export interface JobSetSpecObject {
  readonly replicatedJobs?: Maybe<readonly ReplicatedJob[]>;
  readonly suspend?: Maybe<boolean>;
  readonly managedBy?: Maybe<string>;
}

const replicatedJob: z.ZodType<ReplicatedJob> = ruled(
  answered(
    () => ({
      name: named(DNS_LABEL_NAME),
      replicas: optional(count()),
      template: answered(() => ({ metadata: optional(metadata(answered)), spec: jobSpec })),
    }),
    ['groupName', 'dependsOn', 'rolloutStrategy'],
  ),
  tooManyPods,
);

/** Schema of a JobSet's spec. */
export const jobSetSpec: z.ZodType<JobSetSpecObject> = answered(
  () => ({
    replicatedJobs: optional(z.array(replicatedJob)),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
  }),
  [
    'network',
    'successPolicy',
    'failurePolicy',
    'startupPolicy',
    'ttlSecondsAfterFinished',
    'coordinator',
    'volumeClaimPolicies',
  ],
);

const schema = answered(() => ({ ...TYPE_META, metadata: metadata(answered), spec: optional(jobSetSpec) }), ['status']);

/** One pod set for each replicated job, which are its subgroups (manifests facts 10, 24, 30, 31). */
export const jobSetKind: JobKind = defineJobKind({
  kind: 'JobSet',
  group: 'jobset.x-k8s.io',
  versions: ['v1alpha2'],
  framework: 'jobset.x-k8s.io/jobset',
  schema,
  canBePrebuilt: true,
  suspension: {
    isSuspended: ({ spec }) => spec?.suspend === true,
    suspend: (jobSet) => ({ ...jobSet, spec: { ...jobSet.spec, suspend: true } }),
  },
  delegation: {
    ownController: 'jobset.sigs.k8s.io/jobset-controller',
    managedBy: ({ spec }) => spec?.managedBy,
    delegate: (jobSet, managedBy) => ({ ...jobSet, spec: { ...jobSet.spec, managedBy } }),
  },
  // The webhook of JobSet says it where it is not said.
  restartPolicies: { ...JOB_RESTARTS, default: 'OnFailure' },
  validate: (jobSet, context) => [
    ...createErrors(jobSetKind, jobSet, context),
    ...topologyErrors(jobSetPodSets(jobSet.spec?.replicatedJobs), context, { isBuiltFirst: true, hasGroups: true }),
  ],
  podSets: ({ spec }) => jobSetPodSets(spec?.replicatedJobs),
});

/** The pod sets of a JobSet: all pods of all Jobs of one replicated job together. */
export function jobSetPodSets(replicatedJobs: readonly ReplicatedJob[] | null | undefined): PodSetDraft[] {
  return (replicatedJobs ?? []).map(({ name, replicas, template }, index) => ({
    name,
    // As in Go, whose int32 wraps around.
    count: Math.imul(replicas ?? 1, jobPodCount(template.spec)),
    template: template.spec.template,
    path: `spec.replicatedJobs[${index}].template.spec.template.metadata.annotations`,
    labels: {
      podIndexLabel: COMPLETION_INDEX_LABEL,
      subGroupIndexLabel: JOB_INDEX_LABEL,
      subGroupCount: replicas ?? 1,
    },
  }));
}

function* tooManyPods({ replicas, template }: ReplicatedJob): Generator<OwnProblem & { readonly path: string[] }> {
  const podCount = (replicas ?? 1) * jobPodCount(template.spec);
  if (podCount <= MAX_INT32) return;
  const message = `${podCount} pods are too many; a JobSet has at most ${MAX_INT32} of one replicated job`;
  yield { code: 'out-of-range', path: ['replicas'], message };
}
