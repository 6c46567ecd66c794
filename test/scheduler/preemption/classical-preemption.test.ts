import { describe, expect, it } from 'vitest';
import type { ClusterQueue, Workload } from '../../../src/model/index.ts';
import { cohort } from '../../quota/make-quota.ts';
import { snapshot } from '../make-scheduler.ts';
import { cores, evicted, holder, incoming, targetsIn, victims } from './make-preemption.ts';

const ANY = { reclaimWithinCohort: 'Any' } as const;
const BOTH = { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' } as const;
const HIGH = { priority: 1 };

describe('within a queue', () => {
  it('preempts while the queue borrows', () => {
    const clusterQueues = [cores('q', 'all', 2, { withinClusterQueue: 'LowerPriority' }), cores('lender', 'all', 4)];
    const workloads = [holder('w1', 'q', 3), holder('w2', 'q', 3)];
    expect(victims({ clusterQueues, workloads }, incoming(3, HIGH), 'q')).toEqual(['w2: InClusterQueue']);
  });

  it('takes nobody who holds nothing of what is short', () => {
    const clusterQueues = [cores('q', '', 4, { withinClusterQueue: 'LowerPriority' })];
    const other = { ...holder('w1', 'q', 4), admission: { clusterQueue: 'q', podSetAssignments: [] } };
    expect(victims({ clusterQueues, workloads: [other] }, incoming(5, HIGH), 'q')).toEqual([]);
  });

  it('takes whoever was assigned the flavor, even for nothing', () => {
    const clusterQueues = [cores('q', '', 4, { withinClusterQueue: 'LowerPriority' })];
    expect(victims({ clusterQueues, workloads: [holder('w1', 'q', 0)] }, incoming(4, HIGH), 'q')).toEqual([
      'w1: InClusterQueue',
    ]);
  });
});

describe('victims of the own queue', () => {
  it('come after all of other queues, whatever their priority', () => {
    const clusterQueues = [cores('q', 'all', 6, BOTH), cores('other', 'all', 2)];
    const workloads = [holder('own1', 'q', 3, { priority: -9 }), holder('far2', 'other', 5, { priority: 9 })];
    expect(victims({ clusterQueues, workloads }, incoming(3, HIGH), 'q')).toEqual(['far2: InCohortReclamation']);
  });

  it('come first where they are evicted already', () => {
    const clusterQueues = [cores('q', 'all', 6, BOTH), cores('other', 'all', 2)];
    const workloads = [evicted(holder('own1', 'q', 3)), holder('far2', 'other', 5)];
    expect(victims({ clusterQueues, workloads }, incoming(3, HIGH), 'q')).toEqual(['own1: InClusterQueue']);
  });
});

describe('reclaimWithinCohort', () => {
  it('stops at a queue as soon as it borrows no more', () => {
    const clusterQueues = [cores('q', 'all', 6, ANY), cores('b', 'all', 3), cores('c', 'all', 3)];
    const workloads = [holder('b3', 'b', 4), holder('b2', 'b', 3), holder('c1', 'c', 5)];
    expect(victims({ clusterQueues, workloads }, incoming(6), 'q')).toEqual([
      'b3: InCohortReclamation',
      'c1: InCohortReclamation',
    ]);
  });

  it('stops at a cohort as soon as it borrows no more, though queues in it borrow from each other', () => {
    const clusterQueues = [
      cores('q', 'left', 4, ANY),
      cores('b', 'right', 2),
      cores('c', 'right', 4),
      cores('d', 'root', 0),
    ];
    const cohorts = [cohort('left', 'root', {}), cohort('right', 'root', {})];
    const workloads = [holder('b4', 'b', 2), holder('b3', 'b', 3), holder('c2', 'c', 3), holder('d1', 'd', 2)];
    expect(victims({ clusterQueues, cohorts, workloads }, incoming(4), 'q')).toEqual([
      'b4: InCohortReclamation',
      'd1: InCohortReclamation',
    ]);
  });

  it('passes over inactive queues, whose workloads are not in sight', () => {
    const stopped: ClusterQueue = { ...cores('b', 'all', 0), stopPolicy: 'Hold' };
    const clusterQueues = [cores('q', 'all', 6, ANY), stopped, cores('c', 'all', 0)];
    const workloads = [holder('b2', 'b', 3), holder('c1', 'c', 3)];
    expect(victims({ clusterQueues, workloads }, incoming(3), 'q')).toEqual(['c1: InCohortReclamation']);
  });

  it('takes back what the own side of the cohort lent, although the queue has no quota', () => {
    const cohorts = [cohort('left', 'root', {}), cohort('right', 'root', {})];
    const clusterQueues = [cores('q', 'left', 0, ANY), cores('idle', 'left', 4), cores('b', 'right', 0)];
    const workloads = [holder('b1', 'b', 4, { priority: 9 })];
    expect(victims({ clusterQueues, cohorts, workloads }, incoming(4), 'q')).toEqual(['b1: InCohortReclamation']);
    const flat = clusterQueues.map((one) => ({ ...one, cohortName: 'root' }));
    expect(victims({ clusterQueues: flat, workloads }, incoming(4), 'q')).toEqual([]);
  });

  it('needs on that side only what nearer cohorts do not keep to themselves', () => {
    const parts = (lendingLimit: number) => ({
      cohorts: [
        cohort('near', 'far', { f: { cpu: [0, undefined, lendingLimit] } }),
        cohort('far', 'root', {}),
        cohort('right', 'root', {}),
      ],
      clusterQueues: [
        cores('q', 'near', 0, ANY),
        cores('idle', 'near', 2),
        cores('idler', 'far', 3),
        cores('b', 'right', 0),
      ],
      workloads: [holder('b1', 'b', 3)],
    });
    // 2 of the 5 are kept in the near cohort, so that the far one with its 3 has the rest; or it has all 5.
    expect(victims(parts(0), incoming(5), 'q')).toEqual(['b1: InCohortReclamation']);
    expect(victims(parts(2), incoming(5), 'q')).toEqual(['b1: InCohortReclamation']);
    expect(victims(parts(2), incoming(6), 'q')).toEqual([]);
  });
});

describe('borrowing', () => {
  const OTHERS = [cores('b', 'all', 0), cores('lender', 'all', 4)];
  const borrowing = (policy: 'Never' | 'LowerPriority' | '', maxPriorityThreshold?: number): ClusterQueue[] => [
    cores('q', 'all', 2, {
      reclaimWithinCohort: 'Any',
      borrowWithinCohort: { policy, ...(maxPriorityThreshold !== undefined && { maxPriorityThreshold }) },
    }),
    ...OTHERS,
  ];
  const held = (priority: number): Workload[] => [holder('b1', 'b', 6, { priority })];
  const reasons = (clusterQueues: readonly ClusterQueue[], priority: number, cpu: number): string[] =>
    victims({ clusterQueues, workloads: held(priority) }, incoming(cpu, { priority: 5 }), 'q');

  it('is not done in place of others where borrowWithinCohort forbids it', () => {
    expect(reasons(borrowing('Never'), 0, 4)).toEqual([]);
    expect(reasons([cores('q', 'all', 2, ANY), ...OTHERS], 0, 4)).toEqual([]);
    expect(reasons([cores('q', 'all', 2, ANY), ...OTHERS], 0, 2)).toEqual(['b1: InCohortReclamation']);
  });

  it('is done in place of lower priorities up to the threshold, inclusive', () => {
    expect(reasons(borrowing('LowerPriority'), 4, 4)).toEqual(['b1: InCohortReclaimWhileBorrowing']);
    expect(reasons(borrowing('LowerPriority'), 5, 4)).toEqual([]);
    expect(reasons(borrowing('LowerPriority', 3), 3, 4)).toEqual(['b1: InCohortReclaimWhileBorrowing']);
    expect(reasons(borrowing('LowerPriority', 3), 4, 4)).toEqual([]);
  });

  it('is allowed by an empty policy, which no API server lets through', () => {
    expect(reasons(borrowing(''), 0, 4)).toEqual(['b1: InCohortReclaimWhileBorrowing']);
  });

  it('is tried first where it is allowed, so that fewer have to go', () => {
    const borrowWithinCohort = { policy: 'LowerPriority' } as const;
    const clusterQueues = [cores('q', 'all', 2, { ...BOTH, borrowWithinCohort }), ...OTHERS];
    const workloads = [
      holder('own1', 'q', 2),
      holder('low2', 'b', 2, { priority: 0 }),
      holder('high1', 'b', 2, { priority: 9 }),
    ];
    // Without borrowing it would take low2, high1 and own1.
    expect(victims({ clusterQueues, workloads }, incoming(2, { priority: 5 }), 'q')).toEqual([
      'low2: InCohortReclaimWhileBorrowing',
    ]);
  });

  it('is tried last where it is forbidden, and then only victims of the own queue are left', () => {
    const clusterQueues = [cores('q', 'all', 2, BOTH), cores('b', 'all', 0), cores('lender', 'all', 4)];
    const workloads = [holder('own1', 'q', 1), holder('b2', 'b', 5)];
    expect(victims({ clusterQueues, workloads }, incoming(2, HIGH), 'q')).toEqual([
      'b2: InCohortReclamation',
      'own1: InClusterQueue',
    ]);
    const larger = [holder('own1', 'q', 2), holder('b2', 'b', 1)];
    expect(victims({ clusterQueues, workloads: larger }, incoming(5, HIGH), 'q')).toEqual(['own1: InClusterQueue']);
  });

  it('is the only attempt where the queue has nothing left of what is short', () => {
    const clusterQueues = [cores('q', 'all', 2, BOTH), cores('b', 'all', 0), cores('lender', 'all', 2)];
    const workloads = [holder('own1', 'q', 1), holder('own2', 'q', 1), holder('b3', 'b', 2)];
    // Without borrowing it would take b3 first, then both of its own.
    expect(victims({ clusterQueues, workloads }, incoming(2, HIGH), 'q')).toEqual([
      'own1: InClusterQueue',
      'own2: InClusterQueue',
    ]);
  });
});

describe('filling back', () => {
  it('goes from the last but one to the first, and puts the last in place of whom it gives back', () => {
    const clusterQueues = [cores('q', '', 10, { withinClusterQueue: 'LowerPriority' })];
    const workloads = [
      holder('a', 'q', 1, { priority: -4 }),
      holder('b', 'q', 2, { priority: -3 }),
      holder('c', 'q', 1, { priority: -2 }),
      holder('d', 'q', 6, { priority: -1 }),
    ];
    const names = targetsIn(snapshot({ clusterQueues, workloads }), incoming(8), 'q').map(
      ({ workload }) => workload.uid,
    );
    // c is given back first, so d stands in its place; then b is needed, and a is not, so d stands in the place of a.
    expect(names).toEqual(['d', 'b']);
  });
});
