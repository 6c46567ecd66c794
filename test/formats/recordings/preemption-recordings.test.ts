import { describe, expect, it } from 'vitest';
import { type VerifyReport, verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';

const KUEUE = { apiVersion: 'kueue.x-k8s.io/v1beta2' };

function workload(name: string, cpu: string, clusterQueue?: string) {
  const template = { spec: { containers: [{ name: 'c', resources: { requests: { cpu } } }] } };
  const held = { name: 'main', count: 1, flavors: { cpu: 'f' }, resourceUsage: { cpu } };
  return {
    ...KUEUE,
    kind: 'Workload',
    metadata: { name, namespace: 'ns' },
    spec: { priority: clusterQueue === undefined ? 1 : 0, podSets: [{ name: 'main', count: 1, template }] },
    ...(clusterQueue && { status: { admission: { clusterQueue, podSetAssignments: [held] } } }),
  };
}

const OBJECTS = [
  { ...KUEUE, kind: 'ResourceFlavor', metadata: { name: 'f' } },
  {
    ...KUEUE,
    kind: 'ClusterQueue',
    metadata: { name: 'q' },
    spec: {
      preemption: { withinClusterQueue: 'LowerPriority' },
      resourceGroups: [
        { coveredResources: ['cpu'], flavors: [{ name: 'f', resources: [{ name: 'cpu', nominalQuota: '2' }] }] },
      ],
    },
  },
  workload('low', '2', 'q'),
];

/** One workload that preempts another of its queue. */
const PREEMPTION = {
  id: 'p',
  kind: 'preemption',
  now: '2026-01-01T12:00:00.000000001Z',
  objects: OBJECTS,
  ask: {
    workload: workload('in', '1'),
    clusterQueue: 'q',
    assignment: { main: { cpu: { flavor: 'f', mode: 'Preempt' } } },
    counts: { main: 1 },
  },
  expect: { targets: [{ workload: 'ns/low', reason: 'InClusterQueue' }] },
};

const POLICY = {
  id: 'p',
  kind: 'policy',
  ask: { policy: 'LowerPriority', preemptor: workload('in', '1'), candidate: workload('low', '1', 'q') },
  expect: { allowed: true },
};

const ORDER = {
  id: 'o',
  kind: 'order',
  now: '2026-01-01T12:00:00Z',
  objects: OBJECTS,
  ask: { what: 'preemptionCandidates', clusterQueue: 'q' },
  expect: { order: ['ns/low'] },
};

const TARGETS = {
  ...ORDER,
  ask: { what: 'fairTargets', clusterQueue: 'q', candidates: ['q'], actions: ['drop'] },
  expect: { order: ['q'] },
};

function judge(...lines: object[]): VerifyReport {
  const result = readRecordings({ file: 'r.jsonl', text: lines.map((line) => JSON.stringify(line)).join('\n') });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return verify(result.value);
}

function problemsOf(line: object): string[] {
  const result = readRecordings({ file: 'r.jsonl', text: JSON.stringify(line) });
  return result.state === 'read' ? [] : result.problems.map(({ field, message }) => `${field}: ${message}`);
}

describe('a recording of preemption', () => {
  it.each([PREEMPTION, POLICY, ORDER, TARGETS])('is read and judged: $kind', (line) => {
    expect(judge(line)).toEqual({ kinds: { [line.kind]: { passed: 1, failed: 0, notRun: 0 } }, failures: [] });
  });

  it('is compared with what issuing comes to only where that is recorded', () => {
    const { failures } = judge({ ...PREEMPTION, expect: { ...PREEMPTION.expect, preempted: 1 } });
    expect(failures[0]?.actual).toMatchObject({ issued: { preempted: 1, workloads: { 'ns/low': {} } } });
  });

  it('is compared with admission checks as they stand in the object (kueue-quota §14.3)', () => {
    const since = { lastTransitionTime: '2026-01-01T11:00:00Z' };
    const podSetUpdates = [{ name: 'main', nodeSelector: { pool: 'a' } }];
    const waiting = { name: 'waiting', state: 'Pending', message: 'soon', podSetUpdates, ...since };
    const low = workload('low', '2', 'q');
    const admissionChecks = [{ name: 'done', state: 'Ready', message: '', podSetUpdates, ...since }, waiting];
    const objects = [...OBJECTS.slice(0, -1), { ...low, status: { ...low.status, admissionChecks } }];
    const { failures } = judge({ ...PREEMPTION, objects, expect: { ...PREEMPTION.expect, preempted: 1 } });
    const message = 'Reset to Pending after eviction. Previously: Ready';
    const done = { name: 'done', state: 'Pending', message, lastTransitionTime: '2026-01-01T12:00:00Z' };
    const workloads = { 'ns/low': { admissionChecks: [done, waiting] } };
    expect(failures[0]?.actual).toMatchObject({ issued: { workloads } });
  });

  it('asks in the queue that it names, whatever the workload holds', () => {
    const asking = { ...workload('in', '1', 'elsewhere'), spec: workload('in', '1').spec };
    expect(judge({ ...PREEMPTION, ask: { ...PREEMPTION.ask, workload: asking } }).failures).toEqual([]);
  });

  it('fails, and says so, where the queue takes no workloads', () => {
    for (const line of [PREEMPTION, TARGETS]) {
      const ask = { ...line.ask, clusterQueue: 'gone' };
      expect(judge({ ...line, ask }).failures[0]?.actual).toBe('the queue is inactive');
    }
  });

  it('fails, and spares the next, where what is asked is an error', () => {
    const held = { name: 'main', count: 1, flavors: { cpu: 'unknown' }, resourceUsage: { cpu: '1' } };
    const status = { admission: { clusterQueue: 'q', podSetAssignments: [held] } };
    const broken = { ...PREEMPTION, ask: { ...PREEMPTION.ask, workload: { ...workload('in', '1'), status } } };
    const { kinds, failures } = judge(broken, PREEMPTION);
    expect(kinds).toEqual({ preemption: { passed: 1, failed: 1, notRun: 0 } });
    expect(failures[0]?.expected).toEqual(PREEMPTION.expect);
    expect(failures[0]?.actual).toContain('cpu of flavor "unknown"');
  });

  it('of an order that is not judged yet is counted as not run', () => {
    const { kinds } = judge({ ...ORDER, ask: { what: 'somethingElse' } });
    expect(kinds).toEqual({ order: { passed: 0, failed: 0, notRun: 1 } });
  });
});

describe('a recording that is damaged is refused with its place:', () => {
  it.each([
    [
      'its clock',
      { ...PREEMPTION, now: 'noon' },
      ['now: expected a time such as "2026-01-01T12:00:00Z", found "noon"'],
    ],
    ['its clock missing', { ...ORDER, now: undefined }, ['now: "now" is missing; add it (a text)']],
    [
      'a mode',
      { ...PREEMPTION, ask: { ...PREEMPTION.ask, assignment: { main: { cpu: { flavor: 'f', mode: 'Premept' } } } } },
      [
        'ask.assignment.main.cpu.mode: expected one of NoFit, Preempt, DeferredFit, Fit, found "Premept" ' +
          '(did you mean "Preempt"?)',
      ],
    ],
    [
      'the asking workload',
      { ...PREEMPTION, ask: { ...PREEMPTION.ask, workload: 7 } },
      ['ask.workload: expected an object of kind Workload'],
    ],
    [
      'both workloads of a policy',
      { ...POLICY, ask: { policy: 'Any', preemptor: [], candidate: 'x' } },
      ['ask.preemptor: expected an object of kind Workload', 'ask.candidate: expected an object of kind Workload'],
    ],
    [
      'what is done in a turn',
      { ...TARGETS, ask: { ...TARGETS.ask, actions: ['peek'] } },
      ['ask.actions[0]: expected one of pop, drop, found "peek"'],
    ],
  ])('%s', (_, line, problems) => {
    expect(problemsOf(line)).toEqual(problems.map((text) => expect.stringContaining(text)));
  });
});
