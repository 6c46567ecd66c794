import type { TopologyAssignment } from '../../model/index.ts';
import { pathOf } from '../../topology/index.ts';
import type { PlacementContext } from '../kueue/group-search.ts';
import { groupsOf, pickLeader } from '../kueue/place-flavor.ts';
import { sliceConstraints } from '../kueue/search-plan.ts';
import type { PodSetRequest } from '../placement-request.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import { podCount } from '../snapshot/assignments.ts';
import { findLeaf } from '../snapshot/domain-tree.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import type { ConformanceQuestion } from './conformance-question.ts';

/** A question with a rule's answer to it. */
export interface AskedQuestion {
  readonly question: ConformanceQuestion;
  readonly snapshot: FlavorSnapshot;
  readonly placements: readonly PodSetPlacement[];
  readonly context: PlacementContext;
  /** The snapshot before and after, as text. */
  readonly before: string;
  readonly after: string;
}

/** Each of these says what is wrong with an answer; undefined when nothing is. */
export function checkCapacity({ question, snapshot, placements }: AskedQuestion): string | undefined {
  const needed = new Map<number, Map<string, bigint>>();
  for (const { request, assignment } of placedOf(question, placements)) {
    for (const { values, count } of assignment.domains) {
      const leaf = findLeaf(snapshot.domains, values);
      if (leaf === undefined) return `there is no domain ${values.join()}`;
      if ((snapshot.domains.leafNodes[leaf]?.taints ?? []).length > 0) return `${values.join()} repels the pods`;
      const sums = needed.get(leaf) ?? new Map<string, bigint>();
      for (const [resource, amount] of [...request.requests, ['pods', 1n] as const]) {
        sums.set(resource, (sums.get(resource) ?? 0n) + amount * BigInt(count));
      }
      needed.set(leaf, sums);
    }
  }
  for (const [leaf, sums] of needed) {
    for (const [resource, amount] of sums) {
      const left = BigInt(snapshot.remaining(leaf, resource));
      if (amount > left) return `${snapshot.domains.leafIds[leaf]} has ${left} ${resource}, not ${amount}`;
    }
  }
  return undefined;
}

export function checkCounts({ question, placements }: AskedQuestion): string | undefined {
  const answers = new Map(placements.map((placement) => [placement.podSet, placement]));
  if (answers.size < placements.length) return 'a pod set has two answers';
  let isRefused = false;
  for (const members of groupsOf(question.requests)) {
    const { workers, leader } = pickLeader(members);
    const own = members.map(({ podSet }) => answers.get(podSet));
    if (isRefused) {
      if (own.some((answer) => answer !== undefined)) return 'a group after the refused one has an answer';
      continue;
    }
    isRefused = own.every((answer) => answer?.state === 'rejected');
    if (isRefused) continue;
    if (own.some((answer) => answer?.state !== 'placed')) return 'a group is neither placed nor refused as a whole';
    const size = sliceConstraints(workers.topologyRequest)[0]?.size ?? 1;
    const wrong =
      wrongCount(answers.get(workers.podSet), workers.count - (workers.count % size)) ??
      (leader && wrongCount(answers.get(leader.podSet), 1));
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

export function checkLevels({ question, snapshot, placements }: AskedQuestion): string | undefined {
  const placed = placedOf(question, placements);
  for (const { request, assignment } of placed) {
    const level = snapshot.domains.topology.levels.indexOf(request.topologyRequest?.required ?? '');
    if (level < 0) continue;
    // Pod sets of one group require it together.
    const together = placed.filter(
      (other) => other.request.group !== undefined && other.request.group === request.group,
    );
    const all = [assignment, ...together.map((other) => other.assignment)];
    const domains = new Set(all.flatMap((one) => [...podsByDomain(snapshot, one, level).keys()]));
    if (domains.size > 1) return `${request.podSet} is in ${domains.size} domains of the level it requires`;
  }
  return undefined;
}

export function checkSlices({ question, snapshot, placements }: AskedQuestion): string | undefined {
  for (const { request, assignment } of placedOf(question, placements)) {
    if (isLeader(question, request)) continue;
    for (const { topology, size } of sliceConstraints(request.topologyRequest)) {
      const counts = podsByDomain(snapshot, assignment, snapshot.domains.topology.levels.indexOf(topology));
      for (const [domain, count] of counts) {
        if (count % size !== 0) return `${count} pods of ${request.podSet} in ${domain} are not slices of ${size}`;
      }
    }
  }
  return undefined;
}

export function checkRefusals({ placements }: AskedQuestion): string | undefined {
  for (const placement of placements) {
    if (placement.state === 'placed') continue;
    if (placement.reason.length === 0) return `the refusal of ${placement.podSet} has no reason`;
    if (placement.message.trim() === '') return `the refusal of ${placement.podSet} has no message`;
  }
  return undefined;
}

interface PlacedRequest {
  readonly request: PodSetRequest;
  readonly assignment: TopologyAssignment;
}

function placedOf({ requests }: ConformanceQuestion, placements: readonly PodSetPlacement[]): PlacedRequest[] {
  return placements.flatMap((placement) => {
    const request = requests.find(({ podSet }) => podSet === placement.podSet);
    return placement.state === 'placed' && request !== undefined ? [{ request, assignment: placement.assignment }] : [];
  });
}

function isLeader({ requests }: ConformanceQuestion, request: PodSetRequest): boolean {
  return groupsOf(requests).some((members) => pickLeader(members).leader === request);
}

function wrongCount(answer: PodSetPlacement | undefined, expected: number): string | undefined {
  if (answer?.state !== 'placed') return 'a pod set has no answer';
  if (answer.assignment.domains.some(({ count }) => !Number.isSafeInteger(count) || count < 1)) {
    return `${answer.podSet} has a domain without pods`;
  }
  const count = podCount(answer.assignment);
  return count === expected ? undefined : `${answer.podSet} has ${count} pods placed, not ${expected}`;
}

/** Path of a domain of the level → pods in it. */
function podsByDomain({ domains }: FlavorSnapshot, assignment: TopologyAssignment, level: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { values, count } of assignment.domains) {
    const leaf = findLeaf(domains, values);
    const path = leaf === undefined ? values : pathOf(domains.tree, domains.firstLeaf + leaf).slice(0, level + 1);
    counts.set(path.join('/'), (counts.get(path.join('/')) ?? 0) + count);
  }
  return counts;
}
