import { parseGoBool, parseGoInt32 } from '../base/index.ts';
import type { FeatureGates } from './feature-gates.ts';
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
import type { PodSetTopologyRequest } from './topology-request.ts';

/** Annotations of a pod or pod template; values as the user wrote them. */
export type Annotations = Readonly<Record<string, string>>;

/** What the kind of job adds to a topology request, whatever its annotations say (manifests fact 24). */
export interface IndexLabels {
  readonly podIndexLabel?: string;
  readonly subGroupIndexLabel?: string;
  readonly subGroupCount?: number;
}

/** Any of these makes a pod one that is placed by topology, whatever the value. */
const PLACING_ANNOTATIONS: readonly string[] = [
  REQUIRED_TOPOLOGY_ANNOTATION,
  PREFERRED_TOPOLOGY_ANNOTATION,
  SLICE_REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_CONSTRAINTS_ANNOTATION,
  UNCONSTRAINED_TOPOLOGY_ANNOTATION,
];

/** Is a pod with these annotations placed by topology ("is TAS", kueue-tas §2.1)? */
export function isTopologyPod(annotations: Annotations | undefined): boolean {
  return annotations !== undefined && PLACING_ANNOTATIONS.some((name) => Object.hasOwn(annotations, name));
}

/**
 * The topology request of a pod set, from the annotations of its pod template; undefined when there is none.
 *
 * Of required, preferred and unconstrained the first present counts. The annotation for several layers wins over the two
 * for one layer while `TASMultiLayerTopology` is on; those two count only together. The group's name is kept only
 * beside required or preferred. A value that cannot be read is left out as if its annotation were absent:
 * {@link unreadableTopologyAnnotation} says what Kueue makes of it.
 *
 * @see kueue-tas §2.2, manifests facts 23 to 26
 */
export function buildTopologyRequest(
  annotations: Annotations,
  options: IndexLabels,
  gates: FeatureGates,
): PodSetTopologyRequest | undefined {
  if (!gates.TopologyAwareScheduling) return undefined;
  const request: RequestDraft = {};
  addLevel(request, annotations);
  addSlices(request, annotations, gates);
  addIndexLabels(request, options);
  for (const _ in request) return request;
  return undefined;
}

/**
 * Why Kueue cannot build a request from these annotations: Go's own text for the first value that it cannot read, which
 * stands alone where a webhook builds pod sets before it looks at fields (manifests fact 30). Undefined if it can.
 */
export function unreadableTopologyAnnotation(annotations: Annotations, gates: FeatureGates): string | undefined {
  if (!gates.TopologyAwareScheduling) return undefined;
  const unconstrained = annotations[UNCONSTRAINED_TOPOLOGY_ANNOTATION];
  const isNeeded = !hasLevel(annotations) && unconstrained !== undefined;
  const parsed = isNeeded ? parseGoBool(unconstrained) : undefined;
  if (parsed !== undefined && 'error' in parsed) return parsed.error;
  return unreadableSlices(annotations, gates);
}

function unreadableSlices(annotations: Annotations, gates: FeatureGates): string | undefined {
  const layers = annotations[SLICE_CONSTRAINTS_ANNOTATION];
  if (layers !== undefined && gates.TASMultiLayerTopology) {
    const parsed = parseSliceConstraints(layers);
    if ('error' in parsed) return `failed to parse multi-layer topology constraints annotation: ${parsed.error}`;
    const count = parsed.constraints.length;
    const isAllowed = count >= 1 && count <= MAX_SLICE_LAYERS;
    return isAllowed
      ? undefined
      : `topology constraints must contain between 1 and ${MAX_SLICE_LAYERS} entries: got ${count}`;
  }
  const size = annotations[SLICE_SIZE_ANNOTATION];
  if (size === undefined || annotations[SLICE_REQUIRED_TOPOLOGY_ANNOTATION] === undefined) return undefined;
  const parsed = parseGoInt32(size);
  return 'error' in parsed ? parsed.error : undefined;
}

/** A request in the making; spreading its parts together would take longer than all else that is done for a pod set. */
type RequestDraft = { -readonly [K in keyof PodSetTopologyRequest]: PodSetTopologyRequest[K] };

function addLevel(request: RequestDraft, annotations: Annotations): void {
  const required = annotations[REQUIRED_TOPOLOGY_ANNOTATION];
  const preferred = annotations[PREFERRED_TOPOLOGY_ANNOTATION];
  const unconstrained = annotations[UNCONSTRAINED_TOPOLOGY_ANNOTATION];
  if (required !== undefined) request.required = required;
  else if (preferred !== undefined) request.preferred = preferred;
  else if (unconstrained !== undefined) {
    const parsed = parseGoBool(unconstrained);
    if ('value' in parsed) request.unconstrained = parsed.value;
  }
  const group = annotations[POD_SET_GROUP_ANNOTATION];
  if (group !== undefined && hasLevel(annotations)) request.podSetGroupName = group;
}

function addSlices(request: RequestDraft, annotations: Annotations, gates: FeatureGates): void {
  const layers = annotations[SLICE_CONSTRAINTS_ANNOTATION];
  if (layers !== undefined && gates.TASMultiLayerTopology) {
    const isReadable = unreadableSlices(annotations, gates) === undefined;
    const parsed = parseSliceConstraints(layers);
    if (isReadable && 'constraints' in parsed) request.podsetSliceRequiredTopologyConstraints = parsed.constraints;
    return;
  }
  const topology = annotations[SLICE_REQUIRED_TOPOLOGY_ANNOTATION];
  const size = annotations[SLICE_SIZE_ANNOTATION];
  const parsed = topology === undefined || size === undefined ? undefined : parseGoInt32(size);
  if (topology === undefined || parsed === undefined || 'error' in parsed) return;
  request.podSetSliceRequiredTopology = topology;
  request.podSetSliceSize = parsed.value;
}

function addIndexLabels(
  request: RequestDraft,
  { podIndexLabel, subGroupIndexLabel, subGroupCount }: IndexLabels,
): void {
  if (podIndexLabel !== undefined) request.podIndexLabel = podIndexLabel;
  if (subGroupIndexLabel !== undefined) request.subGroupIndexLabel = subGroupIndexLabel;
  if (subGroupCount !== undefined) request.subGroupCount = subGroupCount;
}

function hasLevel(annotations: Annotations): boolean {
  return (
    annotations[REQUIRED_TOPOLOGY_ANNOTATION] !== undefined || annotations[PREFERRED_TOPOLOGY_ANNOTATION] !== undefined
  );
}
