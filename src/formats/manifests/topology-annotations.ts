import {
  buildTopologyRequest,
  fieldErrorText,
  type PodSetTopologyRequest,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from '../../model/index.ts';
import { mistake } from '../finding.ts';
import type { KindContext } from '../kubernetes/kind-reader.ts';
import { fieldText, type Path } from '../path.ts';

/** Kueue's texts quote the whole value, however long it is. */
const MAX_MESSAGE = 600;

/** What a pod template's annotations ask of the topology, and where they stand. */
export interface AnnotatedTemplate {
  readonly annotations: Readonly<Record<string, string>>;
  /** Path of the annotations in the document. */
  readonly path: Path;
  readonly podSetCount: number;
  readonly podIndexLabel?: string;
}

/**
 * The topology request of a pod template as Kueue builds it; mistakes in the annotations are told and give `false`.
 * @see manifests.md, facts 23 to 29
 */
export function readTopologyRequest(
  template: AnnotatedTemplate,
  context: KindContext,
): PodSetTopologyRequest | undefined | false {
  const { annotations, path, podSetCount, podIndexLabel } = template;
  const { gates } = context;
  const options = { path: fieldText(path), gates };
  let errors = validateTopologyAnnotations(annotations, options);
  // The bound of slice sizes counts only for annotations that are fine by themselves (fact 29).
  if (errors.length === 0) errors = validateSliceSizeLimit(annotations, podSetCount, options);
  for (const error of errors) {
    const { field } = error;
    const key = Object.keys(annotations).find((name) => field.endsWith(`[${name}]`) || field.endsWith(`.${name}`));
    const message = fieldErrorText(error).slice(field.length + 2, field.length + MAX_MESSAGE);
    context.report(mistake('invalid-value', key === undefined ? path : [...path, key], message));
  }
  if (errors.length > 0) return false;
  return buildTopologyRequest(annotations, podIndexLabel === undefined ? {} : { podIndexLabel }, gates);
}
