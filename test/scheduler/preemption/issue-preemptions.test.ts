import { describe, expect, it } from 'vitest';
import type { Workload } from '../../../src/model/index.ts';
import {
  type IssuingOptions,
  issuePreemptions,
  type PreemptionOutcome,
  type PreemptionReason,
} from '../../../src/scheduler/index.ts';
import { cohort } from '../../quota/make-quota.ts';
import { infoIn, type SnapshotParts, snapshot } from '../make-scheduler.ts';
import { cores, evicted, holder, incoming, NOW_MS } from './make-preemption.ts';

const PARTS: SnapshotParts = {
  clusterQueues: [cores('q', 'left', 4), cores('other', 'root', 4), cores('alone', '', 4)],
  cohorts: [cohort('left', 'root', {})],
};
const JOB = { 'kueue.x-k8s.io/job-uid': 'job-1' };
const PREEMPTOR = incoming(1, { namespace: 'ns', uid: 'uid-1', labels: JOB, priority: 7 });

function issue(
  victims: readonly (readonly [Workload, PreemptionReason])[],
  preemptor: Workload = PREEMPTOR,
  rest: Partial<IssuingOptions & SnapshotParts> = {},
): PreemptionOutcome {
  const state = snapshot({ ...PARTS, ...rest });
  const targets = victims.map(([workload, reason]) => ({ workload: infoIn(state, workload, ''), reason }));
  return issuePreemptions(state, infoIn(state, preemptor, 'q'), targets, { nowMs: NOW_MS, ...rest });
}

describe('an issued preemption', () => {
  const victim = holder('v1', 'other', 1, { namespace: 'ns', priority: -2 });

  it('tells the victim for whom it goes, why, and from where to where', () => {
    const { preempted, issued } = issue([[victim, 'InCohortReclamation']]);
    const message =
      'Preempted to accommodate a workload (UID: uid-1, JobUID: job-1) due to reclamation within the cohort; ' +
      'preemptor path: /root/left/q; preemptee path: /root/other';
    expect(preempted).toBe(1);
    expect(issued[0]?.message).toBe(message);
    expect(issued[0]?.evicted.conditions?.slice(1)).toEqual([
      { type: 'Evicted', status: 'True', reason: 'Preempted', message, lastTransitionMs: NOW_MS },
      { type: 'Preempted', status: 'True', reason: 'InCohortReclamation', message, lastTransitionMs: NOW_MS },
    ]);
    expect(issued[0]?.evicted.admission).toEqual(victim.admission);
  });

  it.each<[PreemptionReason, string]>([
    ['InClusterQueue', 'prioritization in the ClusterQueue'],
    ['InCohortReclamation', 'reclamation within the cohort'],
    ['InCohortFairSharing', 'Fair Sharing within the cohort'],
    ['InCohortReclaimWhileBorrowing', 'reclamation within the cohort while borrowing'],
  ])('says %s as "%s"', (reason, text) => {
    expect(issue([[victim, reason]]).issued[0]?.message).toContain(` due to ${text}; `);
  });

  it('is told as events, with the priorities of both', () => {
    const boosted = { ...victim, annotations: { 'kueue.x-k8s.io/priority-boost': '3' } };
    const { issued, events } = issue([[boosted, 'InCohortReclamation']], PREEMPTOR, { gates: { PriorityBoost: true } });
    const priorities =
      '; preemptor effective priority: 7 (base: 7, boost: 0); preemptee effective priority: 1 (base: -2, boost: 3)';
    const message = issued[0]?.message;
    expect(events).toEqual([
      { workload: 'ns/v1', type: 'Normal', reason: 'EvictedDueToPreempted', message },
      { workload: 'ns/v1', type: 'Normal', reason: 'Preempted', message: message + priorities },
      {
        workload: 'ns/in',
        type: 'Normal',
        reason: 'PreemptedWorkload',
        message: `Preempted workload ns/v1 (UID: v1) in ClusterQueue other${priorities}`,
      },
    ]);
  });

  it('shows missing UIDs of the preemptor as UNKNOWN, and of a victim as nothing', () => {
    const nameless = { ...victim, namespace: '', uid: '' };
    const { issued, events } = issue([[nameless, 'InClusterQueue']], incoming(1));
    expect(issued[0]?.message).toContain('(UID: UNKNOWN, JobUID: UNKNOWN)');
    expect(events[2]?.message).toContain('Preempted workload v1 (UID: ) in ClusterQueue other;');
  });

  it('of a queue without cohort has a path of one step', () => {
    const { issued } = issue([[holder('v1', 'alone', 1), 'InClusterQueue']]);
    expect(issued[0]?.message).toMatch(/preemptee path: \/alone$/);
  });
});

describe('a victim that goes already', () => {
  it('counts as preempted and is told nothing more, be it evicted or only expected to go', () => {
    const outcome = issue(
      [
        [evicted(holder('gone1', 'other', 1)), 'InCohortReclamation'],
        [holder('told2', 'other', 1), 'InCohortReclamation'],
        [holder('new3', 'other', 1), 'InCohortReclamation'],
      ],
      PREEMPTOR,
      { expected: new Set(['/told2']) },
    );
    expect(outcome.preempted).toBe(3);
    expect(outcome.issued.map(({ workload }) => workload.key)).toEqual(['/new3']);
    expect(new Set(outcome.events.map(({ workload }) => workload))).toEqual(new Set(['/new3', 'ns/in']));
  });
});
