import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/model/index.ts';
import { cores, FAIR, holder, incoming, victims } from './make-preemption.ts';

const LOWER = { withinClusterQueue: 'LowerPriority' } as const;

function withPriority(priority: number, of: Workload): Workload {
  return { ...of, priority };
}

describe('the worked vectors of classical preemption (kueue-quota §20.6)', () => {
  const threePriorities = {
    clusterQueues: [cores('q', '', 6, LOWER)],
    workloads: [
      withPriority(-1, holder('low', 'q', 2)),
      withPriority(0, holder('mid', 'q', 2)),
      withPriority(1, holder('high', 'q', 2)),
    ],
  };
  const reclaiming = [cores('q1', 'all', 6, { reclaimWithinCohort: 'Any' }), cores('q2', 'all', 6)];
  const borrowing = [
    cores('q1', 'all', 6, {
      reclaimWithinCohort: 'LowerPriority',
      borrowWithinCohort: { policy: 'LowerPriority', maxPriorityThreshold: 0 },
    }),
    cores('q2', 'all', 6),
  ];

  it('takes the lowest priority', () => {
    expect(victims(threePriorities, incoming(2, { priority: 1 }), 'q')).toEqual(['low: InClusterQueue']);
  });

  it('takes nobody if all of lower priority are not enough', () => {
    expect(victims(threePriorities, incoming(4, { priority: 0 }), 'q')).toEqual([]);
  });

  it('gives back whom it does not need', () => {
    const parts = {
      clusterQueues: [cores('q', '', 4, LOWER)],
      workloads: [withPriority(-1, holder('a', 'q', 1)), withPriority(0, holder('b', 'q', 3))],
    };
    expect(victims(parts, incoming(3, { priority: 1 }), 'q')).toEqual(['b: InClusterQueue']);
  });

  it('reclaims from the borrower that was reserved last', () => {
    const workloads = [holder('r1', 'q2', 4), holder('r2', 'q2', 4), holder('r3', 'q2', 4)];
    expect(victims({ clusterQueues: reclaiming, workloads }, incoming(4), 'q1')).toEqual(['r3: InCohortReclamation']);
  });

  it('reclaims nothing from a queue within its nominal quota', () => {
    const workloads = [holder('a', 'q1', 4), holder('b', 'q2', 6)];
    expect(victims({ clusterQueues: reclaiming, workloads }, incoming(4), 'q1')).toEqual([]);
  });

  it('borrows in place of a victim whose priority is not above the threshold', () => {
    const workloads = [
      holder('own', 'q1', 4),
      withPriority(-1, holder('d1', 'q2', 4)),
      withPriority(1, holder('d2', 'q2', 4)),
    ];
    expect(victims({ clusterQueues: borrowing, workloads }, incoming(4, { priority: 2 }), 'q1')).toEqual([
      'd1: InCohortReclaimWhileBorrowing',
    ]);
  });

  it('does not borrow in place of victims above the threshold', () => {
    const workloads = [
      holder('own', 'q1', 4),
      withPriority(1, holder('d1', 'q2', 4)),
      withPriority(1, holder('d2', 'q2', 4)),
    ];
    expect(victims({ clusterQueues: borrowing, workloads }, incoming(4, { priority: 2 }), 'q1')).toEqual([]);
  });
});

describe('the worked vectors of preemption with Fair Sharing (kueue-quota §20.7)', () => {
  const clusterQueues = [
    cores('a', 'all', 3),
    cores('b', 'all', 3),
    cores('c', 'all', 3, { reclaimWithinCohort: 'Any' }),
  ];
  const units = (name: string, count: number): Workload[] =>
    Array.from({ length: count }, (_, i) => holder(`${name}${i + 1}`, name, 1));

  it('takes from a borrower whatever the shares while the preemptor stays within nominal', () => {
    const parts = { clusterQueues, configuration: FAIR, workloads: [...units('a', 3), ...units('b', 6)] };
    expect(victims(parts, incoming(1), 'c')).toEqual(['b6: InCohortReclamation']);
  });

  it('takes from a queue that keeps at least the share that the preemptor gets: 111.1 ≤ 222.2', () => {
    const parts = { clusterQueues, configuration: FAIR, workloads: [...units('b', 6), ...units('c', 3)] };
    expect(victims(parts, incoming(1), 'c')).toEqual(['b6: InCohortFairSharing']);
  });

  it('takes nothing where the preemptor would have as much as the other had: 222.2 < 222.2 is false', () => {
    const parts = { clusterQueues, configuration: FAIR, workloads: [...units('b', 5), ...units('c', 4)] };
    expect(victims(parts, incoming(1), 'c')).toEqual([]);
  });

  it('takes a large workload by the second strategy: 222.2 > 0, but 222.2 < 333.3', () => {
    const parts = { clusterQueues, configuration: FAIR, workloads: [holder('b1', 'b', 6), ...units('c', 3)] };
    expect(victims(parts, incoming(2), 'c')).toEqual(['b1: InCohortFairSharing']);
    const firstOnly = { fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare'] as const } };
    expect(victims({ ...parts, configuration: firstOnly }, incoming(2), 'c')).toEqual([]);
  });
});
