import {
  type FeatureGates,
  HOSTNAME_LABEL,
  type Node,
  type Pod,
  type Taint,
  TOPOLOGY_SCHEDULING_GATE,
  type Toleration,
  tolerates,
  type Workload,
} from '../../../model/index.ts';
import { isFinished } from './usage-pods.ts';

/** How long a node may be not ready before it is given up by time alone. */
export const NODE_FAILURE_DELAY_MS = 30_000;

/** What a pod that can never start on its failed node is marked with (kueue-tas §16.1). */
export const POD_TERMINATION: {
  readonly phase: 'Failed';
  readonly conditionType: string;
  readonly conditionReason: string;
  readonly eventReason: string;
} = {
  phase: 'Failed',
  conditionType: 'TerminatedByKueue',
  conditionReason: 'UnschedulableOnAssignedNode',
  eventReason: 'PodTerminatedByKueue',
};

/** One node and one admitted workload that may have pods on it. */
export interface NodeFailureCase {
  /** Name of the node, which is its host name. */
  readonly nodeName: string;
  /** Absent: the node is gone. */
  readonly node?: Node;
  /** When its condition Ready became what it is; absent: it has no such condition. */
  readonly readySinceMs?: number;
  /** Admitted, neither finished nor evicted. */
  readonly workload: Workload;
  /** The workload's own pods, on any node. */
  readonly pods: readonly Pod[];
  /** What ready admission checks and flavors let the pods of a pod set tolerate, beside their template; by pod set. */
  readonly extraTolerations?: ReadonlyMap<string, readonly Toleration[]>;
  readonly gates: FeatureGates;
  readonly nowMs: number;
}

/** What becomes of the workload. */
export type NodeFailureDecision =
  /** It has nothing on the node, or failed nodes are not looked at. */
  | { readonly state: 'unaffected' }
  /** The node is taken off the list of unhealthy nodes, if it is on it. */
  | { readonly state: 'healthy' }
  /** Asked again when the pods on the node stop, or at a time, whichever is there and comes first. */
  | { readonly state: 'wait'; readonly forPods: readonly string[]; readonly untilMs?: number }
  /** The node joins the list. Pods bound for it that never started are failed with {@link POD_TERMINATION}. */
  | { readonly state: 'unhealthy'; readonly podsToFail: readonly string[] }
  /** A second node failed: the workload has to go. */
  | { readonly state: 'evict'; readonly reason: 'NodeFailures'; readonly message: string };

/**
 * Is the node lost to the workload?
 *
 * A node that is gone, or was never ready, is lost at once. One that is not ready, or whose taints the pods don't
 * tolerate, is lost when the workload's pods on it have stopped; by older rules, after a delay or at once.
 * @see kueue-tas §16.1
 */
export function decideNodeFailure(question: NodeFailureCase): NodeFailureDecision {
  const { node, gates } = question;
  if (!gates.TopologyAwareScheduling || !gates.TASFailedNodeReplacement || !isAffected(question)) {
    return { state: 'unaffected' };
  }
  if (node === undefined || question.readySinceMs === undefined) return giveUp(question);
  if (!node.isReady) return decideNotReady(question, question.readySinceMs);
  if (!gates.TASReplaceNodeOnNodeTaints) return { state: 'healthy' };
  const tolerance = toleranceOf(question, node);
  if (tolerance === 'permanent') return { state: 'healthy' };
  if (tolerance === 'none' && !gates.TASReplaceNodeOnPodTermination) return giveUp(question);
  return afterPods(question);
}

function decideNotReady(question: NodeFailureCase, sinceMs: number): NodeFailureDecision {
  const { gates, nowMs } = question;
  const untilMs = sinceMs + NODE_FAILURE_DELAY_MS;
  const isOver = nowMs >= untilMs;
  if (!gates.TASReplaceNodeOnPodTermination) {
    return isOver ? giveUp(question) : { state: 'wait', forPods: [], untilMs };
  }
  if (!gates.TASReplaceNodeDueToNotReadyOverFixedTime) return afterPods(question);
  return isOver ? giveUp(question) : afterPods(question, untilMs);
}

function afterPods(question: NodeFailureCase, untilMs?: number): NodeFailureDecision {
  const forPods = question.pods.filter((pod) => isProgressing(pod, question.nodeName)).map(({ name }) => name);
  if (forPods.length === 0) return giveUp(question);
  return { state: 'wait', forPods, ...(untilMs === undefined ? {} : { untilMs }) };
}

function giveUp({ nodeName, workload, pods }: NodeFailureCase): NodeFailureDecision {
  const others = (workload.unhealthyNodes ?? []).filter((name) => name !== nodeName);
  if (others.length > 0) {
    const names = [...others, nodeName].join(', ');
    const message = `Workload eviction triggered due to multiple TAS assigned node failures, including: ${names}`;
    return { state: 'evict', reason: 'NodeFailures', message };
  }
  return { state: 'unhealthy', podsToFail: pods.filter((pod) => isStuck(pod, nodeName)).map(({ name }) => name) };
}

function isAffected({ workload, pods, nodeName }: NodeFailureCase): boolean {
  return podSetsOn(workload, nodeName).length > 0 || pods.some((pod) => selectedHost(pod) === nodeName);
}

/** Names of the pod sets that have pods assigned to the host. */
function podSetsOn(workload: Workload, nodeName: string): string[] {
  const assignments = workload.admission?.podSetAssignments ?? [];
  return assignments
    .filter(({ topologyAssignment }) => {
      const { levels = [], domains = [] } = topologyAssignment ?? {};
      const isHostExact = levels[levels.length - 1] === HOSTNAME_LABEL;
      return isHostExact && domains.some(({ values, count }) => count > 0 && values[values.length - 1] === nodeName);
    })
    .map(({ name }) => name);
}

/** How long all pod sets on the node put up with its taints: for good, for a while, or not at all. */
function toleranceOf(
  { workload, nodeName, extraTolerations }: NodeFailureCase,
  node: Node,
): 'permanent' | 'temporary' | 'none' {
  const taints = (node.taints ?? []).filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute');
  let isTemporary = false;
  for (const name of podSetsOn(workload, nodeName)) {
    const template = workload.podSets.find((podSet) => podSet.name === name)?.template;
    const tolerations = [...(template?.spec?.tolerations ?? []), ...(extraTolerations?.get(name) ?? [])];
    for (const taint of taints) {
      const matching = tolerations.filter((toleration) => isTolerated(toleration, taint));
      if (matching.length === 0) return 'none';
      isTemporary ||= matching.every(({ tolerationSeconds }) => tolerationSeconds !== undefined);
    }
  }
  return isTemporary ? 'temporary' : 'permanent';
}

function isTolerated(toleration: Toleration, taint: Taint): boolean {
  return tolerates(toleration, taint, { hasNumericOperators: false });
}

/** Is the pod on the node and neither finished nor on its way out? */
function isProgressing(pod: Pod, nodeName: string): boolean {
  return pod.spec?.nodeName === nodeName && pod.isTerminating !== true && !isFinished(pod);
}

/** Is the pod told to run on the node, but not bound to it? */
function isStuck(pod: Pod, nodeName: string): boolean {
  const isGated = pod.spec?.schedulingGates?.some(({ name }) => name === TOPOLOGY_SCHEDULING_GATE) ?? false;
  return pod.phase === 'Pending' && !pod.spec?.nodeName && !isGated && selectedHost(pod) === nodeName;
}

function selectedHost(pod: Pod): string | undefined {
  return pod.spec?.nodeSelector?.[HOSTNAME_LABEL];
}
