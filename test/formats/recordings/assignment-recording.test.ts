import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { verify } from '../../../src/analysis/index.ts';
import { readRecordings } from '../../../src/formats/index.ts';

const TABLES = '../shared/recordings/tables-assignment.jsonl';

function judged(text: string) {
  const result = readRecordings({ file: 'assignment.jsonl', text });
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return verify(result.value);
}

describe.skipIf(!existsSync(TABLES))('the recorded tables of Kueue (skipped without ../shared)', () => {
  it('are met, every flavor, mode, place and text of them', () => {
    const { kinds, failures } = judged(readFileSync(TABLES, 'utf8'));
    expect(failures.map(({ id }) => id)).toEqual([]);
    expect(kinds).toEqual({ assignment: { passed: 110, failed: 0, notRun: 0 } });
  });
});

const KUEUE = { apiVersion: 'kueue.x-k8s.io/v1beta2' };
const flavor = (name: string) => ({ ...KUEUE, kind: 'ResourceFlavor', metadata: { name } });
const quotas = (cpu: string) => [{ name: 'cpu', nominalQuota: cpu }];

/** Two flavors, the first in use; the oracle sees somebody to preempt for it. */
const RECORDING = {
  id: 'a',
  kind: 'assignment',
  gates: {},
  objects: [
    flavor('one'),
    flavor('two'),
    {
      ...KUEUE,
      kind: 'ClusterQueue',
      metadata: { name: 'q' },
      spec: {
        flavorFungibility: { whenCanPreempt: 'MayStopSearch' },
        resourceGroups: [
          {
            coveredResources: ['cpu'],
            flavors: [
              { name: 'one', resources: quotas('2') },
              { name: 'two', resources: quotas('9') },
            ],
          },
        ],
      },
    },
  ],
  ask: {
    workload: {
      ...KUEUE,
      kind: 'Workload',
      spec: {
        podSets: [
          { name: 'main', count: 1, template: { spec: { containers: [{ resources: { requests: { cpu: '1' } } }] } } },
        ],
      },
    },
    clusterQueue: 'q',
    usage: { q: { one: { cpu: '2' } } },
    preemptionOracle: {
      default: { possibility: 'NoCandidates', borrowing: 0 },
      results: [{ flavor: 'one', resource: 'cpu', possibility: 'Preempt', borrowing: 0 }],
    },
  },
  expect: {
    mode: 'Preempt',
    borrowing: 0,
    usage: { one: { cpu: '1000m' } },
    lastTriedFlavorIdx: [{ cpu: 0 }],
    podSets: [
      {
        name: 'main',
        count: 1,
        mode: 'Preempt',
        requests: { cpu: '1' },
        flavors: { cpu: { name: 'one', mode: 'Preempt', triedIdx: 0, borrow: 0 } },
        reasons: ['insufficient unused quota for cpu in flavor one, 1 more needed'],
        attempts: [
          {
            flavor: 'one',
            mode: 'Preempt',
            borrow: 0,
            preemptionPossibility: 'Preempt',
            reasons: ['insufficient unused quota for cpu in flavor one, 1 more needed'],
          },
        ],
      },
    ],
  },
};

describe('a recorded assignment', () => {
  it('passes when it is met; quantities are compared by value', () => {
    expect(judged(JSON.stringify(RECORDING)).kinds).toEqual({ assignment: { passed: 1, failed: 0, notRun: 0 } });
  });

  it('fails with both answers when it is not', () => {
    const { failures } = judged(JSON.stringify({ ...RECORDING, expect: { ...RECORDING.expect, borrowing: 1 } }));
    expect(failures).toMatchObject([{ id: 'a', expected: { borrowing: 1 }, actual: { borrowing: 0 } }]);
  });

  it('is told with the state that decides: another oracle, another flavor', () => {
    const ask = { ...RECORDING.ask, preemptionOracle: { default: RECORDING.ask.preemptionOracle.default } };
    const [failure] = judged(JSON.stringify({ ...RECORDING, ask })).failures;
    expect(failure?.actual).toMatchObject({ mode: 'Fit', usage: { two: { cpu: '1' } } });
  });

  it('fails where its queue takes no workloads', () => {
    const ask = { ...RECORDING.ask, clusterQueue: 'other' };
    expect(judged(JSON.stringify({ ...RECORDING, ask })).kinds).toEqual({
      assignment: { passed: 0, failed: 1, notRun: 0 },
    });
  });

  it.each<[title: string, change: object, field: string]>([
    ['without an oracle', { ask: { ...RECORDING.ask, preemptionOracle: undefined } }, 'ask.preemptionOracle'],
    [
      'with usage that is no quantity',
      { ask: { ...RECORDING.ask, usage: { q: { one: { cpu: 'much' } } } } },
      'ask.usage.q.one.cpu',
    ],
    ['with an unknown mode', { expect: { ...RECORDING.expect, mode: 'Perhaps' } }, 'expect.mode'],
    [
      'with a workload of a wrong type',
      { ask: { ...RECORDING.ask, workload: { ...KUEUE, kind: 'Workload', spec: { podSets: 3 } } } },
      'ask.workload.spec.podSets',
    ],
    [
      'with an unknown strategy',
      { config: { resources: { quotaCheckStrategy: 'Sometimes' } } },
      'config.resources.quotaCheckStrategy',
    ],
  ])('is refused %s', (_, change, field) => {
    const text = JSON.stringify({ ...RECORDING, ...change });
    const result = readRecordings({ file: 'assignment.jsonl', text });
    expect(result.state === 'refused' && result.problems.map((problem) => problem.field)).toContain(field);
  });
});
