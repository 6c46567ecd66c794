import { describe, expect, it } from 'vitest';
import { setCondition, workloadEvent } from '../../../src/scheduler/index.ts';
import { workload } from '../make-scheduler.ts';

const CONDITION = { type: 'Evicted', status: 'True', reason: 'Preempted', message: 'm' } as const;

describe('a condition', () => {
  it('that is new is as of now', () => {
    expect(setCondition(workload('w', []), CONDITION, 5).conditions).toEqual([{ ...CONDITION, lastTransitionMs: 5 }]);
  });

  it('keeps its time while its status stays, whatever else changes', () => {
    const once = setCondition(workload('w', []), CONDITION, 5);
    const twice = setCondition({ ...once, generation: 3 }, { ...CONDITION, reason: 'Other' }, 9);
    expect(twice.conditions).toEqual([{ ...CONDITION, reason: 'Other', lastTransitionMs: 5, observedGeneration: 3 }]);
    const off = setCondition(twice, { ...CONDITION, status: 'False' }, 9);
    expect(off.conditions?.[0]).toMatchObject({ status: 'False', lastTransitionMs: 9 });
  });

  it('keeps its place among the others', () => {
    const other = { type: 'Admitted', status: 'True', reason: 'r', message: 'm' } as const;
    const both = setCondition(setCondition(workload('w', []), CONDITION, 1), other, 1);
    expect(setCondition(both, CONDITION, 2).conditions?.map(({ type }) => type)).toEqual(['Evicted', 'Admitted']);
  });
});

describe('a message', () => {
  const bytes = (text: string): number => new TextEncoder().encode(text).length;

  it('is cut off at 32768 bytes in a condition and at 1024 in an event', () => {
    const long = 'x'.repeat(40_000);
    const { conditions } = setCondition(workload('w', []), { ...CONDITION, message: long }, 0);
    expect(conditions?.[0]?.message).toBe(`${'x'.repeat(32_764)} ...`);
    expect(workloadEvent('w', 'Preempted', long).message).toBe(`${'x'.repeat(1020)} ...`);
  });

  it('of just the length is left alone', () => {
    expect(workloadEvent('w', 'Preempted', 'x'.repeat(1024)).message).toBe('x'.repeat(1024));
    expect(workloadEvent('w', 'Preempted', 'é'.repeat(512)).message).toBe('é'.repeat(512));
  });

  it('is never cut within a character', () => {
    for (const text of ['é'.repeat(600), `x${'é'.repeat(600)}`, '😀'.repeat(300), `xx${'😀'.repeat(300)}`]) {
      const { message } = workloadEvent('w', 'Preempted', text);
      expect(bytes(message)).toBeLessThanOrEqual(1024);
      expect(text.startsWith(message.slice(0, -4))).toBe(true);
      expect(message.endsWith(' ...')).toBe(true);
    }
  });
});
