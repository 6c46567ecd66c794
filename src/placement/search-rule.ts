import type { TopologyAssignment } from '../model/index.ts';
import type { PlacementContext, PodSetGroup } from './kueue/group-search.ts';
import { countLeaves } from './kueue/leaf-capacities.ts';
import { notFit } from './kueue/not-fit.ts';
import { groupsOf, pickLeader } from './kueue/place-flavor.ts';
import { rollUp } from './kueue/roll-up.ts';
import type { Search } from './kueue/search.ts';
import { planSearch, type SearchPlan } from './kueue/search-plan.ts';
import { SearchState } from './kueue/search-state.ts';
import type { PodSetPlacement, Rejection } from './placement-result.ts';
import { reject } from './placement-result.ts';
import type { PlacementRule } from './rule.ts';
import { toAssignment } from './snapshot/assignments.ts';
import type { LeafView } from './snapshot/demand.ts';
import { levelRange } from './snapshot/domain-tree.ts';
import type { FlavorSnapshot } from './snapshot/flavor-snapshot.ts';

/** What a rule chooses from: the request resolved, and what fits each domain, counted as Kueue counts (kueue-tas §9.1). */
export interface RuleSearch extends Search {
  readonly group: PodSetGroup;
  readonly context: PlacementContext;
  readonly view: LeafView;
}

/** What one leaf is given. */
export interface LeafShare {
  /** Leaf number. */
  readonly leaf: number;
  /** Workers. */
  readonly pods: number;
  /** Leaders: 0 or 1. */
  readonly leaders: number;
}

/**
 * Chooses leaves for all slices and the leader of a search, in any order; undefined when they don't fit, a rejection for
 * any other reason.
 */
export type LeafChooser = (search: RuleSearch) => readonly LeafShare[] | Rejection | undefined;

/**
 * A rule that only has to choose leaves: grouping, node filters, counting, messages and assignments are Kueue's.
 *
 * Pods are always placed anew: node replacement and the former slice of an elastic workload are Kueue's own
 * (`kueueRule`), and preferred node affinity is looked at by no other rule.
 */
export function searchRule(name: string, choose: LeafChooser): PlacementRule {
  return {
    name,
    place(snapshot, requests, context): PodSetPlacement[] {
      const answers: PodSetPlacement[] = [];
      for (const members of groupsOf(requests)) {
        const placements = placeGroup(snapshot, pickLeader(members), context, choose);
        answers.push(...placements);
        if (placements.some(({ state }) => state === 'rejected')) break;
      }
      return answers;
    },
  };
}

function placeGroup(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
  choose: LeafChooser,
): PodSetPlacement[] {
  const { workers, leader } = group;
  const members = leader === undefined ? [workers] : [workers, leader];
  const search = prepareSearch(snapshot, group, context);
  const shares = 'reason' in search ? search : (choose(search) ?? refusal(search));
  if ('reason' in shares) return members.map(({ podSet }) => ({ podSet, ...shares }));
  return members.map((member) => {
    const assignment = partOf(snapshot, shares, member === leader ? 'leaders' : 'pods');
    context.assumed.add(assignment, member.requests);
    return { state: 'placed', podSet: member.podSet, assignment };
  });
}

/** Resolves a request and counts what fits every domain, in memory of its own. O(domains). */
export function prepareSearch(
  snapshot: FlavorSnapshot,
  group: PodSetGroup,
  context: PlacementContext,
): RuleSearch | Rejection {
  const { workers, leader } = group;
  const plan = planSearch(workers, leader === undefined ? 0 : 1, snapshot, context.gates);
  if ('reason' in plan) return plan;
  const { tree, topology } = snapshot.domains;
  const { from, to } = levelRange(tree, plan.level);
  if (from === to) return reject('no-domains', `no topology domains at level: ${topology.levels[plan.level]}`);
  const view = { isSimulatedEmpty: context.isSimulatedEmpty, assumed: context.assumed.atLeaves(snapshot.domains) };
  const state = new SearchState(tree.size);
  const question = { ...view, workers: workers.requests, leader: leader?.requests };
  const confined = { requiredDomain: undefined, isScoreForgotten: false };
  const exclusions = countLeaves(snapshot, plan, { ...question, ...confined }, state);
  rollUp(tree, state, plan);
  return { snapshot, plan, state, exclusions, group, context, view };
}

/** The level at which one domain must take everything; undefined when pods may go anywhere. */
export function requiredLevel(plan: SearchPlan): number | undefined {
  return plan.isRequired ? plan.level : undefined;
}

/** How many slices would fit: in the roomiest domain of a required level, else in all domains together. */
function refusal(search: RuleSearch): Rejection {
  const { plan, state, snapshot } = search;
  const level = requiredLevel(plan);
  const { from, to } = levelRange(snapshot.domains.tree, level ?? 0);
  let fitCount = 0;
  for (let d = from; d < to; d++) {
    const slices = state.slices[d] as number;
    fitCount = level === undefined ? fitCount + slices : Math.max(fitCount, slices);
  }
  return notFit(search, level ?? 0, Math.min(fitCount, plan.sliceCount));
}

/** The workers' or the leader's part of what leaves were given. */
export function partOf(
  { domains }: FlavorSnapshot,
  shares: readonly LeafShare[],
  part: 'pods' | 'leaders',
): TopologyAssignment {
  const sorted = [...shares].sort((a, b) => a.leaf - b.leaf);
  return toAssignment(domains, sorted, part);
}
