import * as z from 'zod';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { type PodTemplateObject, podTemplate } from '../../kubernetes/pod-template.ts';
import { answered, count, optional, written } from '../../schema.ts';
import type { JobKind } from '../job-kind.ts';
import type { JobObject, PodSetDraft } from '../job-object.ts';

/** Label that ranks the pods of one type. */
export const REPLICA_INDEX_LABEL = 'training.kubeflow.org/replica-index';

const OTHER_POLICY = ['cleanPodPolicy', 'ttlSecondsAfterFinished', 'activeDeadlineSeconds', 'backoffLimit'];
const OTHER_SCHEDULING = ['minAvailable', 'queue', 'minResources', 'scheduleTimeoutSeconds'];

type Maybe<T> = T | null | undefined;

/** The pods of one type. */
interface ReplicaSpec {
  readonly replicas?: Maybe<number>;
  readonly template?: Maybe<PodTemplateObject>;
}

interface RunPolicy {
  readonly suspend?: Maybe<boolean>;
  readonly managedBy?: Maybe<string>;
  readonly schedulingPolicy?: Maybe<{ readonly priorityClass?: Maybe<string> }>;
}

const replicaSpec: z.ZodType<ReplicaSpec> = answered(
  () => ({ replicas: optional(count()), template: optional(podTemplate(written)) }),
  ['restartPolicy'],
);

const runPolicy: z.ZodType<RunPolicy> = answered(
  () => ({
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
    schedulingPolicy: optional(answered(() => ({ priorityClass: optional(z.string()) }), OTHER_SCHEDULING)),
  }),
  OTHER_POLICY,
);

/** A job whose pods are listed by the part they play, such as `Master` and `Worker`; the field's name is its kind's. */
export interface ReplicaJob extends JobObject {
  readonly spec: { readonly runPolicy?: Maybe<RunPolicy> };
}

/** How such kinds differ. */
export interface ReplicaRules {
  /** Field of the spec with the pods. */
  readonly field: string;
  /** Types in the order of their pod sets. */
  readonly types: readonly string[];
  /** Fields of the spec that are read too. */
  readonly shape?: z.ZodRawShape;
  /** Fields of the spec that play no part. */
  readonly otherSpec?: readonly string[];
  /** Name of the controller that runs the jobs when nothing is said. */
  readonly ownController: string;
}

/** What the kinds of such jobs have in common. */
export type ReplicaJobParts<T extends ReplicaJob> = Required<
  Pick<JobKind<T>, 'schema' | 'suspension' | 'delegation' | 'podSets' | 'priorityClassName'>
> & {
  podSets(job: T): PodSetDraft[];
  /** The pods of one type, if there are any. */
  replicasOf(job: T, type: string): ReplicaSpec | undefined;
  /** A copy of a job with other pods of one type. */
  withReplicas(job: T, type: string, replicas: ReplicaSpec): T;
};

/**
 * The parts of a {@link JobKind} for jobs with pods by type: one pod set for each type that is there, in the order of the
 * kind.
 * @see manifests facts 6, 8, 11, 24
 */
export function replicaJobParts<T extends ReplicaJob>(rules: ReplicaRules): ReplicaJobParts<T> {
  const { field, types, ownController } = rules;
  const specsOf = ({ spec }: T) => (spec as Readonly<Record<string, unknown>>)[field] as ReplicaSpecs;
  const replicasOf = (job: T, type: string) => specsOf(job)[type] ?? undefined;
  const present = (job: T) =>
    types.flatMap((type) => {
      const replicas = replicasOf(job, type);
      return replicas === undefined ? [] : [{ type, template: {}, ...replicas }];
    });
  return {
    schema: schemaOf(rules),
    suspension: {
      isSuspended: ({ spec }) => spec.runPolicy?.suspend === true,
      suspend: (job) => withPolicy(job, { suspend: true }),
    },
    delegation: {
      ownController,
      managedBy: ({ spec }) => spec.runPolicy?.managedBy,
      delegate: (job, managedBy) => withPolicy(job, { managedBy }),
    },
    podSets: (job) =>
      present(job).map(({ type, replicas, template }) => ({
        name: type,
        count: replicas ?? 1,
        template: template ?? {},
        path: `spec.${field}[${type}].template.metadata.annotations`,
        labels: { podIndexLabel: REPLICA_INDEX_LABEL },
      })),
    priorityClassName(job) {
      const templates = present(job).map(({ template }): PodTemplateObject | null | undefined => template);
      const names = templates.map((template) => template?.spec?.priorityClassName);
      return [job.spec.runPolicy?.schedulingPolicy?.priorityClass, ...names].find((name) => name) ?? undefined;
    },
    replicasOf,
    withReplicas: (job, type, replicas) => ({
      ...job,
      spec: { ...job.spec, [field]: { ...specsOf(job), [type]: replicas } },
    }),
  };
}

type ReplicaSpecs = Readonly<Record<string, ReplicaSpec | null | undefined>>;

function schemaOf<T extends ReplicaJob>({ field, types, shape = {}, otherSpec = [] }: ReplicaRules): z.ZodType<T> {
  const replicaSpecs = written(() => Object.fromEntries(types.map((type) => [type, optional(replicaSpec)])));
  const spec = answered(() => ({ ...shape, runPolicy: optional(runPolicy), [field]: replicaSpecs }), otherSpec);
  return answered(() => ({ ...TYPE_META, metadata: metadata(answered), spec }), ['status']) as unknown as z.ZodType<T>;
}

function withPolicy<T extends ReplicaJob>(job: T, policy: RunPolicy): T {
  return { ...job, spec: { ...job.spec, runPolicy: { ...job.spec.runPolicy, ...policy } } };
}
