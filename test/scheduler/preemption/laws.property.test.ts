import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PreemptionTarget, SchedulerSnapshot } from '../../../src/scheduler/index.ts';
import { fitsQuotaNow } from '../../../src/scheduler/preemption/fits-quota-now.ts';
import type { PreemptionQuestion } from '../../../src/scheduler/preemption/preemption-question.ts';
import { requestedAmounts } from '../../../src/scheduler/preemption/requested-amounts.ts';
import { TopologyFit } from '../../../src/scheduler/preemption/topology-fit.ts';
import { arbitraryPreemption, NOW_MS, type PreemptionCase } from './arbitrary-preemption.ts';
import { arbitraryTopologyPreemption, type TopologyCase } from './arbitrary-topology-preemption.ts';
import { preemptorOf, shown, snapshotOf, targetsOf } from './run-case.ts';

const anyCase: fc.Arbitrary<PreemptionCase | TopologyCase> = fc.oneof(
  arbitraryPreemption(false),
  arbitraryPreemption(true),
  arbitraryTopologyPreemption(),
  arbitraryTopologyPreemption(['LessThanOrEqualToFinalShare', 'LessThanInitialShare']),
);

/** What is in use of every quota and of every node. */
function usageOf({ quota, topology }: SchedulerSnapshot): unknown {
  const { forest, flavorResources } = quota.quota;
  const all = Array.from({ length: flavorResources.count }, (_, i) => i);
  return {
    quota: forest.names.map((name, node) => [name, ...all.map((flavorResource) => quota.usage(node, flavorResource))]),
    nodes: [...topology].map(([name, flavor]) => [name, [...flavor.leaves()]]),
  };
}

function workloadsOf(snapshot: SchedulerSnapshot): string[] {
  return [...snapshot.queues.values()].flatMap((queue) => [...snapshot.workloadsOf(queue)].map(({ key }) => key));
}

describe('a search for victims', () => {
  it('leaves the snapshot as it was, down to the order of its workloads', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const snapshot = snapshotOf(c);
        const [usage, workloads] = [usageOf(snapshot), workloadsOf(snapshot)];
        const first = shown(targetsOf(c, snapshot));
        expect(usageOf(snapshot)).toEqual(usage);
        expect(workloadsOf(snapshot)).toEqual(workloads);
        expect(shown(targetsOf(c, snapshot))).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which anything is listed', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const reversed = {
          ...c,
          clusterQueues: c.clusterQueues.toReversed(),
          cohorts: c.cohorts.toReversed(),
          workloads: c.workloads.toReversed(),
          flavors: new Map([...c.flavors].reverse()),
          ...('nodes' in c && { nodes: c.nodes.toReversed() }),
        };
        expect(shown(targetsOf(reversed))).toEqual(shown(targetsOf(c)));
      }),
      { numRuns: 60 },
    );
  });

  it('takes nobody whom it does not need: with any one given back the preemptor does not fit', () => {
    let several = 0;
    fc.assert(
      fc.property(anyCase, (c) => {
        const snapshot = snapshotOf(c);
        const targets = targetsOf(c, snapshot);
        // One victim is taken even where it would fit without.
        if (targets.length < 2) return;
        several++;
        const fitting = [true, false].filter((mayBorrow) => fitsWithout(c, snapshot, targets, mayBorrow));
        const isNeeded = (mayBorrow: boolean): boolean =>
          targets.every((spared) => {
            const others = targets.filter((target) => target !== spared);
            return !fitsWithout(c, snapshot, others, mayBorrow);
          });
        expect(fitting.some(isNeeded)).toBe(true);
      }),
      { numRuns: 200 },
    );
    expect(several).toBeGreaterThan(0);
  });
});

describe('victims that are put back', () => {
  it('leave everything as it was before they were taken, in whatever order', () => {
    fc.assert(
      fc.property(anyCase, fc.infiniteStream(fc.nat()), (c, order) => {
        const snapshot = snapshotOf(c);
        const before = usageOf(snapshot);
        const all = [...snapshot.queues.values()].flatMap((queue) => [...snapshot.workloadsOf(queue)]);
        for (const workload of all) snapshot.removeWorkload(workload);
        const shuffled = all.map((workload) => [order.next().value, workload] as const).sort(([a], [b]) => a - b);
        for (const [, workload] of shuffled) snapshot.addWorkload(workload);
        expect(usageOf(snapshot)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

function fitsWithout(
  c: PreemptionCase | TopologyCase,
  snapshot: SchedulerSnapshot,
  targets: readonly PreemptionTarget[],
  mayBorrow: boolean,
): boolean {
  const mark = snapshot.mark();
  for (const { workload } of targets) snapshot.removeWorkload(workload);
  const question = questionOf(c, snapshot);
  const fits = fitsQuotaNow(question, mayBorrow) && new TopologyFit(question).isFitting();
  snapshot.rollback(mark);
  return fits;
}

function questionOf(c: PreemptionCase | TopologyCase, snapshot: SchedulerSnapshot): PreemptionQuestion {
  const preemptor = preemptorOf(c, snapshot);
  const podSets = c.preemptor.podSets.map(({ name, count }) => ({ name, count, flavors: c.flavors }));
  const { flavorResources } = snapshot.quota.quota;
  const placed = 'nodes' in c ? [c.workers, ...(c.leader ? [c.leader] : [])] : [];
  const grouped = placed.map((request) => (placed.length > 1 ? { ...request, group: 'group' } : request));
  return {
    snapshot,
    queue: snapshot.queues.get(c.clusterQueue) as PreemptionQuestion['queue'],
    preemptor,
    needed: [],
    requests: requestedAmounts(preemptor, { podSets }, flavorResources),
    topologyRequests: new Map(grouped.length > 0 ? [['a', grouped]] : []),
    nowMs: NOW_MS,
  };
}
