import { describe, expect, it } from 'vitest';
import type { ClusterQueue, Configuration, PreemptionStrategy, Workload } from '../../../src/model/index.ts';
import { cohort } from '../../quota/make-quota.ts';
import { cores, FAIR, holder, incoming, victims } from './make-preemption.ts';

const ANY = { reclaimWithinCohort: 'Any' } as const;
const HIGH = { priority: 1 };

function only(strategy: PreemptionStrategy): Configuration {
  return { fairSharing: { preemptionStrategies: [strategy] } };
}

function weighted(queue: ClusterQueue, weight: number | string): ClusterQueue {
  return { ...queue, fairSharing: { weight } };
}

/** `name1`, `name2` … of one core each. */
function units(name: string, clusterQueue: string, count: number): Workload[] {
  return Array.from({ length: count }, (_, i) => holder(`${name}${i + 1}`, clusterQueue, 1));
}

describe('with Fair Sharing, a workload', () => {
  it('takes lower priorities of its own queue where that has the largest share, whatever the strategy', () => {
    const clusterQueues = [cores('q', 'all', 2, { ...ANY, withinClusterQueue: 'LowerPriority' }), cores('b', 'all', 4)];
    const workloads = [...units('q', 'q', 5), ...units('b', 'b', 1)];
    expect(victims({ configuration: FAIR, clusterQueues, workloads }, incoming(1, HIGH), 'q')).toEqual([
      'q5: InClusterQueue',
    ]);
  });

  it('reclaims from borrowers of the whole tree, not from those within nominal', () => {
    const cohorts = [cohort('left', 'root', {}), cohort('right', 'root', {})];
    const clusterQueues = [cores('q', 'left', 2, ANY), cores('b', 'right', 2), cores('c', 'right', 2)];
    const workloads = [...units('b', 'b', 4), ...units('c', 'c', 2)];
    expect(victims({ configuration: FAIR, clusterQueues, cohorts, workloads }, incoming(2), 'q')).toEqual([
      'b3: InCohortReclamation',
      'b4: InCohortReclamation',
    ]);
  });

  it('asks the strategies even within nominal where the gate is off', () => {
    const gates = { FairSharingPreemptWithinNominal: false };
    const clusterQueues = [cores('q', 'all', 3, ANY), cores('b', 'all', 3)];
    const parts = { gates, configuration: FAIR, clusterQueues, workloads: units('b', 'b', 6) };
    expect(victims(parts, incoming(1), 'q')).toEqual(['b6: InCohortFairSharing']);
  });

  it('without weight takes nothing from queues with weight', () => {
    const clusterQueues = [weighted(cores('q', 'all', 0, ANY), 0), cores('b', 'all', 0), cores('lender', 'all', 2)];
    const parts = { configuration: FAIR, clusterQueues, workloads: units('b', 'b', 2) };
    expect(victims(parts, incoming(1), 'q')).toEqual([]);
  });

  it('without weight takes from another without that borrows more', () => {
    const clusterQueues = [
      weighted(cores('q', 'all', 0, ANY), 0),
      weighted(cores('b', 'all', 0), 0),
      cores('lender', 'all', 4),
    ];
    const parts = { configuration: FAIR, clusterQueues, workloads: units('b', 'b', 4) };
    expect(victims(parts, incoming(1), 'q')).toEqual(['b4: InCohortFairSharing']);
    expect(victims(parts, incoming(3), 'q')).toEqual([]);
  });

  it('of a queue with twice the weight may have twice as much', () => {
    const queues = (weight: number): ClusterQueue[] => [
      weighted(cores('q', 'all', 0, ANY), weight),
      cores('b', 'all', 0),
      cores('lender', 'all', 6),
    ];
    const workloads = [...units('q', 'q', 3), ...units('b', 'b', 3)];
    const targetsOf = (weight: number): string[] =>
      victims({ configuration: FAIR, clusterQueues: queues(weight), workloads }, incoming(1), 'q');
    expect(targetsOf(1)).toEqual([]);
    expect(targetsOf(2)).toEqual(['b3: InCohortFairSharing']);
  });

  it('is compared where the ways part: a small queue of a large cohort takes from a cohort that has less', () => {
    const cohorts = [cohort('left', 'root', {}), cohort('right', 'root', {})];
    const clusterQueues = [
      cores('q', 'left', 0, ANY),
      cores('rich', 'left', 0),
      cores('b', 'right', 0),
      cores('lender', 'root', 8),
    ];
    const workloads = [...units('rich', 'rich', 5), ...units('b', 'b', 3)];
    // left would have 6 of 8 and right 3: its own neighbour has to give, which alone has more than q.
    expect(victims({ configuration: FAIR, clusterQueues, cohorts, workloads }, incoming(1), 'q')).toEqual([
      'rich5: InCohortFairSharing',
    ]);
  });
});

describe('the strategies', () => {
  const clusterQueues = [cores('q', 'all', 0, ANY), cores('b', 'all', 0), cores('lender', 'all', 9)];
  const large = [holder('b1', 'b', 9)];

  it('find a candidate just that leaves its queue at least as much as the preemptor gets', () => {
    const parts = { configuration: only('LessThanOrEqualToFinalShare'), clusterQueues, workloads: units('b', 'b', 9) };
    expect(victims(parts, incoming(4), 'q')).toHaveLength(4);
    expect(victims(parts, incoming(5), 'q')).toEqual([]);
  });

  it('find a candidate just whose queue has more than the preemptor gets', () => {
    const parts = { configuration: only('LessThanInitialShare'), clusterQueues, workloads: large };
    expect(victims(parts, incoming(8), 'q')).toEqual(['b1: InCohortFairSharing']);
    expect(victims(parts, incoming(9), 'q')).toEqual([]);
  });

  it('are tried one after another, the second on what the first passed over', () => {
    const parts = { configuration: FAIR, clusterQueues, workloads: large };
    expect(victims(parts, incoming(8), 'q')).toEqual(['b1: InCohortFairSharing']);
    expect(victims({ ...parts, configuration: only('LessThanOrEqualToFinalShare') }, incoming(8), 'q')).toEqual([]);
  });

  it('take by the second at most one of each queue', () => {
    const queues = [cores('q', 'all', 0, ANY), cores('b', 'all', 0), cores('c', 'all', 0), cores('lender', 'all', 12)];
    const workloads = [holder('b1', 'b', 3), holder('b2', 'b', 3), holder('c1', 'c', 6)];
    const parts = { configuration: FAIR, clusterQueues: queues, workloads };
    // By the first one of 3 is just while q gets 3; of 5 none is, and the second takes c1 and is done.
    expect(victims(parts, incoming(3), 'q')).toEqual(['b2: InCohortFairSharing']);
    expect(victims(parts, incoming(5), 'q')).toEqual(['c1: InCohortFairSharing']);
  });
});
