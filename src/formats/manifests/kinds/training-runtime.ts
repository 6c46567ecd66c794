import * as z from 'zod';
import { type KindReader, keptWhole, kindReader } from '../../kubernetes/kind-reader.ts';
import { type Metadata, namedMetadata, qualifiedName, TYPE_META } from '../../kubernetes/metadata.ts';
import { answered, count, optional } from '../../schema.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuildError } from '../job-object.ts';
import { type JobSetSpecObject, jobSetSpec } from './job-set.ts';

const GROUP = 'trainer.kubeflow.org';
const CLUSTER_KIND = 'ClusterTrainingRuntime';
const NAMESPACED_KIND = 'TrainingRuntime';

const injectionTarget = answered(() => ({ jobName: z.string(), containerNames: z.array(z.string()) }));

const mlPolicy = answered(
  () => ({
    numNodes: optional(count()),
    mpi: optional(
      answered(
        () => ({ runLauncherAsNode: optional(z.boolean()) }),
        ['numProcPerNode', 'mpiImplementation', 'sshAuthMountPath'],
      ),
    ),
    torch: optional(
      answered(
        () => ({ envInjection: optional(answered(() => ({ targets: optional(z.array(injectionTarget)) }))) }),
        ['numProcPerNode'],
      ),
    ),
  }),
  ['flux', 'jax', 'xgboost'],
);

type Maybe<T> = T | null | undefined;

/** What TrainJobs are made from: a JobSet and how many pods work in it. */
export interface TrainingRuntime {
  readonly metadata: Metadata & { readonly name: string };
  readonly spec: {
    readonly mlPolicy?: Maybe<MlPolicy>;
    readonly podGroupPolicy?: Maybe<{ readonly coscheduling?: unknown }>;
    readonly template?: Maybe<{ readonly spec?: Maybe<JobSetSpecObject> }>;
  };
}

/** How the framework of a runtime counts and sets up its pods. */
export interface MlPolicy {
  readonly numNodes?: Maybe<number>;
  readonly mpi?: Maybe<{ readonly runLauncherAsNode?: Maybe<boolean> }>;
  readonly torch?: Maybe<{ readonly envInjection?: Maybe<{ readonly targets?: Maybe<readonly InjectionTarget[]> }> }>;
}

interface InjectionTarget {
  readonly jobName: string;
  readonly containerNames: readonly string[];
}

const schema: z.ZodType<TrainingRuntime> = answered(() => ({
  ...TYPE_META,
  metadata: namedMetadata(answered),
  spec: answered(() => ({
    mlPolicy: optional(mlPolicy),
    podGroupPolicy: optional(answered(() => ({ coscheduling: z.unknown().optional() }), ['volcano'])),
    template: optional(answered(() => ({ spec: optional(jobSetSpec) }), ['metadata'])),
  })),
}));

/** Readers of the two kinds of runtime. */
export const trainingRuntimeReaders: readonly KindReader[] = [CLUSTER_KIND, NAMESPACED_KIND].map((kind) =>
  keptWhole(
    kindReader({
      kind,
      apiVersions: [`${GROUP}/v1alpha1`],
      schema,
      add: ({ metadata }, context) => void context.claim(qualifiedName(metadata)),
    }),
  ),
);

/** Which runtime a TrainJob names. */
export interface RuntimeRef {
  readonly name: string;
  readonly kind?: string | null | undefined;
  readonly apiGroup?: string | null | undefined;
}

/** What the API server takes a TrainJob to name, where it names no kind. */
export function withRuntimeDefaults<R extends RuntimeRef>(ref: R): R {
  return { ...ref, kind: ref.kind ?? CLUSTER_KIND, apiGroup: ref.apiGroup ?? GROUP };
}

/** The runtime that a TrainJob names, or Kueue's text if it is not there. A TrainingRuntime is one of the job's namespace. */
export function findTrainingRuntime(
  ref: RuntimeRef,
  namespace: string,
  context: JobContext,
): TrainingRuntime | BuildError {
  const kind = ref.kind ?? '';
  const group = ref.apiGroup ?? '';
  if (group !== GROUP || (kind !== CLUSTER_KIND && kind !== NAMESPACED_KIND)) {
    return { error: `unsupported runtime: ${group === '' ? kind : `${kind}.${group}`}` };
  }
  const found = context.find(group, kind, kind === CLUSTER_KIND ? undefined : namespace, ref.name);
  if (found !== undefined) return found as TrainingRuntime;
  const isAssumed = context.assumesMissing && !context.hasAny(group, kind);
  return { error: `runtime '${ref.name}' not found`, ...(isAssumed && { notGiven: { kind, name: ref.name } }) };
}
