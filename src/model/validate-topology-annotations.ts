import { isGoUint64, parseGoBool, parseGoInt32 } from '../base/index.ts';
import type { FeatureGates } from './feature-gates.ts';
import type { FieldError } from './field-error.ts';
import { labelKeyErrors } from './label-key.ts';
import {
  POD_SET_GROUP_ANNOTATION,
  PREFERRED_TOPOLOGY_ANNOTATION,
  REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_CONSTRAINTS_ANNOTATION,
  SLICE_REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_SIZE_ANNOTATION,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
} from './names.ts';
import { MAX_SLICE_LAYERS, parseSliceConstraints } from './slice-constraints.ts';
import { type Annotations, unreadableTopologyAnnotation } from './topology-annotations.ts';
import type { SliceConstraint } from './topology-request.ts';

/** Where the annotations stand, and which gates judge them. */
export interface AnnotationValidation {
  /** Path of the annotations, as in `spec.template.metadata.annotations`. */
  readonly path: string;
  readonly gates: FeatureGates;
}

/**
 * What Kueue's webhook refuses in the topology annotations of one pod template, texts to the letter and in its order;
 * empty when they are fine. With a `podSetCount` the sizes of slices are held against it at the end.
 *
 * @see kueue-tas §2.4, manifests fact 27
 */
export function validateTopologyAnnotations(
  annotations: Annotations,
  options: AnnotationValidation & { readonly podSetCount?: number },
): FieldError[] {
  if (!options.gates.TopologyAwareScheduling) return [];
  const { path, gates, podSetCount } = options;
  return [
    ...exclusivityErrors(annotations, path),
    ...[REQUIRED_TOPOLOGY_ANNOTATION, PREFERRED_TOPOLOGY_ANNOTATION, SLICE_REQUIRED_TOPOLOGY_ANNOTATION].flatMap(
      (name) => levelErrors(annotations[name], keyPath(path, name)),
    ),
    ...groupNameErrors(annotations, path),
    ...unconstrainedErrors(annotations, path),
    ...sliceSizeErrors(annotations, path),
    ...slicePairErrors(annotations, path),
    ...layerErrors(annotations, path, gates),
    ...(podSetCount === undefined ? [] : validateSliceSizeLimit(annotations, podSetCount, options)),
  ];
}

/**
 * Are the slices no larger than the pod set? Only the outermost layer is looked at; a size that divides nothing evenly
 * passes. Some kinds of jobs ask this only after everything else was fine (manifests fact 29), so it stands alone.
 * Nothing is said where a request cannot be built at all (fact 30).
 */
export function validateSliceSizeLimit(
  annotations: Annotations,
  podSetCount: number,
  { path, gates }: AnnotationValidation,
): FieldError[] {
  if (!gates.TopologyAwareScheduling || unreadableTopologyAnnotation(annotations, gates) !== undefined) return [];
  const message = `must not be greater than pod set count ${podSetCount}`;
  const errors: FieldError[] = [];
  const size = annotations[SLICE_SIZE_ANNOTATION];
  if (size !== undefined) {
    const parsed = parseGoInt32(size);
    if ('error' in parsed) return [invalid(path, SLICE_SIZE_ANNOTATION, size, 'must be a numeric value')];
    if (parsed.value > podSetCount) errors.push(invalid(path, SLICE_SIZE_ANNOTATION, size, message));
  }
  const outermost = readLayers(annotations)?.[0];
  if (outermost !== undefined && outermost.size > podSetCount) {
    errors.push(invalid(path, SLICE_CONSTRAINTS_ANNOTATION, outermost.size, message));
  }
  return errors;
}

function keyPath(path: string, name: string): string {
  return `${path}[${name}]`;
}

function invalid(path: string, name: string, value: string | number, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: keyPath(path, name), value, message };
}

function forbidden(path: string, name: string, message: string): FieldError {
  return { type: 'FieldValueForbidden', field: keyPath(path, name), message };
}

function exclusivityErrors(annotations: Annotations, path: string): FieldError[] {
  const names = [REQUIRED_TOPOLOGY_ANNOTATION, PREFERRED_TOPOLOGY_ANNOTATION, UNCONSTRAINED_TOPOLOGY_ANNOTATION];
  if (names.filter((name) => annotations[name] !== undefined).length <= 1) return [];
  const list = names.map((name) => `"${name}"`).join(', ');
  const message = `must not contain more than one topology annotation: [${list}]`;
  return [{ type: 'FieldValueInvalid', field: path, message }];
}

function levelErrors(level: string | undefined, field: string): FieldError[] {
  if (level === undefined) return [];
  return labelKeyErrors(level).map((message) => ({ type: 'FieldValueInvalid', field, value: level, message }));
}

function groupNameErrors(annotations: Annotations, path: string): FieldError[] {
  const group = annotations[POD_SET_GROUP_ANNOTATION];
  if (group === undefined) return [];
  const errors: FieldError[] = [];
  if (isGoUint64(group)) errors.push(invalid(path, POD_SET_GROUP_ANNOTATION, group, 'must not be a number'));
  for (const other of [SLICE_SIZE_ANNOTATION, SLICE_REQUIRED_TOPOLOGY_ANNOTATION]) {
    if (annotations[other] !== undefined) errors.push(forbidden(path, POD_SET_GROUP_ANNOTATION, notBeside(other)));
  }
  if (
    annotations[PREFERRED_TOPOLOGY_ANNOTATION] === undefined &&
    annotations[REQUIRED_TOPOLOGY_ANNOTATION] === undefined
  ) {
    const message = `may not be set when neither '${PREFERRED_TOPOLOGY_ANNOTATION}' nor '${REQUIRED_TOPOLOGY_ANNOTATION}' is specified`;
    errors.push(forbidden(path, POD_SET_GROUP_ANNOTATION, message));
  }
  return errors;
}

function unconstrainedErrors(annotations: Annotations, path: string): FieldError[] {
  const value = annotations[UNCONSTRAINED_TOPOLOGY_ANNOTATION];
  if (value === undefined || 'value' in parseGoBool(value)) return [];
  return [invalid(path, UNCONSTRAINED_TOPOLOGY_ANNOTATION, value, 'must be a boolean value')];
}

function sliceSizeErrors(annotations: Annotations, path: string): FieldError[] {
  const size = annotations[SLICE_SIZE_ANNOTATION];
  if (size === undefined) return [];
  const parsed = parseGoInt32(size);
  if ('error' in parsed) return [invalid(path, SLICE_SIZE_ANNOTATION, size, 'must be a numeric value')];
  return parsed.value >= 1 ? [] : [invalid(path, SLICE_SIZE_ANNOTATION, size, 'must be greater than or equal to 1')];
}

function slicePairErrors(annotations: Annotations, path: string): FieldError[] {
  const hasTopology = annotations[SLICE_REQUIRED_TOPOLOGY_ANNOTATION] !== undefined;
  const hasSize = annotations[SLICE_SIZE_ANNOTATION] !== undefined;
  if (hasTopology === hasSize) return [];
  const isRequired = `must be set when '${SLICE_REQUIRED_TOPOLOGY_ANNOTATION}' is specified`;
  const isForbidden = `may not be set when '${SLICE_REQUIRED_TOPOLOGY_ANNOTATION}' is not specified`;
  return hasTopology
    ? [{ type: 'FieldValueRequired', field: keyPath(path, SLICE_SIZE_ANNOTATION), message: isRequired }]
    : [forbidden(path, SLICE_SIZE_ANNOTATION, isForbidden)];
}

function layerErrors(annotations: Annotations, path: string, gates: FeatureGates): FieldError[] {
  const name = SLICE_CONSTRAINTS_ANNOTATION;
  const text = annotations[name];
  if (text === undefined) return [];
  if (!gates.TASMultiLayerTopology) {
    return [forbidden(path, name, 'the TASMultiLayerTopology feature gate must be enabled to use this annotation')];
  }
  const errors = [SLICE_REQUIRED_TOPOLOGY_ANNOTATION, SLICE_SIZE_ANNOTATION]
    .filter((other) => annotations[other] !== undefined)
    .map((other) => forbidden(path, name, notBeside(other)));
  if (annotations[POD_SET_GROUP_ANNOTATION] !== undefined) {
    errors.push(forbidden(path, POD_SET_GROUP_ANNOTATION, notBeside(name)));
  }
  const parsed = parseSliceConstraints(text);
  if ('error' in parsed) return [...errors, invalid(path, name, text, `must be a valid JSON array: ${parsed.error}`)];
  const { constraints } = parsed;
  if (constraints.length < 1 || constraints.length > MAX_SLICE_LAYERS) {
    const message = `topology constraints must contain between 1 and ${MAX_SLICE_LAYERS} entries`;
    return [...errors, invalid(path, name, text, message)];
  }
  const field = keyPath(path, name);
  return [
    ...errors,
    ...constraints.flatMap((layer, index) => entryErrors(layer, `${field}[${index}]`)),
    ...duplicateErrors(constraints, field),
    ...divisionErrors(constraints, field),
  ];
}

function entryErrors({ topology, size }: SliceConstraint, field: string): FieldError[] {
  const errors = levelErrors(topology, `${field}.topology`);
  return size >= 1 ? errors : [...errors, sizeError(field, size, 'must be greater than or equal to 1')];
}

function duplicateErrors(constraints: readonly SliceConstraint[], field: string): FieldError[] {
  const topologies = constraints.map(({ topology }) => topology);
  return topologies.flatMap((topology, index) => {
    const first = topologies.indexOf(topology);
    if (first === index) return [];
    const value = `${topology} (also at index ${first})`;
    return [{ type: 'FieldValueDuplicate', field: `${field}[${index}].topology`, value, message: '' }];
  });
}

/** The size of each layer must divide the one before it. */
function divisionErrors(constraints: readonly SliceConstraint[], field: string): FieldError[] {
  return constraints.flatMap(({ size }, index) => {
    const parentSize = constraints[index - 1]?.size;
    if (parentSize === undefined || size <= 0 || parentSize % size === 0) return [];
    return [sizeError(`${field}[${index}]`, size, `must evenly divide the parent layer size ${parentSize}`)];
  });
}

function sizeError(field: string, size: number, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: `${field}.size`, value: size, message };
}

function readLayers(annotations: Annotations): readonly SliceConstraint[] | undefined {
  const text = annotations[SLICE_CONSTRAINTS_ANNOTATION];
  if (text === undefined) return undefined;
  const parsed = parseSliceConstraints(text);
  return 'error' in parsed ? undefined : parsed.constraints;
}

function notBeside(other: string): string {
  return `may not be set when '${other}' is specified`;
}
