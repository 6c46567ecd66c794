import type { Workload } from '../../model/index.ts';
import { compileQuotaTree } from '../../quota/index.ts';
import {
  buildSchedulerSnapshot,
  LiveShares,
  sortCandidates,
  TargetQueues,
  type WorkloadInfo,
  workloadInfo,
} from '../../scheduler/index.ts';
import type { OrderRecording } from './preemption-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

type Asked<What> = Extract<OrderRecording, { readonly what: What }>;

/** Asks hopwise for the recorded order. */
export function judgeOrder(recording: OrderRecording): Verdict {
  const order = recording.what === 'preemptionCandidates' ? candidateOrder(recording) : targetOrder(recording);
  if (order === undefined) return { state: 'failed', expected: recording.expected, actual: 'the queue is inactive' };
  return compareAnswers(recording.expected, { order });
}

function candidateOrder(recording: Asked<'preemptionCandidates'>): readonly string[] {
  const { cluster, gates, nowMs, clusterQueue, localQueueUsage } = recording;
  const { flavorResources } = compileQuotaTree({ clusterQueues: [], cohorts: [] });
  const candidates = cluster.workloads.map((workload) => ({
    workload: workloadInfo(withoutPodSets(workload), '', { gates, configuration: {}, flavorResources }),
  }));
  const usageOf = localQueueUsage && (({ key }: WorkloadInfo) => localQueueUsage.get(key));
  return sortCandidates(candidates, { clusterQueue, nowMs, localQueueUsage: usageOf }).map(
    ({ workload }) => workload.key,
  );
}

/** What a candidate holds plays no part in the order. */
function withoutPodSets(workload: Workload): Workload {
  const { admission } = workload;
  return { ...workload, podSets: [], ...(admission && { admission: { ...admission, podSetAssignments: [] } }) };
}

function targetOrder(recording: Asked<'fairTargets'>): readonly string[] | undefined {
  const { cluster, governance, gates, nowMs, clusterQueue, candidates, actions } = recording;
  const options = { gates, configuration: {}, keepsQueuesWithoutFlavor: true };
  const snapshot = buildSchedulerSnapshot({ ...cluster, ...governance }, options);
  const { quota } = snapshot;
  const workloads = [...snapshot.queues.values()]
    .filter(({ name }) => candidates.includes(name))
    .flatMap((queue) => [...snapshot.workloadsOf(queue)].map((workload) => ({ workload })));
  const preemptor = snapshot.queues.get(clusterQueue)?.node;
  if (preemptor === undefined) return undefined;
  const order = { clusterQueue, nowMs };
  const queues = new TargetQueues(
    sortCandidates(workloads, order).map(({ workload }) => workload),
    { tree: quota, shares: new LiveShares(quota, preemptor), preemptor, order },
  );
  const names: string[] = [];
  for (let target = queues.next(); target !== undefined; target = queues.next()) {
    if (actions[names.length] === 'drop') queues.dropGiven();
    else queues.take(target);
    names.push(quota.quota.forest.names[target] as string);
  }
  return names;
}
