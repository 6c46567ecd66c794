import { parseGoInt32 } from '../../../base/index.ts';
import {
  ADMISSION_GATED_BY_ANNOTATION,
  ELASTIC_JOB_ANNOTATION,
  type FeatureGates,
  PRIORITY_BOOST_ANNOTATION,
  validateAdmissionGates,
} from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import { isRecord } from '../../objects.ts';
import type { JsonObject } from '../kueue-kind.ts';
import type { CheckedWorkload } from './checked-workload.ts';
import { podSetErrors } from './pod-set-errors.ts';
import { invalids, type KueueWebhook, refusal } from './webhook.ts';
import { clusterNameErrors, statusErrors } from './workload-status-errors.ts';

/** Kueue's say on a Workload, on create and when its status is written (kueue-validation §2). */
export const workloadWebhook: KueueWebhook = {
  name: 'workload',
  mutate: (object, gates) => (gates.PartialAdmission ? undefined : withoutMinCounts(object)),
  validate: (object, { gates, old }) => {
    const workload = object as CheckedWorkload;
    return [
      ...specErrors(workload, gates),
      ...statusErrors(workload),
      ...annotationErrors(workload.metadata?.annotations ?? {}, gates),
      ...(old === undefined ? [] : clusterNameErrors(workload, old as CheckedWorkload, gates)),
    ];
  },
};

/** Without the gate PartialAdmission nobody may ask for fewer pods. */
function withoutMinCounts(object: JsonObject): JsonObject | undefined {
  const { spec } = object;
  if (!isRecord(spec) || !Array.isArray(spec.podSets)) return undefined;
  const podSets = spec.podSets as readonly unknown[];
  const hasMinCount = (podSet: unknown): podSet is JsonObject => isRecord(podSet) && Object.hasOwn(podSet, 'minCount');
  if (!podSets.some(hasMinCount)) return undefined;
  const changed = podSets.map((podSet) => {
    if (!hasMinCount(podSet)) return podSet;
    const { minCount: _, ...rest } = podSet;
    return rest;
  });
  return { ...object, spec: { ...spec, podSets: changed } };
}

function specErrors({ spec, metadata }: CheckedWorkload, gates: FeatureGates): ApiError[] {
  const podSets = spec?.podSets ?? [];
  const path = ['spec', 'podSets'];
  const variableCount = podSets.filter(({ minCount }) => minCount !== undefined).length;
  const isElastic = gates.ElasticJobsViaWorkloadSlices && metadata?.annotations?.[ELASTIC_JOB_ANNOTATION] === 'true';
  const bothMessage = 'partial admission and elastic job cannot be used together';
  return [
    ...podSets.flatMap((podSet, index) => podSetErrors(podSet, [...path, index], gates)),
    ...(variableCount > 1 ? invalids(path, variableCount, ['at most one podSet can use minCount']) : []),
    ...(variableCount > 0 && isElastic ? invalids(path, variableCount, [bothMessage]) : []),
  ];
}

function annotationErrors(annotations: Readonly<Record<string, string>>, gates: FeatureGates): ApiError[] {
  const errors = gates.AdmissionGatedBy ? validateAdmissionGates(annotations) : [];
  return [
    ...errors.map((error) => refusal(['metadata', 'annotations', ADMISSION_GATED_BY_ANNOTATION], error)),
    ...(gates.PriorityBoost ? boostErrors(annotations) : []),
  ];
}

/** An annotation that is there has to say a number. */
function boostErrors(annotations: Readonly<Record<string, string>>): ApiError[] {
  if (!Object.hasOwn(annotations, PRIORITY_BOOST_ANNOTATION)) return [];
  const value = annotations[PRIORITY_BOOST_ANNOTATION] as string;
  if (value !== '' && 'value' in parseGoInt32(value)) return [];
  const hint = value === '' ? '; use "0" explicitly, empty string is not allowed' : '';
  const message = `must be a valid signed integer${hint}`;
  const field = `metadata.annotations[${PRIORITY_BOOST_ANNOTATION}]`;
  const path = ['metadata', 'annotations', PRIORITY_BOOST_ANNOTATION];
  return [refusal(path, { type: 'FieldValueInvalid', field, value, message })];
}
