import { compareStrings, type Quantity, quantityNanos, storedQuantity } from '../../../base/index.ts';
import {
  type FeatureGates,
  type FieldError,
  labelKeyErrors,
  labelValueErrors,
  type PodSetTopologyRequest,
  type ResourceList,
} from '../../../model/index.ts';
import type { ContainerObject, ResourcesObject } from '../../kubernetes/pod-template.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuiltPodSet, JobObject } from '../job-object.ts';
import { gatedByErrors } from './create-errors.ts';
import { isElastic } from './labels.ts';
import type { WorkloadObject } from './workload-object.ts';

/**
 * What Kueue's own webhook refuses in a Workload that it is to store: reserved or negative resources, labels that are
 * none, slices without size, several pod sets with a least count.
 * @see kueue-validation, `Workload`; manifests facts 33 and 39
 */
export function validateWorkload(workload: WorkloadObject, context: JobContext): FieldError[] {
  const { podSets } = workload.spec;
  const job = workload as unknown as JobObject;
  const variableCount = podSets.filter(({ minCount }) => minCount !== undefined).length;
  const isPartial = variableCount > 0 && isElastic(job, context.gates);
  return [
    ...podSets.flatMap((podSet, index) => podSetErrors(podSet, `spec.podSets[${index}]`, context.gates)),
    ...(variableCount > 1 ? [countError(variableCount, 'at most one podSet can use minCount')] : []),
    ...(isPartial ? [countError(variableCount, 'partial admission and elastic job cannot be used together')] : []),
    ...gatedByErrors(job, context),
  ];
}

function countError(value: number, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: 'spec.podSets', value, message };
}

function podSetErrors({ template, topologyRequest }: BuiltPodSet, path: string, gates: FeatureGates): FieldError[] {
  const spec = `${path}.template.spec`;
  return [
    ...(gates.WorkloadValidationForPodSetMetadata
      ? metadataErrors(template.metadata, `${path}.template.metadata`)
      : []),
    ...containerErrors(template.spec?.initContainers, `${spec}.initContainers`, gates),
    ...containerErrors(template.spec?.containers, `${spec}.containers`, gates),
    ...resourceErrors(template.spec?.resources, `${spec}.resources`, gates),
    ...(gates.TASValidateWorkloadSliceSize ? sliceErrors(topologyRequest, `${path}.topologyRequest`) : []),
  ];
}

function metadataErrors(metadata: BuiltPodSet['template']['metadata'], path: string): FieldError[] {
  const labels = Object.entries(metadata?.labels ?? {}).flatMap(([key, value]) => [
    ...nameErrors(`${path}.labels`, key, labelKeyErrors(key)),
    ...nameErrors(`${path}.labels`, value, labelValueErrors(value)),
  ]);
  const annotations = Object.keys(metadata?.annotations ?? {}).flatMap((key) =>
    nameErrors(`${path}.annotations`, key, labelKeyErrors(key.toLowerCase())),
  );
  return [...labels, ...annotations];
}

function nameErrors(field: string, value: string, messages: readonly string[]): FieldError[] {
  return messages.map((message) => ({ type: 'FieldValueInvalid', field, value, message }));
}

function containerErrors(
  containers: readonly ContainerObject[] | null | undefined,
  path: string,
  gates: FeatureGates,
): FieldError[] {
  return (containers ?? []).flatMap(({ resources }, index) =>
    resourceErrors(resources, `${path}[${index}].resources`, gates),
  );
}

function resourceErrors(
  resources: ResourcesObject | null | undefined,
  path: string,
  gates: FeatureGates,
): FieldError[] {
  return (['requests', 'limits'] as const).flatMap((list) =>
    listErrors(resources?.[list] ?? {}, `${path}.${list}`, gates),
  );
}

/** In byte order of names; Kueue's own order is random. */
function listErrors(list: ResourceList, path: string, gates: FeatureGates): FieldError[] {
  const errors: FieldError[] = [];
  for (const name of Object.keys(list).sort(compareStrings)) {
    const quantity = list[name] as Quantity;
    if (name === 'pods') errors.push(invalid(`${path}[${name}]`, name, 'the key is reserved for internal kueue use'));
    if (gates.WorkloadValidateResourcesAreNonNegative && isNegative(quantity)) {
      errors.push(invalid(`${path}[${name}]`, storedQuantity(quantity), 'must be greater than or equal to 0'));
    }
  }
  return errors;
}

function isNegative(quantity: Quantity): boolean {
  return String(quantity).startsWith('-') && quantityNanos(quantity) < 0n;
}

function invalid(field: string, value: string | number, message: string): FieldError {
  return { type: 'FieldValueInvalid', field, value, message };
}

function sliceErrors(request: PodSetTopologyRequest | undefined, path: string): FieldError[] {
  const { podSetSliceRequiredTopology: topology, podSetSliceSize: size } = request ?? {};
  const layers = request?.podsetSliceRequiredTopologyConstraints ?? [];
  return [
    ...slicePairErrors(topology, size, `${path}.podSetSliceSize`),
    ...layers.flatMap((layer, index) =>
      layer.size > 0
        ? []
        : [invalid(`${path}.podsetSliceRequiredTopologyConstraints[${index}].size`, layer.size, TOO_SMALL)],
    ),
  ];
}

function slicePairErrors(topology: string | undefined, size: number | undefined, field: string): FieldError[] {
  if (topology === undefined) {
    const message = 'may not be set when podSetSliceRequiredTopology is not specified';
    return size === undefined ? [] : [{ type: 'FieldValueForbidden', field, message }];
  }
  if (size === undefined) {
    const message = 'must be set when podSetSliceRequiredTopology is specified';
    return [{ type: 'FieldValueRequired', field, message }];
  }
  return size > 0 ? [] : [invalid(field, size, TOO_SMALL)];
}

const TOO_SMALL = 'must be greater than 0';
