import { describe, expect, it } from 'vitest';
import type { ClusterQueue, Cohort, Workload } from '../../../src/model/index.ts';
import { LiveShares, sortCandidates, TargetQueues } from '../../../src/scheduler/index.ts';
import { cohort } from '../../quota/make-quota.ts';
import { queueIn, snapshot } from '../make-scheduler.ts';
import { cores, holder } from './make-preemption.ts';

/** The queues that are given while one candidate is taken in each turn; usage stays as it is. */
function turns(
  clusterQueues: readonly ClusterQueue[],
  workloads: readonly Workload[],
  cohorts: readonly Cohort[] = [],
) {
  const state = snapshot({ clusterQueues, cohorts, workloads });
  const { quota } = state;
  const preemptor = queueIn(state, 'q').node;
  const order = { clusterQueue: 'q', nowMs: 0 };
  const all = [...state.queues.values()].flatMap((queue) => [...state.workloadsOf(queue)]);
  const candidates = sortCandidates(
    all.map((workload) => ({ workload })),
    order,
  ).map(({ workload }) => workload);
  const queues = new TargetQueues(candidates, {
    tree: quota,
    shares: new LiveShares(quota, preemptor),
    preemptor,
    order,
  });
  const taken: string[] = [];
  for (let target = queues.next(); target !== undefined; target = queues.next()) {
    taken.push(queues.take(target).workload.name);
  }
  return taken;
}

const LENDER = cores('lender', 'all', 10);

describe('the next victim of Fair Sharing comes', () => {
  it('from the queue with the largest share, while it has candidates', () => {
    const clusterQueues = [cores('q', 'all', 0), cores('a', 'all', 0), cores('b', 'all', 0), LENDER];
    const workloads = [holder('a1', 'a', 1), holder('a2', 'a', 1), holder('b1', 'b', 3)];
    expect(turns(clusterQueues, workloads)).toEqual(['b1', 'a2', 'a1']);
  });

  it('of queues with equal shares from the one whose next candidate comes first', () => {
    const clusterQueues = [cores('q', 'all', 0), cores('a', 'all', 0), cores('b', 'all', 0), LENDER];
    const workloads = [
      holder('a1', 'a', 2, { priority: 0 }),
      holder('a2', 'a', 2, { priority: 2 }),
      holder('b1', 'b', 2, { priority: 1 }),
      holder('b2', 'b', 2, { priority: 1 }),
    ];
    expect(turns(clusterQueues, workloads)).toEqual(['a1', 'b2', 'b1', 'a2']);
  });

  it('never from a queue that does not borrow, unless it is the own', () => {
    const clusterQueues = [cores('q', 'all', 3), cores('a', 'all', 3), cores('b', 'all', 0), LENDER];
    const workloads = [holder('q1', 'q', 1), holder('a1', 'a', 1), holder('b1', 'b', 1)];
    expect(turns(clusterQueues, workloads)).toEqual(['b1', 'q1']);
  });

  it('of a cohort and a queue with equal shares from the cohort, and of equal cohorts from the last by name', () => {
    const cohorts = [cohort('x', 'all', {}), cohort('y', 'all', {})];
    const clusterQueues = [
      cores('q', 'all', 0),
      cores('a', 'all', 0),
      cores('in-x', 'x', 0),
      cores('in-y', 'y', 0),
      LENDER,
    ];
    const workloads = [holder('a1', 'a', 2), holder('x1', 'in-x', 2), holder('y1', 'in-y', 2)];
    expect(turns(clusterQueues, workloads, cohorts)).toEqual(['y1', 'x1', 'a1']);
  });

  it('never from a cohort that does not borrow, though a queue in it does; unless the preemptor is in it', () => {
    const cohorts = [cohort('x', 'all', {}), cohort('mine', 'all', {})];
    const clusterQueues = [
      cores('q', 'mine', 2),
      cores('mate', 'mine', 0),
      cores('in-x', 'x', 0),
      cores('rest-x', 'x', 5),
    ];
    const workloads = [holder('m1', 'mate', 1), holder('x1', 'in-x', 4)];
    expect(turns(clusterQueues, workloads, cohorts)).toEqual(['m1']);
  });

  it('from the own queue alone where it has no cohort', () => {
    const workloads = [holder('q1', 'q', 1), holder('q2', 'q', 1), holder('a1', 'a', 1)];
    expect(turns([cores('q', '', 1), cores('a', '', 0)], workloads)).toEqual(['q2', 'q1']);
  });
});
