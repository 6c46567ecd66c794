import { compareStrings } from '../../base/index.ts';
import type { SliceConstraint, TopologyAssignment, Workload } from '../../model/index.ts';
import { pathOf } from '../../topology/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import { type PodSetPlacement, reject } from '../placement-result.ts';
import { mergeAssignments, staleDomain } from '../snapshot/assignments.ts';
import { findLeaf } from '../snapshot/domain-tree.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import { assignmentOf, type PlacementContext, searchGroup } from './group-search.ts';
import { sliceConstraints } from './search-plan.ts';

/**
 * Finds a place for the pods that a failed node had, near the pods that stay (kueue-tas §12).
 *
 * Only the first of `unhealthyNodes` is replaced. A workload owned by one plain pod keeps its assignment (gate
 * `SkipReassignmentForPodOwnedWorkloads`).
 * @returns undefined when the pod set holds no assignment
 */
export function replaceNode(
  snapshot: FlavorSnapshot,
  request: PodSetRequest,
  context: PlacementContext,
): PodSetPlacement | undefined {
  const workload = context.workload as Workload;
  const { podSet } = request;
  const held = workload.admission?.podSetAssignments.find(({ name }) => name === podSet)?.topologyAssignment;
  if (held === undefined) return undefined;
  if (context.gates.SkipReassignmentForPodOwnedWorkloads && isOwnedByPlainPod(workload)) {
    return { state: 'placed', podSet, assignment: held };
  }
  const failedNode = workload.unhealthyNodes?.[0] as string;
  const { remaining, missing } = withoutNode(held, failedNode);
  const stale = staleDomain(snapshot, remaining);
  if (stale !== undefined) {
    const cause = `the existing topologyAssignment is invalid, as it contains the stale domain ${stale.values[0]}`;
    return { podSet, ...reject('stale-assignment', `Cannot replace the node, because ${cause}`) };
  }
  const domain = requiredDomain(snapshot, request, remaining, missing);
  const workers = { ...reducedRequest(request, missing, domain !== undefined), count: missing };
  const found = searchGroup(snapshot, { workers, leader: undefined }, { ...context, isSimulatedEmpty: false }, domain);
  if (found.state === 'rejected') return { podSet, ...found };
  const replacement = assignmentOf(snapshot, found, 'pods');
  if (replacement.domains.length === 0) {
    const message = `cannot find replacement assignment for unhealthy node: ${failedNode}`;
    return { podSet, ...reject('no-replacement', message) };
  }
  context.assumed.add(replacement, request.requests);
  const assignment = mergeAssignments(snapshot.domains, replacement, remaining);
  return { state: 'placed', podSet, assignment, profile: found.profile };
}

function isOwnedByPlainPod({ ownerReferences = [], annotations }: Workload): boolean {
  const [owner] = ownerReferences;
  const isGroup = annotations?.['kueue.x-k8s.io/is-group-workload'] === 'true';
  return ownerReferences.length === 1 && owner?.kind === 'Pod' && owner.apiVersion === 'v1' && !isGroup;
}

function withoutNode(
  { levels, domains }: TopologyAssignment,
  node: string,
): { readonly remaining: TopologyAssignment; readonly missing: number } {
  const isFailed = ({ values }: { readonly values: readonly string[] }): boolean => values.at(-1) === node;
  const remaining = { levels, domains: domains.filter((domain) => !isFailed(domain)) };
  return { remaining, missing: domains.findLast(isFailed)?.count ?? 0 };
}

/**
 * The only domain that may take the missing pods: the one whose slice lost some, else that of the whole pod set if it
 * is required; undefined when any will do.
 */
function requiredDomain(
  snapshot: FlavorSnapshot,
  request: PodSetRequest,
  remaining: TopologyAssignment,
  missing: number,
): number | undefined {
  const { topology } = snapshot.domains;
  const constraints = sliceConstraints(request.topologyRequest);
  const required = request.topologyRequest?.required;
  const first = remaining.domains[0];
  if (first === undefined || constraints.some(({ size }) => size <= 0)) return undefined;
  const broken = constraints.findLast(({ size }) => missing % size !== 0);
  if (broken !== undefined && missing % (constraints[0] as SliceConstraint).size !== 0) {
    return incompleteDomain(snapshot, broken, remaining, missing);
  }
  if (required === undefined || !topology.levels.includes(required)) return undefined;
  return ancestorAt(snapshot, first.values, topology.levels.indexOf(required));
}

/** The domain of the slice layer that the missing pods complete; the first in byte order of ids if there are several. */
function incompleteDomain(
  snapshot: FlavorSnapshot,
  { topology: key, size }: SliceConstraint,
  remaining: TopologyAssignment,
  missing: number,
): number | undefined {
  const { tree, topology } = snapshot.domains;
  const level = topology.levels.indexOf(key);
  if (level < 0) return undefined;
  const counts = new Map<number, number>();
  for (const { values, count } of remaining.domains) {
    const domain = ancestorAt(snapshot, values, level);
    counts.set(domain, (counts.get(domain) ?? 0) + count);
  }
  return [...counts]
    .filter(([, count]) => (count + missing) % size === 0)
    .map(([domain]) => ({ domain, id: pathOf(tree, domain).join(',') }))
    .sort((a, b) => compareStrings(a.id, b.id))[0]?.domain;
}

/** Tree index of the domain at `level` above the leaf with these values, which must exist. */
function ancestorAt({ domains }: FlavorSnapshot, values: readonly string[], level: number): number {
  let d = domains.firstLeaf + (findLeaf(domains, values) as number);
  for (let i = domains.topology.levels.length - 1; i > level; i--) d = domains.tree.parent[d] as number;
  return d;
}

/**
 * The request for the missing pods alone: inside the domain of a broken slice only the innermost layer that divides
 * them is asked for, or none.
 */
function reducedRequest(request: PodSetRequest, missing: number, isConfined: boolean): PodSetRequest {
  const { topologyRequest } = request;
  const constraints = sliceConstraints(topologyRequest);
  const [outermost] = constraints;
  if (!isConfined || topologyRequest === undefined || outermost === undefined || missing % outermost.size === 0) {
    return request;
  }
  const fitting = constraints.findLast(({ size }) => missing % size === 0);
  const {
    podSetSliceRequiredTopology: _topology,
    podSetSliceSize: _size,
    podsetSliceRequiredTopologyConstraints: _constraints,
    ...withoutSlices
  } = topologyRequest;
  const slices = fitting && { podSetSliceRequiredTopology: fitting.topology, podSetSliceSize: fitting.size };
  return { ...request, topologyRequest: { ...withoutSlices, ...slices } };
}
