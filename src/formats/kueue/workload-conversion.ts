import { isRecord } from '../objects.ts';
import type { JsonObject } from './kueue-kind.ts';

/** Where v1beta1 says `priorityClassSource`, v1beta2 names group and kind. */
const SOURCES: ReadonlyMap<unknown, { readonly group: string; readonly kind: string }> = new Map([
  ['kueue.x-k8s.io/workloadpriorityclass', { group: 'kueue.x-k8s.io', kind: 'WorkloadPriorityClass' }],
  ['scheduling.k8s.io/priorityclass', { group: 'scheduling.k8s.io', kind: 'PriorityClass' }],
]);

/**
 * A Workload of v1beta1 as it is stored; a priority class without source gets lost. Topology assignments stay in the form
 * they came in, which is read as well.
 */
export function workloadFromV1beta1(object: JsonObject): JsonObject {
  return { ...object, ...(isRecord(object.spec) && { spec: specFrom(object.spec) }), ...statusFrom(object.status) };
}

function specFrom({ priorityClassName, priorityClassSource, ...spec }: JsonObject): JsonObject {
  const source = SOURCES.get(priorityClassSource);
  return source === undefined ? spec : { ...spec, priorityClassRef: { ...source, name: priorityClassName ?? '' } };
}

function statusFrom(status: unknown): JsonObject {
  if (!isRecord(status)) return {};
  const { accumulatedPastExexcutionTimeSeconds: seconds, ...rest } = status;
  return { status: seconds === undefined ? rest : { ...rest, accumulatedPastExecutionTimeSeconds: seconds } };
}

/** What is read back of it in v1beta1. */
export function workloadToV1beta1(object: JsonObject): JsonObject {
  return { ...object, ...(isRecord(object.spec) && { spec: specTo(object.spec) }), ...statusTo(object.status) };
}

function specTo({ priorityClassRef, preemptionGates: _, ...spec }: JsonObject): JsonObject {
  if (!isRecord(priorityClassRef)) return spec;
  for (const [source, { group, kind }] of SOURCES) {
    if (priorityClassRef.group !== group || priorityClassRef.kind !== kind) continue;
    return { ...spec, priorityClassSource: source, priorityClassName: priorityClassRef.name };
  }
  return spec;
}

function statusTo(status: unknown): JsonObject {
  if (!isRecord(status)) return {};
  const { accumulatedPastExecutionTimeSeconds: seconds, preemptionGates: _, ...rest } = status;
  return { status: seconds === undefined ? rest : { ...rest, accumulatedPastExexcutionTimeSeconds: seconds } };
}
