import { type Quantity, resourceAmount, storedQuantity } from '../../../base/index.ts';
import { type FeatureGates, labelKeyErrors } from '../../../model/index.ts';
import { type ApiError, schemaField } from '../../api-server/api-error.ts';
import { annotationErrors, labelErrors } from '../../api-server/validate-metadata.ts';
import type { Path } from '../../path.ts';
import type { PodSetUpdateObject } from '../admission-checks.ts';
import type { ConditionObject } from '../conditions.ts';
import type { PodSetAssignmentObject, WorkloadStatusObject } from '../workload-status.ts';
import type { CheckedPodSet, CheckedWorkload } from './checked-workload.ts';
import { tolerationErrors } from './resource-flavor-webhook.ts';
import { invalids, named, refusal, unsupported } from './webhook.ts';

/** What Kueue has against the status of a Workload. */
export function statusErrors({ spec, status = {} }: CheckedWorkload): ApiError[] {
  const podSets = spec?.podSets ?? [];
  const { conditions = [] } = status;
  const isReserved = conditions.some(({ type, status }) => type === 'QuotaReserved' && status === 'True');
  return [
    ...(isReserved ? admissionErrors(status.admission, podSets) : []),
    ...conditions.flatMap((condition, index) => conditionErrors(condition, ['status', 'conditions', index])),
    ...reclaimableErrors(status.reclaimablePods ?? [], podSets),
    ...(status.admissionChecks ?? []).flatMap(({ podSetUpdates = [] }, i) =>
      podSetUpdates.flatMap((update, j) =>
        updateErrors(update, podSets, ['status', 'admissionChecks', i, 'podSetUpdates', j]),
      ),
    ),
  ];
}

const SLICE_REPLACEMENT_ANNOTATION = 'kueue.x-k8s.io/workload-slice-replacement-for';

/** A cluster may only be taken that was nominated before; a slice that replaces another takes its cluster. */
export function clusterNameErrors(workload: CheckedWorkload, old: CheckedWorkload, gates: FeatureGates): ApiError[] {
  const { clusterName } = workload.status ?? {};
  const { clusterName: former, nominatedClusterNames = [] } = old.status ?? {};
  const isReplacement = Object.hasOwn(workload.metadata?.annotations ?? {}, SLICE_REPLACEMENT_ANNOTATION);
  if (gates.ElasticJobsViaWorkloadSlices && isReplacement) return [];
  if (clusterName === undefined || former !== undefined || nominatedClusterNames.includes(clusterName)) return [];
  const message = 'when setting clusterName it must be one of the nominatedClusterNames';
  return invalids(['status', 'clusterName'], named(clusterName), [message]);
}

function admissionErrors(admission: WorkloadStatusObject['admission'], podSets: readonly CheckedPodSet[]): ApiError[] {
  const path = ['status', 'admission'];
  if (admission === undefined) {
    const message = 'must be set while the QuotaReserved condition is true';
    return [refusal(path, { type: 'FieldValueRequired', message })];
  }
  const names = new Set(podSets.map(({ name }) => name));
  return (admission.podSetAssignments ?? []).flatMap((assignment, index) => {
    const at = [...path, 'podSetAssignments', index];
    const { name } = assignment;
    const unknown = refusal([...at, 'name'], { type: 'FieldValueNotFound', value: name, message: '' });
    return [...(names.has(name) ? [] : [unknown]), ...usageErrors(assignment, [...at, 'resourceUsage'])];
  });
}

/** Kueue prints the address of the count and not the count, which no one can foretell. */
function usageErrors({ count = 0, resourceUsage = {} }: PodSetAssignmentObject, path: Path): ApiError[] {
  if (count <= 0) return [];
  return Object.entries<Quantity>(resourceUsage).flatMap(([resource, quantity]) => {
    if (resourceAmount(resource, quantity) % BigInt(count) === 0n) return [];
    const field = `${schemaField(path)}[${resource}]`;
    const value = storedQuantity(quantity);
    const message = 'is not a multiple of <ADDRESS>';
    return [refusal([...path, resource], { type: 'FieldValueInvalid', field, value, message })];
  });
}

const ZERO_TIME = Date.parse('0001-01-01T00:00:00Z');
const MAX_MESSAGE_BYTES = 32_768;

/** What the schema of conditions lets pass and Kubernetes' own check of them does not. */
function conditionErrors({ type, lastTransitionTime, message }: ConditionObject, path: Path): ApiError[] {
  const isZero = Date.parse(lastTransitionTime) === ZERO_TIME;
  const isLong = new TextEncoder().encode(message).length > MAX_MESSAGE_BYTES;
  const tooLong = `may not be more than ${MAX_MESSAGE_BYTES} bytes`;
  return [
    ...invalids([...path, 'type'], type, labelKeyErrors(type)),
    ...(isZero ? [refusal([...path, 'lastTransitionTime'], { type: 'FieldValueRequired', message: '' })] : []),
    ...(isLong ? [refusal([...path, 'message'], { type: 'FieldValueTooLong', message: tooLong })] : []),
  ];
}

function reclaimableErrors(
  reclaimable: NonNullable<WorkloadStatusObject['reclaimablePods']>,
  podSets: readonly CheckedPodSet[],
): ApiError[] {
  return reclaimable.flatMap(({ name, count }, index) => {
    const path = ['status', 'reclaimablePods', index];
    const field = `status.reclaimablePods[${name}]`;
    const podSet = podSets.find((candidate) => candidate.name === name);
    if (podSet === undefined) return [unsupported([...path, 'name'], name, namesOf(podSets), `${field}.name`)];
    if (count <= podSet.count) return [];
    const message = `should be less or equal to ${podSet.count}`;
    return [refusal([...path, 'count'], { type: 'FieldValueInvalid', field: `${field}.count`, value: count, message })];
  });
}

function namesOf(podSets: readonly CheckedPodSet[]): string[] {
  return podSets.map(({ name }) => name);
}

function updateErrors(update: PodSetUpdateObject, podSets: readonly CheckedPodSet[], path: Path): ApiError[] {
  const { name, tolerations = [], annotations = {}, nodeSelector = {}, labels = {} } = update;
  const names = namesOf(podSets);
  return [
    ...(names.includes(name) ? [] : [unsupported([...path, 'name'], name, names)]),
    ...tolerationErrors(tolerations, [...path, 'tolerations']),
    ...annotationErrors(annotations, [...path, 'annotations'], 'webhook'),
    ...labelErrors(nodeSelector, [...path, 'nodeSelector'], 'webhook'),
    ...labelErrors(labels, [...path, 'labels'], 'webhook'),
  ];
}
