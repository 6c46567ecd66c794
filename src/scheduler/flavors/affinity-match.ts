import {
  aggregateText,
  type Node,
  type NodeSelectorTerm,
  type PodSpec,
  type ResourceFlavor,
} from '../../model/index.ts';
import { matchesTerm, termErrors } from '../../placement/index.ts';

/** Do the labels of a flavor's nodes match what pods select? Malformed terms are an error only if no other term matches. */
export type AffinityMatch =
  | { readonly state: 'match' | 'mismatch' }
  /** Kubernetes' text. */
  | { readonly state: 'malformed'; readonly message: string };

/**
 * Matches a pod's node selector and required node affinity against the labels of a flavor. Only keys that the flavor
 * itself labels count, so that a flavor without labels matches everything; a term without such keys matches too.
 * @see kueue-quota §8.7
 */
export function matchAffinity(spec: PodSpec, { name, nodeLabels = {} }: ResourceFlavor): AffinityMatch {
  const isSelected = Object.entries(spec.nodeSelector ?? {}).every(
    ([key, value]) => !Object.hasOwn(nodeLabels, key) || nodeLabels[key] === value,
  );
  if (!isSelected) return { state: 'mismatch' };
  const terms = reducedTerms(spec, nodeLabels);
  if (terms === undefined) return { state: 'match' };
  const node: Node = { name, labels: nodeLabels, allocatable: {}, isReady: true };
  const errors = terms.map((term, index) =>
    termErrors([term], 'nodeSelectorTerms').map((text) => atIndex(text, index)),
  );
  if (terms.some((term, index) => errors[index]?.length === 0 && matchesTerm(term, node))) return { state: 'match' };
  const all = errors.flat();
  return all.length === 0 ? { state: 'mismatch' } : { state: 'malformed', message: aggregateText(all) };
}

/** The required terms with the flavor's keys only; undefined if one of them is left empty, or there is none. */
function reducedTerms(
  { affinity }: PodSpec,
  nodeLabels: Readonly<Record<string, string>>,
): readonly NodeSelectorTerm[] | undefined {
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = (required?.nodeSelectorTerms ?? []).map(({ matchExpressions = [] }) => ({
    matchExpressions: matchExpressions.filter(({ key }) => Object.hasOwn(nodeLabels, key)),
  }));
  const isAnything = terms.length === 0 || terms.some(({ matchExpressions }) => matchExpressions.length === 0);
  return isAnything ? undefined : terms;
}

/** Errors of a term alone are told as of the first term. */
function atIndex(text: string, index: number): string {
  return text.replace('nodeSelectorTerms[0]', `nodeSelectorTerms[${index}]`);
}
