import { compareStrings } from '../../base/index.ts';
import {
  ELASTIC_JOB_ANNOTATION,
  type PodSet,
  podRequests,
  type TopologyAssignment,
  type Workload,
} from '../../model/index.ts';
import type { PodSetRequest } from '../../placement/index.ts';
import type { SchedulerQueue } from '../snapshot/scheduler-queue.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { isTopologyImplied, isTopologyRequested } from './topology-requested.ts';

/** A pod set with flavors: one that is being assigned, or the outcome. */
export interface PlaceablePodSet {
  readonly name: string;
  readonly count: number;
  readonly error?: string | undefined;
  /** Resource → its flavor. */
  readonly flavors: ReadonlyMap<string, { readonly flavor: string }>;
  readonly topologyAssignment?: TopologyAssignment | undefined;
}

/** What of a question decides what is asked of the topology. */
export type TopologyQuestion = Pick<AssignmentQuestion, 'snapshot' | 'queue' | 'workload' | 'replacedSlice'>;

/** What a pod set with its flavors asks of the topology. */
export type TopologyAsk =
  /** Nothing: it wants no place, or has one, or there is nothing to be placed. */
  | { readonly state: 'none' }
  | { readonly state: 'place'; readonly flavor: string; readonly request: PodSetRequest }
  /** It is placed later: by another cluster, or on nodes that are yet to come. */
  | { readonly state: 'delayed' }
  /** It wants a place, and can't have one with these flavors. */
  | { readonly state: 'error'; readonly error: string };

/** Flavor → the pod sets that want a place in it, in the order of the workload. */
export type TopologyRequests = ReadonlyMap<string, readonly PodSetRequest[]>;

/**
 * What the pod sets of an assignment ask of the topology, as far as they can ask now.
 * @see kueue-tas §7.1
 */
export function topologyRequests(assigned: readonly PlaceablePodSet[], question: TopologyQuestion): TopologyRequests {
  const requests = new Map<string, PodSetRequest[]>();
  for (const podSet of question.workload.workload.podSets) {
    const of = assigned.find(({ name }) => name === podSet.name);
    const ask: TopologyAsk = of === undefined ? { state: 'none' } : topologyAsk(podSet, of, question);
    if (ask.state === 'place') requests.set(ask.flavor, [...(requests.get(ask.flavor) ?? []), ask.request]);
  }
  return requests;
}

/** What one pod set asks of the topology. */
export function topologyAsk(podSet: PodSet, assigned: PlaceablePodSet, question: TopologyQuestion): TopologyAsk {
  const { queue, workload } = question;
  const { error, count, topologyAssignment, flavors } = assigned;
  const isPlaced = topologyAssignment !== undefined && !usesUnhealthyNode(topologyAssignment, workload.workload);
  if (!isTopologyRequested(podSet, queue) || error !== undefined || count === 0 || isPlaced) return { state: 'none' };
  const unsupported = unsupportedByElastic(podSet, question);
  if (unsupported !== undefined) return { state: 'error', error: unsupported };
  if (queue.topologyFlavors.size === 0) {
    return { state: 'error', error: 'workload requires Topology, but there is no TAS cache information' };
  }
  const flavor = onlyTopologyFlavor(flavors, queue);
  if (typeof flavor === 'object') return { state: 'error', ...flavor };
  const isDelayed = queue.hasMultiKueueCheck || (!workload.isReserved && queue.provisionedFlavors.has(flavor));
  return isDelayed ? { state: 'delayed' } : { state: 'place', flavor, request: toRequest(podSet, count, question) };
}

/** The one flavor of a pod set that has a topology, or Kueue's words for why there is no such. */
export function onlyTopologyFlavor(
  flavors: PlaceablePodSet['flavors'],
  { topologyFlavors }: SchedulerQueue,
): string | { readonly error: string } {
  const names = new Set([...flavors.values()].map(({ flavor }) => flavor));
  const found = [...names].filter((flavor) => topologyFlavors.has(flavor)).sort(compareStrings);
  const [first] = found;
  if (first === undefined) return { error: 'no TAS flavor assigned' };
  return found.length === 1 ? first : { error: `more than one TAS flavor assigned: ${found.join(', ')}` };
}

/** Has a node of an assignment failed? */
export function usesUnhealthyNode({ domains }: TopologyAssignment, { unhealthyNodes = [] }: Workload): boolean {
  return domains.some(({ values }) => unhealthyNodes.includes(values.at(-1) as string));
}

/** Slices that replace each other can be placed anywhere, but not kept together (kueue-tas §13). */
function unsupportedByElastic({ topologyRequest = {} }: PodSet, question: TopologyQuestion): string | undefined {
  if (!isElastic(question)) return undefined;
  const { required, preferred } = topologyRequest;
  const mode = required !== undefined ? 'required' : preferred !== undefined ? 'preferred' : undefined;
  return mode && `${mode} topology is not supported with ElasticJobsViaWorkloadSlices`;
}

function toRequest(podSet: PodSet, count: number, question: TopologyQuestion): PodSetRequest {
  const { queue, workload, replacedSlice } = question;
  const { name, template, topologyRequest } = podSet;
  const group = topologyRequest?.podSetGroupName;
  const previous = isElastic(question)
    ? replacedSlice?.find((replaced) => replaced.name === name)?.topologyAssignment
    : undefined;
  return {
    podSet: name,
    count,
    // Of the pods themselves: quota counts transformed requests, nodes don't.
    requests: podRequests(template.spec ?? {}),
    template,
    isImplied: isTopologyImplied(podSet, queue),
    updates: readyUpdates(workload.workload, name),
    ...(topologyRequest && { topologyRequest }),
    ...(group !== undefined && { group }),
    ...(previous && { previous }),
  };
}

/** What admission checks that are ready add to the pods of a pod set, in the order of the checks. */
function readyUpdates({ admissionChecks = [] }: Workload, name: string): NonNullable<PodSetRequest['updates']> {
  const ready = admissionChecks.filter(({ state }) => state === 'Ready');
  return ready.flatMap(({ podSetUpdates = [] }) => podSetUpdates.filter(({ podSet }) => podSet === name));
}

function isElastic({ snapshot, workload }: TopologyQuestion): boolean {
  const { annotations = {} } = workload.workload;
  const isOptedIn =
    Object.hasOwn(annotations, ELASTIC_JOB_ANNOTATION) && annotations[ELASTIC_JOB_ANNOTATION] === 'true';
  const { ElasticJobsViaWorkloadSlices, ElasticJobsViaWorkloadSlicesWithTAS } = snapshot.gates;
  return isOptedIn && ElasticJobsViaWorkloadSlices && ElasticJobsViaWorkloadSlicesWithTAS;
}
