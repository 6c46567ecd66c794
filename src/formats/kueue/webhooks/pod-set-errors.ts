import type { FeatureGates } from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import { schemaField } from '../../api-server/api-error.ts';
import { annotationErrors, labelErrors } from '../../api-server/validate-metadata.ts';
import type { Path } from '../../path.ts';
import type { Amounts, CheckedPodSet, Resources } from './checked-workload.ts';
import { negativeErrors } from './quantities.ts';
import { refusal } from './webhook.ts';

/** What Kueue has against one pod set of a Workload. */
export function podSetErrors(podSet: CheckedPodSet, path: Path, gates: FeatureGates): ApiError[] {
  const { metadata = {}, spec = {} } = podSet.template;
  const metadataPath = [...path, 'template', 'metadata'];
  const specPath = [...path, 'template', 'spec'];
  return [
    ...(gates.WorkloadValidationForPodSetMetadata
      ? [
          ...labelErrors(metadata.labels ?? {}, [...metadataPath, 'labels'], 'webhook'),
          ...annotationErrors(metadata.annotations ?? {}, [...metadataPath, 'annotations'], 'webhook'),
        ]
      : []),
    ...(['initContainers', 'containers'] as const).flatMap((list) =>
      (spec[list] ?? []).flatMap(({ resources = {} }, index) =>
        resourcesErrors(resources, [...specPath, list, index, 'resources'], gates),
      ),
    ),
    ...resourcesErrors(spec.resources ?? {}, [...specPath, 'resources'], gates),
    ...(gates.TASValidateWorkloadSliceSize ? sliceErrors(podSet.topologyRequest ?? {}, path) : []),
  ];
}

function resourcesErrors({ requests = {}, limits = {} }: Resources, path: Path, gates: FeatureGates): ApiError[] {
  return [...amountErrors(requests, [...path, 'requests'], gates), ...amountErrors(limits, [...path, 'limits'], gates)];
}

function amountErrors(amounts: Amounts, path: Path, gates: FeatureGates): ApiError[] {
  return Object.entries(amounts).flatMap(([name, quantity]) => {
    const at = [...path, name];
    const field = `${schemaField(path)}[${name}]`;
    const message = 'the key is reserved for internal kueue use';
    return [
      ...(name === 'pods' ? [refusal(at, { type: 'FieldValueInvalid', field, value: name, message })] : []),
      ...(gates.WorkloadValidateResourcesAreNonNegative ? negativeErrors(at, quantity, field) : []),
    ];
  });
}

function sliceErrors(request: NonNullable<CheckedPodSet['topologyRequest']>, podSetPath: Path): ApiError[] {
  const path = [...podSetPath, 'topologyRequest', 'podSetSliceSize'];
  const { podSetSliceRequiredTopology: topology, podSetSliceSize: size } = request;
  if ((topology === undefined) === (size === undefined)) return [];
  if (size === undefined) {
    const message = 'must be set when podSetSliceRequiredTopology is specified';
    return [refusal(path, { type: 'FieldValueRequired', message })];
  }
  const message = 'may not be set when podSetSliceRequiredTopology is not specified';
  return [refusal(path, { type: 'FieldValueForbidden', message })];
}
