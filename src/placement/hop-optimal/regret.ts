import type { TopologyAssignment } from '../../model/index.ts';
import type { PlacementContext, PodSetGroup } from '../kueue/group-search.ts';
import { groupsOf, pickLeader } from '../kueue/place-flavor.ts';
import type { PodSetRequest } from '../placement-request.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import { partOf, prepareSearch } from '../search-rule.ts';
import { AssumedUsage } from '../snapshot/assumed-usage.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import type { HopObjective } from './hop-objective.ts';
import { cheapestLeaves } from './hop-optimal-rule.ts';
import { type TreeHops, treeHops } from './tree-hops.ts';

/** A group of pod sets as it was placed, beside the best place it could have had. */
export interface HopRegret {
  /** Workers, then the leader where there is one. */
  readonly podSets: readonly string[];
  readonly actual: TreeHops;
  readonly best: TreeHops;
  /**
   * Hops more than needed, at least 0; null where more pairs than needed share no top domain (ring: where more top
   * domains than needed are in use), for which there is no number.
   */
  readonly regret: number | null;
}

/**
 * How much worse than the best is a placement, group by group?
 *
 * Each group is held against the best on the room that the groups before it left, as they were placed. Groups that got
 * no place are left out, and those of which the snapshot could not take all pods (a placement of another moment).
 */
export function hopRegrets(
  snapshot: FlavorSnapshot,
  requests: readonly PodSetRequest[],
  placements: readonly PodSetPlacement[],
  { gates, isSimulatedEmpty }: Pick<PlacementContext, 'gates' | 'isSimulatedEmpty'>,
  objective: HopObjective = 'total',
): HopRegret[] {
  const placed = new Map(placements.flatMap((p) => (p.state === 'placed' ? [[p.podSet, p.assignment] as const] : [])));
  const context = { gates, isSimulatedEmpty, workload: undefined, assumed: new AssumedUsage() };
  return groupsOf(requests).flatMap((members) => {
    const { workers, leader } = pickLeader(members);
    const group = leader === undefined ? [workers] : [workers, leader];
    const assignments = group.flatMap(({ podSet }) => placed.get(podSet) ?? []);
    if (assignments.length < group.length) return [];
    const best = bestAssignments(snapshot, { workers, leader }, context, objective);
    for (const [i, assignment] of assignments.entries()) {
      context.assumed.add(assignment, (group[i] as PodSetRequest).requests);
    }
    if (best === undefined) return [];
    const actual = treeHops(snapshot.domains, assignments);
    const least = treeHops(snapshot.domains, best);
    const podSets = group.map(({ podSet }) => podSet);
    return [{ podSets, actual, best: least, regret: extraHops(actual, least, objective) }];
  });
}

/** Nothing is added to `context.assumed`. */
function bestAssignments(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
  objective: HopObjective,
): TopologyAssignment[] | undefined {
  const search = prepareSearch(snapshot, group, context);
  const shares = 'reason' in search ? undefined : cheapestLeaves(search, objective);
  if (shares === undefined) return undefined;
  const workers = partOf(snapshot, shares, 'pods');
  return group.leader === undefined ? [workers] : [workers, partOf(snapshot, shares, 'leaders')];
}

function extraHops(actual: TreeHops, best: TreeHops, objective: HopObjective): number | null {
  const isComparable =
    objective === 'total'
      ? actual.unreachablePairs === best.unreachablePairs
      : splits(actual.topDomains) === splits(best.topDomains);
  return isComparable ? actual[objective] - best[objective] : null;
}

/** Steps of a ring between top domains: none where all is in one. */
function splits(topDomains: number): number {
  return topDomains > 1 ? topDomains : 0;
}
