import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type VerifyReport, verify } from '../../src/analysis/index.ts';
import { readRecordings } from '../../src/formats/index.ts';
import { recordingLines } from '../recording-lines.ts';

const FILE = '../shared/recordings/tables-share.jsonl';

interface Line {
  readonly kind: string;
  readonly objects?: readonly object[];
}

function judge(...lines: readonly object[]): VerifyReport {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const result = readRecordings({ file: 'recordings.jsonl', text });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  expect(result.warnings).toEqual([]);
  return verify(result.value);
}

function problemsOf(line: object): string[] {
  const result = readRecordings({ file: 'recordings.jsonl', text: JSON.stringify(line) });
  if (result.state === 'read') return [];
  return result.problems.map(({ severity, field }) => `${severity} ${field}`);
}

describe.skipIf(!existsSync(FILE))('quota arithmetic recorded of Kueue (skipped where the file is not there)', () => {
  it('is met in every number, in whatever order objects are listed', () => {
    const lines = recordingLines<Line>(FILE);
    const reversed = lines.map((line) => ({ ...line, ...(line.objects && { objects: line.objects.toReversed() }) }));
    for (const recorded of [lines, reversed]) {
      const { kinds, failures } = judge(...recorded);
      expect(failures).toEqual([]);
      expect(kinds.afs?.passed).toBeGreaterThanOrEqual(700);
      expect(kinds.share?.passed).toBeGreaterThanOrEqual(50);
    }
  });
});

/** Two queues of 4 GPUs each in one cohort; the flavor `other` belongs to nobody. */
const SHARE = {
  id: 'share/1',
  kind: 'share',
  gates: {},
  objects: [
    { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name: 'f' } },
    ...['cq', 'lender'].map((name) => ({
      apiVersion: 'kueue.x-k8s.io/v1beta2',
      kind: 'ClusterQueue',
      metadata: { name },
      spec: {
        cohortName: 'all',
        resourceGroups: [
          {
            coveredResources: ['gpu'],
            flavors: [{ name: 'f', resources: [{ name: 'gpu', nominalQuota: '4' }] }],
          },
        ],
      },
    })),
  ],
  ask: { usage: { cq: { f: { gpu: '6' } } }, requested: { f: { gpu: '1' } } },
  expect: {
    borrowingOnRequested: true,
    clusterQueues: {
      cq: node('4', '8', '2', { usage: { f: { gpu: '6' } }, available: { f: { gpu: '2' } } }, '250', true),
      lender: node('4', '8', '2', { available: { f: { gpu: '2' } } }, '0', false),
    },
    cohorts: { all: node('8', '8', '2', { usage: { f: { gpu: '6' } } }, '0', false) },
  },
};

function node(subtree: string, potential: string, available: string, more: object, share: string, borrowing: boolean) {
  const gpu = (amount: string) => ({ f: { gpu: amount } });
  return {
    subtree: gpu(subtree),
    potential: gpu(potential),
    availableUnclamped: gpu(available),
    ...more,
    share: { weightedShare: share, precise: share, borrowing, ...(borrowing && { resource: 'gpu' }) },
  };
}

describe('a recording of quota and shares', () => {
  it('passes when every number is met', () => {
    expect(judge(SHARE).kinds).toEqual({ share: { passed: 1, failed: 0, notRun: 0 } });
  });

  it('counts further requests in the shares only', () => {
    const { expect: expected, ask } = structuredClone(SHARE);
    expected.clusterQueues.cq.share = { weightedShare: '375', precise: '375', borrowing: true, resource: 'gpu' };
    const asked = { ...SHARE, ask: { ...ask, extraRequests: { f: { gpu: '1' }, other: { gpu: '9' } } } };
    expect(judge({ ...asked, expect: expected }).kinds.share?.passed).toBe(1);
    expect(judge(asked).failures.map(({ id }) => id)).toEqual(['share/1']);
  });

  it('says no to a question about nothing', () => {
    const { expect: expected } = SHARE;
    const asked = { ...SHARE, ask: { usage: SHARE.ask.usage } };
    expect(judge({ ...asked, expect: { ...expected, borrowingOnRequested: false } }).kinds.share?.passed).toBe(1);
    expect(judge({ ...asked, expect: { ...expected, borrowingOnRequested: true } }).kinds.share?.failed).toBe(1);
  });

  it('fails when a node is missing or a number is another', () => {
    const { cohorts: _, ...withoutCohorts } = SHARE.expect;
    expect(judge({ ...SHARE, expect: withoutCohorts }).kinds.share?.failed).toBe(1);
    const { failures } = judge({ ...SHARE, ask: { ...SHARE.ask, usage: { cq: { f: { gpu: '7' } } } } });
    expect(failures[0]?.actual).toMatchObject({ clusterQueues: { cq: { usage: { f: { gpu: '7' } } } } });
  });

  it('is refused with all its mistakes', () => {
    const all = {
      ...SHARE.expect.cohorts.all,
      usage: { f: { gpu: 'many' } },
      share: { weightedShare: 'all', precise: '-1', borrowing: true },
    };
    expect(problemsOf({ ...SHARE, expect: { ...SHARE.expect, cohorts: { all } } })).toEqual([
      'error expect.cohorts.all.usage.f.gpu',
      'error expect.cohorts.all.share.weightedShare',
      'error expect.cohorts.all.share.precise',
    ]);
  });
});

describe('a recording of admission fair sharing', () => {
  const config = { admissionFairSharing: { usageHalfLifeTime: '10m', usageSamplingInterval: '10m0s' } };
  const decay = { elapsedSeconds: 600, halfLifeSeconds: 600 };
  const cases: [string, line: object, wrong: object][] = [
    [
      'a decay',
      { ask: { what: 'decay', consumed: { cpu: '2' }, usage: { gpu: '1' }, ...decay } },
      { consumed: { cpu: '1', gpu: '500m' } },
    ],
    [
      'samples',
      { ask: { what: 'samples', times: 2, usage: { cpu: '1' }, ...decay } },
      { consumed: [{ cpu: '500m' }, { cpu: '750m' }] },
    ],
    ['a penalty', { config, ask: { what: 'penalty', requests: { cpu: '3n' } } }, { penalty: { cpu: '1n' } }],
    [
      'a usage',
      { ask: { what: 'usage', consumed: { cpu: '1' }, penalty: { gpu: '2' }, resourceWeights: { gpu: 3 }, weight: 2 } },
      { usage: '3.5' },
    ],
    ['an infinite usage', { ask: { what: 'usage', weight: 0 } }, { usage: '+Inf' }],
  ];
  const recording = (line: object, expected: object) => ({ id: 'afs/1', kind: 'afs', ...line, expect: expected });

  it.each(cases)('of %s passes with this answer only', (_, line, answer) => {
    expect(judge(recording(line, answer)).kinds).toEqual({ afs: { passed: 1, failed: 0, notRun: 0 } });
    const [key] = Object.keys(answer) as [string];
    const other = key === 'usage' ? '1e+06' : { memory: '1' };
    expect(judge(recording(line, { [key]: other })).kinds.afs?.failed).toBe(1);
  });

  it('is refused when the question or the answer lacks a part', () => {
    expect(problemsOf(recording({ ask: { what: 'penalty' } }, {}))).toEqual([
      'error config.admissionFairSharing',
      'error expect.penalty',
    ]);
    expect(problemsOf(recording({ ask: { what: 'usage' } }, {}))).toEqual(['error expect.usage']);
    expect(problemsOf(recording({ ask: { what: 'samples' } }, { penalty: {} }))).toEqual(['error expect.consumed']);
    expect(problemsOf(recording({ ask: { what: 'guess' } }, {}))).toEqual(['error ask.what']);
  });
});
