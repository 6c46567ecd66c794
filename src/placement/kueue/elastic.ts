import type { TopologyAssignment } from '../../model/index.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import { mergeAssignments, podCount, staleDomain, truncateAssignment } from '../snapshot/assignments.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { assignmentOf, type PlacementContext, type PodSetGroup, searchGroup } from './group-search.ts';

/**
 * Places the new slice of an elastic workload around the pods that the old one already has (gate
 * `ElasticJobsViaWorkloadSlicesWithTAS`, kueue-tas §13).
 *
 * Growing adds pods beside the old ones, which are then counted twice: once in the snapshot, once as assumed. Shrinking
 * cuts the last domains.
 * @returns undefined when there is nothing to build on: no previous assignment, or one with a domain that is gone
 */
export function placeElastic(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
): PodSetPlacement[] | undefined {
  const { workers, leader } = group;
  const previous = workers.previous;
  if (previous === undefined || isStale(snapshot, previous) || isStale(snapshot, leader?.previous)) return undefined;
  return workers.count > podCount(previous)
    ? grow(snapshot, group, previous, context)
    : shrink(group, previous, context);
}

function isStale(snapshot: FlavorSnapshot, assignment: TopologyAssignment | undefined): boolean {
  return assignment !== undefined && staleDomain(snapshot, assignment) !== undefined;
}

function grow(
  snapshot: FlavorSnapshot,
  { workers, leader }: PodSetGroup,
  previous: TopologyAssignment,
  context: PlacementContext,
): PodSetPlacement[] {
  const { assumed } = context;
  assumed.add(previous, workers.requests);
  if (leader?.previous !== undefined) assumed.add(leader.previous, leader.requests);
  const delta = { ...workers, count: workers.count - podCount(previous) };
  const newLeader = leader?.previous === undefined ? leader : undefined;
  const found = searchGroup(snapshot, { workers: delta, leader: newLeader }, context);
  if (found.state === 'rejected') return [{ podSet: workers.podSet, ...found }];
  const added = assignmentOf(snapshot, found, 'pods');
  assumed.add(added, workers.requests);
  const assignment = mergeAssignments(snapshot.domains, added, previous);
  const placements: PodSetPlacement[] = [
    { state: 'placed', podSet: workers.podSet, assignment, profile: found.profile },
  ];
  if (leader === undefined) return placements;
  const leaderAssignment = leader.previous ?? assignmentOf(snapshot, found, 'leaders');
  if (leader.previous === undefined) assumed.add(leaderAssignment, leader.requests);
  return [...placements, { state: 'placed', podSet: leader.podSet, assignment: leaderAssignment }];
}

/** The leader keeps its previous assignment as it is, whatever its count is now. */
function shrink(
  { workers, leader }: PodSetGroup,
  previous: TopologyAssignment,
  { assumed }: PlacementContext,
): PodSetPlacement[] {
  const assignment = truncateAssignment(previous, workers.count);
  assumed.add(assignment, workers.requests);
  const placements: PodSetPlacement[] = [{ state: 'placed', podSet: workers.podSet, assignment }];
  if (leader?.previous === undefined) return placements;
  assumed.add(leader.previous, leader.requests);
  return [...placements, { state: 'placed', podSet: leader.podSet, assignment: leader.previous }];
}
