import type { Configuration, FeatureGates, LabelSelector } from '../../../model/index.ts';
import { selectsLabels } from '../../../model/index.ts';
import { groupOf } from '../../api-group.ts';
import { isRecord } from '../../objects.ts';
import type { JobContext, JobGovernance, KindOffReason } from '../job-kind.ts';
import { apiVersionOf, type JobKind, type JobSource } from '../job-kind.ts';
import type { JobObject } from '../job-object.ts';
import { namespaceOf } from './labels.ts';

/** What the derivation depends on beside the objects. */
export interface DerivationOptions {
  readonly gates: FeatureGates;
  readonly config: Configuration;
  /**
   * Is what jobs name and nobody gave taken to be in the cluster? Classes, with priority 0, and training runtimes, where none
   * of the kind is given; owners always, as jobs that Kueue manages. Default: no.
   */
  readonly assumesMissing?: boolean;
  /** Are Workloads held against their schema, as by an API server? Recordings were made without one. Default: no. */
  readonly hasApiServer?: boolean;
}

/** What jobs are derived from. */
export interface JobInputs {
  /** In the order of their creation: files are read from top to bottom. */
  readonly jobs: readonly JobSource[];
  readonly governance: JobGovernance;
  /** Objects of other kinds that jobs name. */
  readonly others: readonly unknown[];
}

/** Namespaces that Kueue manages when nothing is configured: all but its own and the system's. */
const DEFAULT_NAMESPACE_SELECTOR: LabelSelector = {
  matchExpressions: [
    { key: 'kubernetes.io/metadata.name', operator: 'NotIn', values: ['kube-system', 'kueue-system'] },
  ],
};

/** A {@link JobContext} over these objects. */
export function jobContext(
  { jobs, governance, others }: JobInputs,
  kinds: readonly JobKind[],
  { gates, config, assumesMissing = false }: DerivationOptions,
): JobContext {
  const objects = new Map<string, unknown>();
  const types = new Set<string>();
  for (const object of [...jobs.map((job) => job.object), ...others]) {
    const key = keyOfObject(object);
    if (key === undefined || objects.has(key)) continue;
    objects.set(key, object);
    types.add(typeOfKey(key));
  }
  const kindOfType = new Map(kinds.map((kind) => [typeKey(apiVersionOf(kind), kind.kind), kind]));
  const off = kindsOff(kinds, gates, config);
  return {
    gates,
    config,
    assumesMissing,
    governance,
    find: (group, kind, namespace, name) => objects.get(objectKey(group, kind, namespace, name)),
    hasAny: (group, kind) => types.has(`${group}/${kind}`),
    kindOf: (apiVersion, kind) => kindOfType.get(typeKey(apiVersion, kind)),
    whyOff: (kind) => off.get(kind),
  };
}

function kindsOff(
  kinds: readonly JobKind[],
  gates: FeatureGates,
  { frameworks }: Configuration,
): ReadonlyMap<JobKind, KindOffReason> {
  const isListed = ({ framework }: JobKind) =>
    frameworks === undefined || framework === undefined || frameworks.includes(framework);
  const implied = new Set<string | undefined>(kinds.filter(isListed).flatMap(({ enables = [] }) => enables));
  return new Map(
    kinds.flatMap((kind): [JobKind, KindOffReason][] => {
      if (kind.gate !== undefined && !gates[kind.gate]) return [[kind, 'gate-off']];
      return isListed(kind) || implied.has(kind.framework) ? [] : [[kind, 'integration-off']];
    }),
  );
}

/** Does Kueue manage the jobs of this namespace? One that is not given has no labels but its name. */
export function isNamespaceManaged(namespace: string, { config, governance }: JobContext): boolean {
  const found = governance.namespaces.find(({ name }) => name === namespace);
  const labels = { ...found?.labels, 'kubernetes.io/metadata.name': namespace };
  return selectsLabels(config.managedJobsNamespaceSelector ?? DEFAULT_NAMESPACE_SELECTOR, labels);
}

function keyOfObject(object: unknown): string | undefined {
  if (!isRecord(object) || !isRecord(object.metadata)) return undefined;
  const { apiVersion, kind, metadata } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof metadata.name !== 'string') return undefined;
  return objectKey(groupOf(apiVersion), kind, namespaceOf(object as unknown as JobObject), metadata.name);
}

function objectKey(group: string, kind: string, namespace: string | undefined, name: string): string {
  return `${group}/${kind}/${namespace ?? 'default'}/${name}`;
}

/** `GROUP/KIND` of an object's key. */
function typeOfKey(key: string): string {
  return key.split('/', 2).join('/');
}

function typeKey(apiVersion: string, kind: string): string {
  return `${apiVersion} ${kind}`;
}
