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
  /** null where the search for it would be too large. */
  readonly best: TreeHops | null;
  /**
   * Hops more than needed, at least 0; null where more pairs than needed share no top domain (ring: where more top
   * domains than needed are in use), for which there is no number, and where the best is not known.
   */
  readonly regret: number | null;
}

/**
 * The best places found so far for the same requests on the same snapshot: rules that are compared mostly leave a group the
 * same room. To be handed from one call of {@link hopRegrets} to the next.
 */
export type KnownBests = Map<string, TreeHops | 'too-large' | undefined>;

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
  known: KnownBests = new Map(),
): HopRegret[] {
  const placed = new Map(placements.flatMap((p) => (p.state === 'placed' ? [[p.podSet, p.assignment] as const] : [])));
  const context = { gates, isSimulatedEmpty, workload: undefined, assumed: new AssumedUsage() };
  const before: (readonly TopologyAssignment[])[] = [];
  return groupsOf(requests).flatMap((members): HopRegret[] => {
    const { workers, leader } = pickLeader(members);
    const group = leader === undefined ? [workers] : [workers, leader];
    const assignments = group.flatMap(({ podSet }) => placed.get(podSet) ?? []);
    if (assignments.length < group.length) return [];
    const key = `${objective} ${JSON.stringify([before, workers.podSet])}`;
    if (!known.has(key)) known.set(key, bestHops(snapshot, { workers, leader }, context, objective));
    const best = known.get(key);
    before.push(assignments);
    for (const [i, assignment] of assignments.entries()) {
      context.assumed.add(assignment, (group[i] as PodSetRequest).requests);
    }
    if (best === undefined) return [];
    const actual = treeHops(snapshot.domains, assignments);
    const podSets = group.map(({ podSet }) => podSet);
    if (best === 'too-large') return [{ podSets, actual, best: null, regret: null }];
    return [{ podSets, actual, best, regret: extraHops(actual, best, objective) }];
  });
}

/** Nothing is added to `context.assumed`. */
function bestHops(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
  objective: HopObjective,
): TreeHops | 'too-large' | undefined {
  const search = prepareSearch(snapshot, group, context);
  const shares = 'reason' in search ? undefined : cheapestLeaves(search, objective);
  if (shares === undefined) return undefined;
  if ('reason' in shares) return 'too-large';
  const parts = group.leader === undefined ? (['pods'] as const) : (['pods', 'leaders'] as const);
  return treeHops(
    snapshot.domains,
    parts.map((part) => partOf(snapshot, shares, part)),
  );
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
