import type { Assignment } from './assignment.ts';
import type { AssignmentMode } from './modes.ts';

/**
 * The assignment with another mode, and all its flavors with it: `DeferredFit`, when it fits only once preemptions that
 * others began have ended. Pod sets that nothing stands against keep theirs, as always.
 * @see kueue-quota §9.6
 */
export function withMode(assignment: Assignment, mode: AssignmentMode): Assignment {
  const podSets = assignment.podSets.map((podSet) => ({
    ...podSet,
    mode: podSet.reasons.length === 0 || podSet.error !== undefined ? podSet.mode : mode,
    flavors: new Map([...podSet.flavors].map(([resource, assigned]) => [resource, { ...assigned, mode }])),
  }));
  return { ...assignment, mode, podSets };
}
