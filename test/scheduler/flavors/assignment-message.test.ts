import { describe, expect, it } from 'vitest';
import {
  type Assignment,
  assignmentMessage,
  consideredFlavorsText,
  type FlavorAttempt,
  type PodSetOutcome,
} from '../../../src/scheduler/index.ts';

function assignment(...podSets: Partial<PodSetOutcome>[]): Assignment {
  const outcomes = podSets.map(
    (podSet, i): PodSetOutcome => ({
      name: `p${i}`,
      count: 1,
      requests: [],
      mode: 'NoFit',
      flavors: new Map(),
      reasons: [],
      attempts: [],
      ...podSet,
    }),
  );
  return { mode: 'NoFit', podSets: outcomes, borrowingLevel: 0, usage: { quota: [], topology: [] }, progress: [] };
}

describe('the message of an assignment (kueue-quota §8.12)', () => {
  it('is empty if nothing stands against it', () => {
    expect(assignmentMessage(assignment({}, {}))).toBe('');
  });

  it('sorts the reasons of a pod set, and keeps repetitions', () => {
    expect(assignmentMessage(assignment({ reasons: ['b', 'a', 'b'] }))).toBe(
      "couldn't assign flavors to pod set p0: a, b, b",
    );
  });

  it('tells pod sets one after another', () => {
    expect(assignmentMessage(assignment({ reasons: ['x'] }, {}, { reasons: ['y'] }))).toBe(
      "couldn't assign flavors to pod set p0: x; couldn't assign flavors to pod set p2: y",
    );
  });

  it('is nothing but the error where there is one', () => {
    expect(assignmentMessage(assignment({ reasons: ['x'] }, { error: 'bad', reasons: ['y'] }))).toBe(
      'failed to assign flavors to pod set p1: bad',
    );
  });
});

describe('the flavors that were considered (kueue-quota §8.13)', () => {
  const attempt = (flavor: string, changes: Partial<FlavorAttempt>): FlavorAttempt => ({
    flavor,
    mode: 'Fit',
    borrowingLevel: 0,
    reasons: [],
    ...changes,
  });

  it('are told with what stood against them', () => {
    const attempts = [
      attempt('a', { mode: 'NoFit', reasons: ['x', 'y'] }),
      attempt('b', { mode: 'Preempt', possibility: 'Reclaim', borrowingLevel: 1, reasons: ['z'] }),
      attempt('c', { borrowingLevel: 2 }),
      attempt('d', {}),
    ];
    const simple = { attempts: [attempt('d', {})] };
    expect(consideredFlavorsText(assignment({ attempts }, simple, { attempts: attempts.slice(0, 1) }))).toBe(
      'p0: a(NoFit;x;y), b(preemptionMode=Reclaim;borrow=1;z), c(Fit;borrow=2) | p2: a(NoFit;x;y)',
    );
  });
});
