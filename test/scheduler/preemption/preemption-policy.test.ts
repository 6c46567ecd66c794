import { describe, expect, it } from 'vitest';
import { type PreemptionPolicy, satisfiesPreemptionPolicy } from '../../../src/scheduler/index.ts';

describe('a preemption policy', () => {
  const preemptor = { priority: 5, queueOrderMs: 1000 };
  const candidates = {
    lower: { priority: 4, queueOrderMs: 0 },
    'equal and newer': { priority: 5, queueOrderMs: 1001 },
    'equal and as old': { priority: 5, queueOrderMs: 1000 },
    'equal and older': { priority: 5, queueOrderMs: 999 },
    higher: { priority: 6, queueOrderMs: 2000 },
  };
  it.each<[PreemptionPolicy, readonly (keyof typeof candidates)[]]>([
    ['Never', []],
    ['', []],
    ['LowerPriority', ['lower']],
    ['LowerOrNewerEqualPriority', ['lower', 'equal and newer']],
    ['Any', ['lower', 'equal and newer', 'equal and as old', 'equal and older', 'higher']],
  ])('%s allows %j', (policy, allowed) => {
    const names = Object.entries(candidates).filter(([, one]) => satisfiesPreemptionPolicy(policy, preemptor, one));
    expect(names.map(([name]) => name)).toEqual(allowed);
  });
});
