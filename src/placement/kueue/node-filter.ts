import type {
  Node,
  NodeSelectorTerm,
  PodTemplate,
  PreferredSchedulingTerm,
  Taint,
  Toleration,
} from '../../model/index.ts';
import { aggregateText, tolerates } from '../../model/index.ts';
import { type Rejection, reject } from '../placement-result.ts';
import { preferredAffinityText, requiredAffinityText } from './affinity-text.ts';
import { matchesTerm, termErrors } from './node-affinity-match.ts';

/** Which nodes a pod set may use, and which it would rather (kueue-tas §9.1, §11). */
export interface NodeFilter {
  readonly tolerations: readonly Toleration[];
  readonly nodeSelector: readonly (readonly [key: string, value: string])[];
  /** Any of them; undefined: no affinity asked for. */
  readonly requiredTerms: readonly NodeSelectorTerm[] | undefined;
  readonly preferredTerms: readonly PreferredSchedulingTerm[];
}

/**
 * Reads the filter from the workers' pod template.
 *
 * @param preferAffinity gate `TASRespectNodeAffinityPreferred`; off: preferred terms are not even looked at
 */
export function readNodeFilter(
  template: PodTemplate,
  flavorTolerations: readonly Toleration[],
  preferAffinity: boolean,
): NodeFilter | Rejection {
  const affinity = template.spec?.affinity?.nodeAffinity;
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  const requiredErrors = termErrors(required ?? [], 'nodeSelectorTerms');
  if (required !== undefined && requiredErrors.length > 0) {
    return invalid('affinity node selectors', requiredAffinityText(required), requiredErrors);
  }
  const preferred = preferAffinity ? (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []) : [];
  const looked = preferred.map(({ weight, preference = {} }) => (weight === 0 ? {} : preference));
  const preferredErrors = termErrors(looked, '');
  if (preferredErrors.length > 0) {
    return invalid('preferred node affinity terms', preferredAffinityText(preferred), preferredErrors);
  }
  return {
    tolerations: [...(template.spec?.tolerations ?? []), ...flavorTolerations],
    nodeSelector: Object.entries(template.spec?.nodeSelector ?? {}),
    requiredTerms: required,
    preferredTerms: preferred.filter(({ weight }) => weight !== 0),
  };
}

function invalid(what: string, printed: string, errors: readonly string[]): Rejection {
  return reject('invalid-node-filter', `invalid ${what}: ${printed}, reason: ${aggregateText(errors)}`);
}

/** Why a node is left out, as it stands in the exclusion list of a message; undefined when the node may be used. */
export function exclusionOf(node: Node, filter: NodeFilter): string | undefined {
  const taint = node.taints?.find((candidate) => isRepelling(candidate, filter.tolerations));
  if (taint !== undefined) return `taint "${taintText(taint)}"`;
  if (!filter.nodeSelector.every(([key, value]) => node.labels[key] === value)) return 'nodeSelector';
  const { requiredTerms } = filter;
  if (requiredTerms !== undefined && !requiredTerms.some((term) => matchesTerm(term, node))) return 'affinity';
  return undefined;
}

/** Sum of the weights of the preferred terms that the node matches. */
export function affinityScore(node: Node, filter: NodeFilter): number {
  let score = 0;
  for (const { weight, preference = {} } of filter.preferredTerms) if (matchesTerm(preference, node)) score += weight;
  return score;
}

function isRepelling(taint: Taint, tolerations: readonly Toleration[]): boolean {
  if (taint.effect !== 'NoSchedule' && taint.effect !== 'NoExecute') return false;
  return !tolerations.some((toleration) => tolerates(toleration, taint, { hasNumericOperators: true }));
}

/** `key=value:effect`, or `key:effect` without a value. */
function taintText({ key, value, effect }: Taint): string {
  return value === undefined || value === '' ? `${key}:${effect}` : `${key}=${value}:${effect}`;
}
