import { encodeTopologyAssignment } from '../kubernetes/encode-topology-assignment.ts';
import { decodeTopologyAssignment } from '../kubernetes/topology-assignment.ts';
import { isRecord } from '../objects.ts';
import { type Path, valueAt } from '../path.ts';
import type { JsonObject, Unconvertible } from './kueue-kind.ts';

/** Where v1beta1 says `priorityClassSource`, v1beta2 names group and kind. */
const SOURCES: ReadonlyMap<unknown, { readonly group: string; readonly kind: string }> = new Map([
  ['kueue.x-k8s.io/workloadpriorityclass', { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass' }],
  ['scheduling.k8s.io/priorityclass', { group: 'scheduling.k8s.io', kind: 'PriorityClass' }],
]);

/** A Workload of v1beta1 as it is stored; a priority class without source gets lost. */
export function workloadFromV1beta1({ spec, status, ...object }: JsonObject): JsonObject {
  return { ...object, ...converted('spec', spec, specFrom), ...converted('status', status, statusFrom) };
}

/** What is read back of it in v1beta1. */
export function workloadToV1beta1({ spec, status, ...object }: JsonObject): JsonObject {
  return { ...object, ...converted('spec', spec, specTo), ...converted('status', status, statusTo) };
}

/** Where the name of a stored Workload's priority class stands in the Workload as it was written, in either version. */
export function writtenPriorityClassPath(written: unknown): Path {
  const isFormer = valueAt(written, ['spec', 'priorityClassName']) !== undefined;
  return isFormer ? ['spec', 'priorityClassName'] : ['spec', 'priorityClassRef', 'name'];
}

/** A domain of a topology assignment that has not a value for every level. The status has the types of its schema. */
export function findShortDomain({ status }: JsonObject): Unconvertible | undefined {
  const podSets = (status as V1beta1Status | undefined)?.admission?.podSetAssignments ?? [];
  for (const [i, podSet] of podSets.entries()) {
    const { levels = [], domains = [] } = podSet?.topologyAssignment ?? {};
    const j = domains.findIndex((domain) => (domain?.values ?? []).length < levels.length);
    if (j === -1) continue;
    const path = ['status', 'admission', 'podSetAssignments', i, 'topologyAssignment', 'domains', j, 'values'];
    return { path, reason: `a domain has fewer values than there are levels (${levels.length})` };
  }
  return undefined;
}

interface V1beta1Status {
  readonly admission?: {
    readonly podSetAssignments?: readonly (null | {
      readonly topologyAssignment?: {
        readonly levels?: readonly string[];
        readonly domains?: readonly (null | { readonly values?: readonly string[] })[];
      };
    })[];
  };
}

function converted(key: string, value: unknown, convert: (value: JsonObject) => JsonObject): JsonObject {
  if (value === undefined) return {};
  return { [key]: isRecord(value) ? convert(value) : value };
}

function specFrom({ priorityClassName, priorityClassSource, ...spec }: JsonObject): JsonObject {
  const source = SOURCES.get(priorityClassSource);
  return source === undefined ? spec : { ...spec, priorityClassRef: { ...source, name: priorityClassName ?? '' } };
}

function specTo({ priorityClassRef, ...spec }: JsonObject): JsonObject {
  if (!isRecord(priorityClassRef)) return spec;
  for (const [source, { group, kind }] of SOURCES) {
    if (priorityClassRef.group !== group || priorityClassRef.kind !== kind) continue;
    return { ...spec, priorityClassSource: source, priorityClassName: priorityClassRef.name };
  }
  return spec;
}

function statusFrom({ accumulatedPastExexcutionTimeSeconds: seconds, ...status }: JsonObject): JsonObject {
  const rest = withAssignments(status, encoded);
  return seconds === undefined ? rest : { ...rest, accumulatedPastExecutionTimeSeconds: seconds };
}

function statusTo({ accumulatedPastExecutionTimeSeconds: seconds, ...status }: JsonObject): JsonObject {
  const rest = withAssignments(status, decoded);
  return seconds === undefined ? rest : { ...rest, accumulatedPastExexcutionTimeSeconds: seconds };
}

const SINGLE_SLICE = { TASAssignmentsEncodingByHostnamePrefix: false } as const;

/** Values beyond the last level get lost. One that contradicts itself stays as it is. */
function encoded({ levels, domains }: JsonObject): unknown {
  const count = Array.isArray(levels) ? levels.length : 0;
  const domainsOfLevels = Array.isArray(domains) ? domains.map((domain) => ofLevels(domain, count)) : domains;
  const read = decodeTopologyAssignment({ levels, domains: domainsOfLevels });
  return read.state === 'decoded' ? encodeTopologyAssignment(read.assignment, SINGLE_SLICE) : { levels, domains };
}

function ofLevels(domain: unknown, count: number): unknown {
  return isRecord(domain) && Array.isArray(domain.values)
    ? { ...domain, values: domain.values.slice(0, count) }
    : domain;
}

function decoded(assignment: JsonObject): unknown {
  const read = decodeTopologyAssignment(assignment);
  return read.state === 'decoded' ? read.assignment : assignment;
}

/** The status with its topology assignments in another form. */
function withAssignments(status: JsonObject, convert: (assignment: JsonObject) => unknown): JsonObject {
  const { admission } = status;
  if (!isRecord(admission) || !Array.isArray(admission.podSetAssignments)) return status;
  const podSetAssignments = admission.podSetAssignments.map((podSet: unknown) => {
    if (!isRecord(podSet) || !isRecord(podSet.topologyAssignment)) return podSet;
    return { ...podSet, topologyAssignment: convert(podSet.topologyAssignment) };
  });
  return { ...status, admission: { ...admission, podSetAssignments } };
}
