import {
  holdOnNodes,
  placeSlurmJob,
  type SlurmCluster,
  type SlurmHold,
  type SlurmPlacement,
  type SlurmUsage,
  usageOf,
} from '../../placement/index.ts';
import type { SlurmAnswer, SlurmEvent, SlurmRecording } from './slurm-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Asks hopwise the recorded question, at the state that the recorded answers before it left, and compares. */
export function judgeSlurm({ cluster, earlier, job, expected }: SlurmRecording): Verdict {
  return compareAnswers(expected, toAnswer(placeSlurmJob(cluster, usageAfter(cluster, earlier), job)));
}

/**
 * Jobs go where Slurm put them, wherever hopwise would have. How the tasks of a job that shares nodes were split over them
 * is not recorded: it is derived, from hopwise's own search where that found the same nodes, else in node order.
 */
function usageAfter(cluster: SlurmCluster, events: readonly SlurmEvent[]): SlurmUsage {
  const running = new Map<number, SlurmHold>();
  for (const event of events) {
    if (event.kind === 'end') running.delete(event.number);
    else if (event.nodes.length > 0) running.set(event.number, holdOf(cluster, running.values(), event));
  }
  return usageOf(running.values());
}

function holdOf(
  cluster: SlurmCluster,
  running: Iterable<SlurmHold>,
  { job, nodes: names }: Extract<SlurmEvent, { kind: 'submit' }>,
): SlurmHold {
  if (job.isExclusive === true) {
    return { isWhole: true, nodes: cluster.nodes.filter(({ name }) => names.includes(name)) };
  }
  const usage = usageOf(running);
  const own = placeSlurmJob(cluster, usage, job);
  const isSame = own.state === 'placed' && own.nodes.map(({ name }) => name).join() === names.join();
  return { isWhole: false, nodes: isSame ? own.nodes : holdOnNodes(cluster, usage, job, names) };
}

function toAnswer(placement: SlurmPlacement): SlurmAnswer {
  return placement.state === 'placed' ? { state: 'placed', nodes: placement.nodes.map(({ name }) => name) } : placement;
}
