import { describe, expect, it } from 'vitest';
import type { FlavorFungibility, FungibilityPolicy, Workload } from '../../../src/model/index.ts';
import type { Assignment } from '../../../src/scheduler/index.ts';
import {
  admitted,
  assign,
  flavorsIn,
  oracleOf,
  podSet,
  queue,
  type SnapshotParts,
  snapshot,
  workload,
} from '../make-scheduler.ts';

const STOP: FungibilityPolicy = 'MayStopSearch';
const NEXT: FungibilityPolicy = 'TryNextFlavor';

function wants(cpu: number, rest: Partial<Workload> = {}): Workload {
  return workload('w', [podSet('main', 1, { cpu })], rest);
}

function policies(
  whenCanBorrow: FungibilityPolicy,
  whenCanPreempt: FungibilityPolicy,
): { flavorFungibility: FlavorFungibility } {
  return { flavorFungibility: { whenCanBorrow, whenCanPreempt } };
}

/** Flavor, tried index and mode of the one pod set's cpu. */
function found({ podSets }: Assignment): readonly unknown[] {
  const assigned = podSets[0]?.flavors.get('cpu');
  return [assigned?.flavor, assigned?.triedIndex, assigned?.mode, assigned?.borrowingLevel];
}

describe('where the scan stops (kueue-quota §20.4)', () => {
  // q has 4 of each of f1 and f2; a lender in its cohort has 4 of f1.
  const twoFlavors = (rest: object, workloads: Workload[] = []): SnapshotParts => ({
    clusterQueues: [
      queue('q', [{ f1: { cpu: 4 }, f2: { cpu: 4 } }], { cohortName: 'all', ...rest }),
      queue('lender', [{ f1: { cpu: 4 } }], { cohortName: 'all' }),
    ],
    workloads,
  });
  const inUse = [admitted('x', 'q', { cpu: ['f1', 4] }), admitted('y', 'lender', { cpu: ['f1', 4] })];

  it('at the first flavor that fits', () => {
    expect(found(assign(snapshot(twoFlavors(policies(STOP, NEXT))), 'q', wants(3)))).toEqual(['f1', 0, 'Fit', 0]);
  });

  it('at a borrowing flavor, if it may stop there', () => {
    expect(found(assign(snapshot(twoFlavors(policies(STOP, NEXT))), 'q', wants(6)))).toEqual(['f1', 0, 'Fit', 1]);
  });

  it('at a flavor that is told with how far it borrows', () => {
    const { podSets } = assign(snapshot(twoFlavors(policies(STOP, NEXT))), 'q', wants(6));
    expect(podSets[0]?.attempts).toEqual([{ flavor: 'f1', mode: 'Fit', borrowingLevel: 1, reasons: [] }]);
  });

  it('at the end, if it may not: the borrowing flavor is taken all the same where no other will do', () => {
    expect(found(assign(snapshot(twoFlavors(policies(NEXT, NEXT))), 'q', wants(6)))).toEqual(['f1', -1, 'Fit', 1]);
  });

  it('at a flavor within nominal quota behind a borrowing one (kueue-quota §20.8)', () => {
    const state = snapshot(twoFlavors(policies(NEXT, NEXT), [admitted('x', 'q', { cpu: ['f1', 3] })]));
    expect(found(assign(state, 'q', wants(3)))).toEqual(['f2', -1, 'Fit', 0]);
  });

  it('at a flavor where somebody can be preempted, if it may stop there', () => {
    const state = snapshot(twoFlavors(policies(STOP, STOP), inUse));
    const oracle = oracleOf(state, { 'f1/cpu': { possibility: 'Preempt', borrowingLevel: 0 } });
    expect(found(assign(state, 'q', wants(3), { oracle }))).toEqual(['f1', 0, 'Preempt', 0]);
  });

  it('at the end where nobody can be preempted, whatever the policies', () => {
    const busy = [...inUse, admitted('z', 'q', { cpu: ['f2', 4] })];
    expect(found(assign(snapshot(twoFlavors(policies(STOP, STOP), busy)), 'q', wants(3)))).toEqual([
      'f1',
      -1,
      'Preempt',
      0,
    ]);
  });

  it('without gate FlavorFungibility leaves no mark', () => {
    const state = snapshot({ ...twoFlavors(policies(NEXT, NEXT)), gates: { FlavorFungibility: false } });
    expect(found(assign(state, 'q', wants(6)))).toEqual(['f1', 0, 'Fit', 1]);
  });
});

describe('the next scan', () => {
  const state = snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 4 }, b: { cpu: 4 }, c: { cpu: 4 } }])] });
  const scanFrom = (index: number): readonly unknown[] =>
    found(assign(state, 'q', wants(1), { progress: [new Map([['cpu', index]])] }));

  it('goes on behind the flavor where the last one stopped', () => {
    expect(scanFrom(0).slice(0, 2)).toEqual(['b', 1]);
    expect(scanFrom(1).slice(0, 2)).toEqual(['c', -1]);
  });

  it('begins with the first flavor after one that came to the end', () => {
    expect(scanFrom(-1).slice(0, 2)).toEqual(['a', 0]);
  });

  it('tries nothing behind the last flavor, and says nothing of it', () => {
    const nothing = assign(state, 'q', wants(1), { progress: [new Map([['cpu', 2]])] });
    expect(nothing.podSets[0]).toMatchObject({ reasons: [], attempts: [] });
    expect(flavorsIn(nothing)).toEqual({});
  });

  it('without gate FlavorFungibility begins with the first', () => {
    const plain = snapshot({
      clusterQueues: [queue('q', [{ a: { cpu: 4 }, b: { cpu: 4 } }])],
      gates: { FlavorFungibility: false },
    });
    expect(flavorsIn(assign(plain, 'q', wants(1), { progress: [new Map([['cpu', 0]])] }))).toEqual({ cpu: 'a' });
  });
});

describe('flavors that are passed over', () => {
  const clusterQueues = [queue('q', [{ a: { cpu: 4 }, b: { cpu: 4 } }])];
  const nomination = new Map([['main', new Map([['cpu', 'b']])]]);

  it('were not nominated', () => {
    const { podSets } = assign(snapshot({ clusterQueues }), 'q', wants(9), { nomination });
    expect(podSets[0]?.reasons).toEqual([
      'skipping flavor a as it is not found in the nomination mapping for resource cpu',
      'insufficient quota for cpu in flavor b, previously considered podsets requests (0) + current podset request (9) > ' +
        'maximum capacity (4)',
    ]);
    expect(podSets[0]?.attempts.map(({ flavor }) => flavor)).toEqual(['b']);
  });

  it.each<[gates: Record<string, boolean>, flavor: string]>([
    [{}, 'b'],
    [{ TASRecomputeAssignmentWithinSchedulingCycle: false }, 'b'],
    [{ RecomputeAssignmentUponPreemptionTargetsOverlap: false }, 'b'],
    [{ RecomputeAssignmentUponPreemptionTargetsOverlap: false, TopologyAwareScheduling: false }, 'a'],
    [
      { RecomputeAssignmentUponPreemptionTargetsOverlap: false, TASRecomputeAssignmentWithinSchedulingCycle: false },
      'a',
    ],
  ])('are so with gates %j: the flavor is %s', (gates, flavor) => {
    expect(flavorsIn(assign(snapshot({ clusterQueues, gates }), 'q', wants(1), { nomination }))).toEqual({
      cpu: flavor,
    });
  });

  it.each<[allowed: string, gate: boolean, flavor: string | undefined]>([
    ['b', true, 'b'],
    ['x, b ', true, 'b'],
    ['', true, undefined],
    ['b', false, 'a'],
  ])('are not in the annotation %j (ConcurrentAdmission: %s)', (allowed, ConcurrentAdmission, flavor) => {
    const annotations = { 'kueue.x-k8s.io/workload-allowed-resource-flavors': allowed };
    const answer = assign(snapshot({ clusterQueues, gates: { ConcurrentAdmission } }), 'q', wants(1, { annotations }));
    expect(flavorsIn(answer).cpu).toBe(flavor);
    if (flavor !== undefined) return;
    expect(answer).toMatchObject({ mode: 'NoFit', noFitReason: 'NoMatchingFlavor' });
    expect(answer.podSets[0]?.reasons[0]).toBe(
      'skipping flavor a due to WorkloadAllowedResourceFlavorAnnotation annotation',
    );
  });
});

describe('the flavor of several resources', () => {
  it('is one for all, judged by the resource that has it worst', () => {
    const state = snapshot({
      clusterQueues: [queue('q', [{ a: { cpu: 4, memory: 10 }, b: { cpu: 2, memory: 100 } }])],
    });
    const answer = assign(state, 'q', workload('w', [podSet('main', 1, { cpu: 2, memory: 50 })]));
    expect(flavorsIn(answer)).toEqual({ cpu: 'b', memory: 'b' });
    expect(answer.podSets[0]?.attempts).toMatchObject([
      { flavor: 'a', mode: 'NoFit', noFitReason: 'ExceedsMaxQuota' },
      { flavor: 'b', mode: 'Fit', reasons: [] },
    ]);
  });

  it('keeps each resource its own mode', () => {
    const state = snapshot({
      clusterQueues: [queue('q', [{ a: { cpu: 4, memory: 10 } }])],
      workloads: [admitted('x', 'q', { cpu: ['a', 4] })],
    });
    const answer = assign(state, 'q', workload('w', [podSet('main', 1, { cpu: 2, memory: 5 })]), {
      oracle: oracleOf(state, { 'a/cpu': { possibility: 'Preempt', borrowingLevel: 0 } }),
    });
    expect([...(answer.podSets[0]?.flavors ?? [])].map(([resource, { mode }]) => [resource, mode])).toEqual([
      ['memory', 'Fit'],
      ['cpu', 'Preempt'],
    ]);
    expect(answer.podSets[0]?.attempts).toMatchObject([{ flavor: 'a', mode: 'Preempt', possibility: 'Preempt' }]);
  });

  it('that fits nowhere is told for every resource, also behind the first that does not fit', () => {
    const state = snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 1, memory: 1 } }])] });
    const { podSets } = assign(state, 'q', workload('w', [podSet('main', 1, { cpu: 2, memory: 5 })]));
    expect(podSets[0]?.reasons.map((reason) => reason.slice(0, 35))).toEqual([
      'insufficient quota for memory in fl',
      'insufficient quota for cpu in flavo',
    ]);
  });
});
