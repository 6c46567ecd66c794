import {
  type FieldError,
  validatePodSetGroups,
  validateSliceSizeLimit,
  validateTopologyAnnotations,
} from '../../../model/index.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuildError, BuiltPodSet, PodSetDraft, WebhookError } from '../job-object.ts';
import { annotationsOfDraft, buildPodSets } from './build-pod-sets.ts';

/** How a kind looks at topology annotations. */
export interface TopologyChecks {
  /** Are fields looked at only once pod sets could be built? (manifests fact 30) */
  readonly isBuiltFirst?: boolean;
  /** Are pod set groups checked? (manifests fact 31) */
  readonly hasGroups?: boolean;
}

/**
 * What a webhook refuses in the topology annotations of a job's pod sets: the annotations by themselves, slices that are
 * larger than their pod set, groups. A raw error where the pod sets cannot be built and no field says why.
 * @see manifests facts 27 to 32
 */
export function topologyErrors(
  drafts: readonly PodSetDraft[] | BuildError,
  context: JobContext,
  { isBuiltFirst = false, hasGroups = false }: TopologyChecks = {},
): readonly WebhookError[] {
  if (!context.gates.TopologyAwareScheduling) return [];
  const built = buildPodSets(drafts, context);
  if ('error' in drafts) return drafts.notGiven === undefined ? [{ text: drafts.error }] : [];
  const isBuilt = 'podSets' in built;
  const errors = isBuiltFirst && !isBuilt ? [] : drafts.flatMap((draft) => draftErrors(draft, isBuilt, context));
  if (isBuilt && hasGroups) errors.push(...groupErrors(drafts, built.podSets));
  return errors.length === 0 && !isBuilt ? [{ text: built.error }] : errors;
}

/** The topology annotations of one pod set by themselves. */
export function annotationErrors(draft: PodSetDraft, { gates }: JobContext): FieldError[] {
  return validateTopologyAnnotations(annotationsOfDraft(draft), { path: draft.path, gates });
}

/** Slices of one pod set that are larger than it. */
export function sliceLimitErrors(draft: PodSetDraft, { gates }: JobContext): FieldError[] {
  return validateSliceSizeLimit(annotationsOfDraft(draft), draft.count, { path: draft.path, gates });
}

/** Pod set groups of a job. */
function groupErrors(drafts: readonly PodSetDraft[], podSets: readonly BuiltPodSet[]): FieldError[] {
  return validatePodSetGroups(
    drafts.map(({ path, count }, index) => ({ path, count, topologyRequest: podSets[index]?.topologyRequest })),
  );
}

function draftErrors(draft: PodSetDraft, isBuilt: boolean, context: JobContext): FieldError[] {
  return [...annotationErrors(draft, context), ...(isBuilt ? sliceLimitErrors(draft, context) : [])];
}
