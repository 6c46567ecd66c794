import { readDocuments } from '../../../src/formats/index.ts';
import { InputReader } from '../../../src/formats/input-reader.ts';
import { RECORDED_KINDS } from '../../../src/formats/kueue/recorded-readers.ts';
import { checkJobTypes } from '../../../src/formats/manifests/check-job.ts';
import { type DerivedJob, deriveWorkloads } from '../../../src/formats/manifests/derive-workloads.ts';
import { apiVersionOf, type JobKind } from '../../../src/formats/manifests/job-kind.ts';
import { JOB_KINDS } from '../../../src/formats/manifests/job-kinds.ts';
import type { JobObject } from '../../../src/formats/manifests/job-object.ts';
import { type Configuration, type FeatureGate, resolveFeatureGates } from '../../../src/model/index.ts';
import type { ManifestObject } from './examples.ts';

/** What a test may set beside the objects. */
export interface DeriveOptions {
  readonly gates?: Readonly<Partial<Record<FeatureGate, boolean>>>;
  readonly config?: Configuration;
}

/** The kind of a job among the objects of a test; undefined for other objects. */
export function jobKindOf({ apiVersion, kind }: ManifestObject): JobKind | undefined {
  return JOB_KINDS.find((known) => known.kind === kind && apiVersionOf(known) === apiVersion);
}

/** What Kueue makes of the jobs among these objects; undefined where one of them has not the types of its kind. */
export function derive(
  objects: readonly ManifestObject[],
  options: DeriveOptions = {},
): readonly DerivedJob[] | undefined {
  const gates = resolveFeatureGates(options.gates ?? {});
  const others = objects.filter((object) => jobKindOf(object) === undefined);
  const reader = new InputReader(gates, RECORDED_KINDS);
  const read = readDocuments({ file: 'others.json', text: JSON.stringify(others) });
  const problems = [...read.problems, ...read.documents.flatMap((document) => reader.read(document))];
  if (problems.some(({ severity }) => severity === 'error')) return undefined;
  const jobs = objects.flatMap((object) => {
    const kind = jobKindOf(object);
    return kind === undefined ? [] : [{ kind, checked: checkJobTypes(kind, object) }];
  });
  const sources = jobs.flatMap(({ kind, checked }) => (checked.isValid ? [{ kind, object: checked.object }] : []));
  if (sources.length < jobs.length) return undefined;
  const config = options.config ?? {};
  return deriveWorkloads({ jobs: sources, governance: reader.inputs, others }, { gates, config }).jobs;
}

/** The only job that is derived. */
export function deriveOne(objects: readonly ManifestObject[], options?: DeriveOptions): DerivedJob {
  const [job, ...others] = derive(objects, options) ?? [];
  if (job === undefined || others.length > 0) throw new Error('expected one job');
  return job;
}

/** A job for {@link derive}; labelled with a queue unless other metadata says otherwise. */
export function manifest(
  kind: string,
  apiVersion: string,
  spec: object,
  metadata: Partial<JobObject['metadata']> = {},
): ManifestObject {
  const labels = { 'kueue.x-k8s.io/queue-name': 'q' };
  return {
    apiVersion,
    kind,
    metadata: { name: 'j', namespace: 'ns', uid: 'u', labels, ...metadata },
    spec,
  } as ManifestObject;
}
