import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  type Annotations,
  buildTopologyRequest,
  type FeatureGates,
  type FieldError,
  fieldErrorText,
  type GroupMember,
  resolveFeatureGates,
  unreadableTopologyAnnotation,
  validatePodSetGroups,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from '../../src/model/index.ts';
import { recordingLines } from '../recording-lines.ts';

const RECORDING = '../shared/recordings/manifest-random.jsonl.gz';

interface Template {
  readonly metadata?: { readonly annotations?: Annotations };
}

interface JobSpec {
  readonly parallelism?: number;
  readonly completions?: number;
  readonly template?: Template;
}

interface ReplicaSpec {
  readonly replicas?: number;
  readonly template?: Template;
}

interface RecordedError extends Partial<FieldError> {
  readonly text: string;
}

interface Recording {
  readonly id: string;
  readonly gates?: Record<string, boolean>;
  readonly objects: readonly {
    readonly kind: string;
    readonly metadata?: { readonly annotations?: Annotations };
    readonly spec?: JobSpec & {
      readonly replicatedJobs?: readonly {
        readonly replicas?: number;
        readonly template?: { readonly spec?: JobSpec };
      }[];
    } & Readonly<Record<`${string}ReplicaSpecs`, Record<string, ReplicaSpec> | undefined>>;
  }[];
  readonly expect: {
    readonly errors?: readonly RecordedError[];
    readonly noWorkload?: boolean;
    readonly podSets?: readonly { readonly topologyRequest?: unknown }[];
  };
}

const recordings = existsSync(RECORDING) ? recordingLines<Recording>(RECORDING) : [];

/** Recordings about one object of one of these kinds, elastic ones left out (they have rules of their own). */
function ofKinds(...kinds: string[]): Recording[] {
  return recordings.filter(({ objects }) => {
    const isElastic = objects[0]?.metadata?.annotations?.['kueue.x-k8s.io/elastic-job'] !== undefined;
    return kinds.includes(objects[0]?.kind ?? '') && !isElastic;
  });
}

/** Recorded errors about topology annotations: other checks come with their own. */
function topologyErrors({ expect: { errors = [] } }: Recording): RecordedError[] {
  return errors.filter(
    ({ field, text }) => field === undefined || field.includes('/podset-') || text.includes('topology'),
  );
}

function recorded({ field, type, value, message }: FieldError, text: string): RecordedError {
  return { field, type, message, text, ...(value === undefined ? {} : { value }) };
}

function podCount({ parallelism = 1, completions }: JobSpec): number {
  return Math.min(parallelism, completions ?? parallelism);
}

interface AnnotatedPodSet {
  readonly path: string;
  readonly count: number;
  readonly annotations: Annotations;
}

/** What the webhooks of jobs with several pod sets say, in no particular order. */
function validateAll(podSets: readonly AnnotatedPodSet[], gates: FeatureGates, hasGroups: boolean): string[] {
  const unreadable = podSets.map(({ annotations }) => unreadableTopologyAnnotation(annotations, gates));
  const raw = unreadable.find((text) => text !== undefined);
  if (hasGroups && raw !== undefined) return [raw];
  const errors = podSets.flatMap(({ path, count, annotations }) =>
    validateTopologyAnnotations(annotations, { path, podSetCount: count, gates }),
  );
  const members = podSets.map(
    ({ path, count, annotations }): GroupMember => ({
      path,
      count,
      topologyRequest: buildTopologyRequest(annotations, {}, gates),
    }),
  );
  return [...errors, ...(hasGroups ? validatePodSetGroups(members) : [])].map(fieldErrorText).sort();
}

describe(`topology annotations beside the recordings (needs ${RECORDING})`, () => {
  it.skipIf(recordings.length === 0)('of Jobs are refused with the recorded errors, in the recorded order', () => {
    const jobs = ofKinds('Job');
    expect(jobs.filter((job) => topologyErrors(job).length > 0).length).toBeGreaterThan(20);
    for (const job of jobs) {
      const gates = resolveFeatureGates(job.gates);
      const spec = job.objects[0]?.spec ?? {};
      const annotations = spec.template?.metadata?.annotations ?? {};
      const options = { path: 'spec.template.metadata.annotations', gates };
      const own = validateTopologyAnnotations(annotations, options);
      const errors = own.length > 0 ? own : validateSliceSizeLimit(annotations, podCount(spec), options);
      const found = errors.map((error) => recorded(error, fieldErrorText(error)));
      expect({ id: job.id, errors: found }).toEqual({ id: job.id, errors: topologyErrors(job) });
    }
  });

  it.skipIf(recordings.length === 0)('of Jobs give the recorded topology requests', () => {
    const jobs = ofKinds('Job').filter(({ expect: { podSets } }) => podSets !== undefined);
    expect(jobs.length).toBeGreaterThan(20);
    for (const job of jobs) {
      const annotations = job.objects[0]?.spec?.template?.metadata?.annotations ?? {};
      const labels = { podIndexLabel: 'batch.kubernetes.io/job-completion-index' };
      const request = buildTopologyRequest(annotations, labels, resolveFeatureGates(job.gates));
      expect({ id: job.id, request }).toEqual({ id: job.id, request: job.expect.podSets?.[0]?.topologyRequest });
    }
  });

  it.skipIf(recordings.length === 0)('of JobSets are refused with the recorded errors', () => {
    const jobSets = ofKinds('JobSet');
    expect(jobSets.filter((jobSet) => topologyErrors(jobSet).length > 0).length).toBeGreaterThan(4);
    for (const jobSet of jobSets) {
      const podSets = (jobSet.objects[0]?.spec?.replicatedJobs ?? []).map(({ replicas = 1, template }, i) => ({
        path: `spec.replicatedJobs[${i}].template.spec.template.metadata.annotations`,
        count: replicas * podCount(template?.spec ?? {}),
        annotations: template?.spec?.template?.metadata?.annotations ?? {},
      }));
      const found = validateAll(podSets, resolveFeatureGates(jobSet.gates), true);
      const errors = topologyErrors(jobSet).map(({ text }) => text);
      expect({ id: jobSet.id, errors: found }).toEqual({ id: jobSet.id, errors: errors.sort() });
    }
  });

  it.skipIf(recordings.length === 0)('of training jobs are refused with the recorded errors', () => {
    const jobs = ofKinds('PyTorchJob', 'TFJob', 'PaddleJob', 'XGBoostJob', 'JAXJob', 'MPIJob');
    expect(jobs.filter((job) => topologyErrors(job).length > 0).length).toBeGreaterThan(4);
    for (const job of jobs) {
      const specs = Object.entries(job.objects[0]?.spec ?? {}).filter(([name]) => name.endsWith('ReplicaSpecs'));
      const podSets = specs.flatMap(([field, replicas]) =>
        Object.entries(replicas as Record<string, ReplicaSpec>).map(([type, { replicas: count = 1, template }]) => ({
          path: `spec.${field}[${type}].template.metadata.annotations`,
          count,
          annotations: template?.metadata?.annotations ?? {},
        })),
      );
      const found = validateAll(podSets, resolveFeatureGates(job.gates), job.objects[0]?.kind === 'MPIJob');
      const errors = topologyErrors(job).map(({ text }) => text);
      expect({ id: job.id, errors: found }).toEqual({ id: job.id, errors: errors.sort() });
    }
  });
});
