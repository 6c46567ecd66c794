import { resolveFeatureGates } from '../../model/index.ts';
import {
  type FlavorSnapshot,
  type HopRegret,
  hopRegrets,
  type KnownBests,
  type PlacementRule,
  type PodSetRequest,
} from '../../placement/index.ts';
import { type HopCost, hopCost, type Network } from '../../topology/index.ts';
import type { JobRejectionReason } from '../place-job/job-placement.ts';
import { type Attempt, Placer } from '../place-job/place-jobs.ts';
import type { PlacedPods } from '../place-job/placed-pod-set.ts';
import type { JobToPlace, PlaceQuestion } from '../place-job/question.ts';
import { layersSpanned } from './layers-spanned.ts';

/** Pod sets that were placed together, and how far apart their pods are. */
export interface ComparedGroup {
  /** Workers, then the leader where there is one. */
  readonly podSets: readonly string[];
  /** Nodes in use. */
  readonly nodes: number;
  /** Layers of the network between the pods: 0 on one node, 1 below one node of the lowest layer; null: none above all. */
  readonly layers: number | null;
  /** In the network, ranks in path order. */
  readonly hops: HopCost;
  /**
   * Hops in the topology's tree more than the best placement has, on the room that the groups before left; null where more
   * pods than needed share no top domain, or the best would take too long to find.
   */
  readonly regret: { readonly total: number | null; readonly ring: number | null };
}

/** What one rule does with the job. */
export type RuleOutcome =
  | {
      readonly algorithm: string;
      readonly state: 'placed';
      readonly flavor: string;
      readonly groups: readonly ComparedGroup[];
    }
  | {
      readonly algorithm: string;
      readonly state: 'rejected';
      readonly reason: JobRejectionReason;
      readonly message: string;
    };

/**
 * Where would each rule put this one job, and how far apart would its pods be?
 *
 * Every rule is asked on the cluster as it is; the question's own rule is not looked at.
 * @returns one outcome per rule, in order
 */
export function compareRules(job: JobToPlace, question: PlaceQuestion, rules: readonly PlacementRule[]): RuleOutcome[] {
  const placer = new Placer(question);
  const known = new Map<string, KnownBests>();
  return rules.map((rule) => outcomeOf(placer, placer.place(job, question.topology, rule), rule, question, known));
}

/** @param known flavor → the best places found in it so far */
function outcomeOf(
  placer: Placer,
  attempt: Attempt,
  rule: PlacementRule,
  question: PlaceQuestion,
  known: Map<string, KnownBests>,
): RuleOutcome {
  const { placement, requests, parts } = attempt;
  const algorithm = rule.name;
  if (placement.state === 'rejected') {
    return { algorithm, state: 'rejected', reason: placement.reason, message: placement.message };
  }
  const { flavor, podSets } = placement;
  const snapshot = placer.snapshotOf(flavor);
  const bests: KnownBests = known.get(flavor) ?? new Map();
  known.set(flavor, bests);
  const regrets = regretsOf(snapshot, requests, parts, question, bests);
  const nodesOf = new Map(podSets.map(({ name, nodes }) => [name, nodes]));
  const groups = regrets.map(({ total, ring }) => {
    const nodes = inPathOrder(
      snapshot,
      total.podSets.flatMap((podSet) => nodesOf.get(podSet) ?? []),
    );
    const regret = { total: total.regret, ring: ring.regret };
    return { podSets: total.podSets, ...extentOf(placer.networkOf(flavor), nodes), regret };
  });
  return { algorithm, state: 'placed', flavor, groups };
}

/** Regrets by both objectives, group by group. */
function regretsOf(
  snapshot: FlavorSnapshot,
  requests: readonly PodSetRequest[],
  parts: Attempt['parts'],
  { gates = resolveFeatureGates() }: PlaceQuestion,
  known: KnownBests,
): { readonly total: HopRegret; readonly ring: HopRegret }[] {
  const context = { gates, isSimulatedEmpty: false };
  const rings = hopRegrets(snapshot, requests, parts, context, 'ring', known);
  return hopRegrets(snapshot, requests, parts, context, 'total', known).map((total, i) => ({
    total,
    ring: rings[i] as HopRegret,
  }));
}

function extentOf(network: Network, nodes: readonly PlacedPods[]): Omit<ComparedGroup, 'podSets' | 'regret'> {
  const ranks = nodes.flatMap(({ node, count }) => new Array<string>(count).fill(node));
  const paths = new Map(nodes.map(({ node, path }) => [node, path]));
  return { nodes: paths.size, layers: layersSpanned([...paths.values()]), hops: hopCost(network, ranks) };
}

function inPathOrder({ domains }: FlavorSnapshot, nodes: readonly PlacedPods[]): PlacedPods[] {
  const leafOf = (node: string): number => domains.leafOfId.get(node) ?? -1;
  return [...nodes].sort((a, b) => leafOf(a.node) - leafOf(b.node));
}
