import {
  PREFERRED_TOPOLOGY_ANNOTATION,
  REQUIRED_TOPOLOGY_ANNOTATION,
  SLICE_CONSTRAINTS_ANNOTATION,
  SLICE_REQUIRED_TOPOLOGY_ANNOTATION,
} from '../../model/index.ts';
import { below, type DocumentPath } from '../located-object.ts';
import type { LintPodSet } from './lint-jobs.ts';

/** A level that a pod set asks for, and where it does. */
export interface AskedLevel {
  readonly how: 'required' | 'preferred' | 'slices';
  readonly level: string;
  readonly at: DocumentPath;
}

/** Fields of a topology request and the annotation that each is made of. */
const FIELDS = [
  ['required', 'required', REQUIRED_TOPOLOGY_ANNOTATION],
  ['preferred', 'preferred', PREFERRED_TOPOLOGY_ANNOTATION],
  ['podSetSliceRequiredTopology', 'slices', SLICE_REQUIRED_TOPOLOGY_ANNOTATION],
] as const;

/** Levels that a pod set asks for, in the order: all pods, then slices from the outside in. */
export function askedLevels(podSet: LintPodSet): AskedLevel[] {
  const { topologyRequest: request = {} } = podSet;
  const single = FIELDS.flatMap(([field, how, annotation]): AskedLevel[] => {
    const level = request[field];
    return level === undefined ? [] : [{ how, level, at: requestPlace(podSet, annotation, field) }];
  });
  const layers = (request.podsetSliceRequiredTopologyConstraints ?? []).map(({ topology: level }): AskedLevel => {
    const at = requestPlace(podSet, SLICE_CONSTRAINTS_ANNOTATION, 'podsetSliceRequiredTopologyConstraints');
    return { how: 'slices', level, at };
  });
  return [...single, ...layers];
}

/** Where a part of the request stands: its annotation, or its field in a Workload. */
export function requestPlace({ annotations, requestAt }: LintPodSet, annotation: string, field: string): DocumentPath {
  return below(requestAt, Object.hasOwn(annotations, annotation) ? annotation : field);
}
