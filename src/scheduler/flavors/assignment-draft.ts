import type { TopologyUsage } from '../../placement/index.ts';
import type { Amount } from '../../quota/index.ts';
import { type AssignmentMode, worseMode } from './modes.ts';
import type { PodSetDraft } from './pod-set-draft.ts';

/** An assignment while it is being worked on. */
export interface AssignmentDraft {
  readonly podSets: PodSetDraft[];
  borrowingLevel: number;
  /** Flavor-resource → what has been given of it. */
  readonly usage: Map<number, Amount>;
  topologyUsage: readonly TopologyUsage[];
  /** Once set it counts, whatever becomes of the pod sets; an error takes it back. */
  mode: AssignmentMode | undefined;
}

/** An assignment of nothing yet. */
export function newDraft(): AssignmentDraft {
  return { podSets: [], borrowingLevel: 0, usage: new Map(), topologyUsage: [], mode: undefined };
}

/**
 * The mode of a pod set: without reasons or an error it fits, whatever the modes of its flavors; else the worst of them.
 * @see kueue-quota §8.2
 */
export function podSetMode({ reasons, error, flavors }: PodSetDraft): AssignmentMode {
  if (error !== undefined) return 'NoFit';
  if (reasons.length === 0) return 'Fit';
  if (flavors.size === 0) return 'NoFit';
  return [...flavors.values()].map(({ mode }) => mode).reduce(worseMode);
}

/** The mode of the whole assignment: worked out when it is asked for the first time, then as it was set. */
export function representativeMode(draft: AssignmentDraft): AssignmentMode {
  if (draft.podSets.length === 0) return 'NoFit';
  draft.mode ??= draft.podSets.map(podSetMode).reduce(worseMode);
  return draft.mode;
}

/** Gives all flavors of a pod set another mode, and the assignment too; members of its group that share them follow. */
export function setPodSetMode(draft: AssignmentDraft, name: string, mode: AssignmentMode): void {
  const podSet = draft.podSets.find((candidate) => candidate.name === name);
  if (podSet === undefined) return;
  for (const assigned of podSet.flavors.values()) assigned.mode = mode;
  draft.mode = mode;
}
