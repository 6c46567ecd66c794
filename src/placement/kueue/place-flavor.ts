import type { PodSetRequest } from '../placement-request.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { placeElastic } from './elastic.ts';
import { assignmentOf, type PlacementContext, type PodSetGroup, searchGroup } from './group-search.ts';
import { replaceNode } from './node-replacement.ts';

/**
 * Places pod sets in one flavor, group by group, and stops at the first group that finds no place (kueue-tas §8.2).
 *
 * Adds what it placed to `context.assumed`; the snapshot stays as it is.
 * @returns one answer for each pod set that was looked at, in the order of the groups
 */
export function placeInFlavor(
  snapshot: FlavorSnapshot,
  requests: readonly PodSetRequest[],
  context: PlacementContext,
): PodSetPlacement[] {
  const answers: PodSetPlacement[] = [];
  for (const members of groupsOf(requests)) {
    const placements = placeGroup(snapshot, members, context);
    answers.push(...placements);
    if (placements.some(({ state }) => state === 'rejected')) break;
  }
  return answers;
}

/** Pod sets of the same group together, in order of first appearance. */
export function groupsOf(requests: readonly PodSetRequest[]): PodSetRequest[][] {
  const groups = new Map<string, PodSetRequest[]>();
  for (const [i, request] of requests.entries()) {
    // Group names are never numbers (kueue-tas §2.4), so an index can't be mistaken for one.
    const key = request.group ?? String(i);
    const members = groups.get(key);
    if (members === undefined) groups.set(key, [request]);
    else members.push(request);
  }
  return [...groups.values()];
}

function placeGroup(
  snapshot: FlavorSnapshot,
  members: readonly PodSetRequest[],
  context: PlacementContext,
): PodSetPlacement[] {
  if ((context.workload?.unhealthyNodes ?? []).length > 0) {
    return replaceInOrder(snapshot, members, context);
  }
  const group = pickLeader(members);
  if (context.gates.ElasticJobsViaWorkloadSlicesWithTAS) {
    const elastic = placeElastic(snapshot, group, context);
    if (elastic !== undefined) return elastic;
  }
  return placeTogether(snapshot, group, members.slice(2), context);
}

/** Replaces for one pod set after the other, up to the first that finds no replacement. */
function replaceInOrder(
  snapshot: FlavorSnapshot,
  members: readonly PodSetRequest[],
  context: PlacementContext,
): PodSetPlacement[] {
  const placements: PodSetPlacement[] = [];
  for (const member of members) {
    const placement = replaceNode(snapshot, member, context);
    if (placement !== undefined) placements.push(placement);
    if (placement?.state === 'rejected') break;
  }
  return placements;
}

/** The second is the leader unless it has more pods than the first; further members get no place. */
export function pickLeader([first, second]: readonly PodSetRequest[]): PodSetGroup {
  const workers = first as PodSetRequest;
  if (second === undefined) return { workers, leader: undefined };
  return second.count > workers.count ? { workers: second, leader: workers } : { workers, leader: second };
}

/** Ordinary placement of a group; a failure is every member's, those beyond the second too. */
function placeTogether(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  further: readonly PodSetRequest[],
  context: PlacementContext,
): PodSetPlacement[] {
  const found = searchGroup(snapshot, group, context);
  const members = group.leader === undefined ? [group.workers] : [group.workers, group.leader];
  if (found.state === 'rejected') return [...members, ...further].map(({ podSet }) => ({ podSet, ...found }));
  return members.map((member) => {
    const assignment = assignmentOf(snapshot, found, member === group.leader ? 'leaders' : 'pods');
    context.assumed.add(assignment, member.requests);
    return { state: 'placed', podSet: member.podSet, assignment, profile: found.profile };
  });
}
