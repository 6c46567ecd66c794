import { checkJob } from '../../../../src/formats/manifests/check-job.ts';
import { type DerivedJob, deriveWorkloads } from '../../../../src/formats/manifests/derive-workloads.ts';
import type { JobSource } from '../../../../src/formats/manifests/job-kind.ts';
import { JOB_KINDS } from '../../../../src/formats/manifests/job-kinds.ts';
import type { WebhookError } from '../../../../src/formats/manifests/job-object.ts';
import { resolveFeatureGates } from '../../../../src/model/index.ts';

interface Sample {
  readonly apiVersion: string;
  readonly kind: string;
}

const GOVERNANCE = {
  localQueues: [],
  clusterQueues: [],
  admissionChecks: [],
  namespaces: [],
  workloadPriorityClasses: [],
  priorityClasses: [],
};

export const QUEUED = { name: 'j', namespace: 'ns', uid: 'u', labels: { 'kueue.x-k8s.io/queue-name': 'q' } };
export const ELASTIC: typeof QUEUED & { readonly annotations: object } = {
  ...QUEUED,
  annotations: { 'kueue.x-k8s.io/elastic-job': 'true' },
};

/** A pod template with one container that asks for so many cores. */
export function template(cpu: string, annotations: object = {}): object {
  return {
    metadata: { annotations },
    spec: { containers: [{ name: 'c', image: 'i:1', resources: { requests: { cpu } } }] },
  };
}

export function rayCluster(spec: object = {}, metadata: object = QUEUED): Sample {
  return { apiVersion: 'ray.io/v1', kind: 'RayCluster', metadata, spec: rayClusterSpec(spec) } as Sample;
}

export function rayClusterSpec(spec: object = {}): object {
  const workers = { groupName: 'gpu', replicas: 3, numOfHosts: 2, rayStartParams: {}, template: template('4') };
  return {
    rayVersion: '2.46.0',
    headGroupSpec: { rayStartParams: {}, template: template('1') },
    workerGroupSpecs: [workers],
    ...spec,
  };
}

export function rayJob(spec: object = {}, metadata: object = QUEUED): Sample {
  const whole = { entrypoint: 'x', shutdownAfterJobFinishes: true, rayClusterSpec: rayClusterSpec(), ...spec };
  return { apiVersion: 'ray.io/v1', kind: 'RayJob', metadata, spec: whole } as Sample;
}

export function rayService(cluster: object = {}, metadata: object = QUEUED): Sample {
  const spec = { serveConfigV2: 'applications: []', rayClusterConfig: rayClusterSpec(cluster) };
  return { apiVersion: 'ray.io/v1', kind: 'RayService', metadata, spec } as Sample;
}

export function appWrapper(...components: object[]): Sample {
  const spec = { components };
  return { apiVersion: 'workload.codeflare.dev/v1beta2', kind: 'AppWrapper', metadata: QUEUED, spec } as Sample;
}

export function sparkApplication(spec: object = {}, metadata: object = QUEUED): Sample {
  const whole = {
    type: 'Scala',
    sparkVersion: '3.5.3',
    mode: 'cluster',
    mainApplicationFile: 'local:///app.jar',
    driver: { coreRequest: '500m', memory: '1g' },
    executor: { instances: 4, coreRequest: '2', memory: '2g' },
    ...spec,
  };
  return { apiVersion: 'sparkoperator.k8s.io/v1beta2', kind: 'SparkApplication', metadata, spec: whole } as Sample;
}

/** What Kueue makes of the first of these jobs, as it stands in a cluster. */
export function derive(samples: Sample | readonly Sample[], gates: Readonly<Record<string, boolean>> = {}): DerivedJob {
  const jobs = [samples].flat().map(sourceOf);
  const inputs = { jobs, governance: GOVERNANCE, others: [] };
  const [derived] = deriveWorkloads(inputs, {
    gates: resolveFeatureGates({ SparkApplicationIntegration: true, ...gates }),
    config: {},
  }).jobs;
  if (derived === undefined) throw new Error('no job');
  return derived;
}

/** Pod sets as `NAME xCOUNT [containers]`. */
export function podSetLines({ podSets }: DerivedJob): string[] {
  if ('error' in podSets) return [podSets.error];
  return podSets.podSets.map(({ name, count, template }) => {
    const names = template.spec?.containers?.map((container) => container.name).join(' ');
    return `${name} x${count} [${names}]`;
  });
}

/** Errors as `FIELD TYPE`; raw ones as they are. */
export function errorLines({ errors }: DerivedJob): string[] {
  return errors.map((error: WebhookError) => ('text' in error ? error.text : `${error.field} ${error.type}`));
}

function sourceOf(sample: Sample): JobSource {
  const kind = JOB_KINDS.find((known) => known.kind === sample.kind);
  const checked = kind && checkJob(kind, sample, []);
  if (kind === undefined || !checked?.isValid) throw new Error(JSON.stringify(checked));
  return { kind, object: checked.object };
}
