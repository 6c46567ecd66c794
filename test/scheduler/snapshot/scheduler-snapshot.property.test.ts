import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SchedulerSnapshot, WorkloadInfo } from '../../../src/scheduler/index.ts';
import { arbitraryParts, arbitraryWorkload, QUEUES, shuffled } from '../arbitrary-scheduler.ts';
import { admitted, assign, infoIn, type SnapshotParts, snapshot } from '../make-scheduler.ts';

type Op = 'add' | 'remove' | 'addUsage' | 'removeUsage' | 'mark' | 'rollback' | 'commit';

interface Step {
  readonly op: Op;
  readonly which: number;
}

const OPS: readonly Op[] = ['add', 'remove', 'addUsage', 'removeUsage', 'mark', 'rollback', 'commit'];
const steps = fc.array(fc.record({ op: fc.constantFrom(...OPS), which: fc.nat(20) }), { maxLength: 30 });

/** Everything that a decision can see of a snapshot, with the order of workloads. */
function contents(state: SchedulerSnapshot): unknown {
  const { forest, flavorResources } = state.quota.quota;
  const numbers = Array.from({ length: flavorResources.count }, (_, i) => i);
  return {
    queues: [...state.queues.keys()],
    inactive: [...state.inactiveQueues],
    usage: forest.names.map((name, node) => [name, numbers.map((number) => state.quota.usage(node, number))]),
    leaves: [...state.topology].map(([flavor, of]) => [flavor, [...of.leaves()]]),
    workloads: [...state.queues.values()].map((queue) => [...state.workloadsOf(queue)].map(({ key }) => key)),
  };
}

/** Does one thing, if it can be done. */
function play(state: SchedulerSnapshot, { op, which }: Step, all: readonly WorkloadInfo[], marks: number[]): void {
  const info = all[which % all.length] as WorkloadInfo;
  const queue = state.queues.get(info.clusterQueue);
  const isThere = queue !== undefined && state.findWorkload(queue, info.key) !== undefined;
  if (op === 'add' && queue !== undefined && !isThere) state.addWorkload(info);
  if (op === 'remove' && isThere) state.removeWorkload(info);
  if (op === 'addUsage' && queue !== undefined) state.addUsage(queue, info.usage);
  if (op === 'removeUsage' && queue !== undefined) state.removeUsage(queue, info.usage);
  if (op === 'mark') marks.push(state.mark());
  const mark = marks[which % Math.max(1, marks.length)];
  if (mark === undefined || (op !== 'rollback' && op !== 'commit')) return;
  marks.length = marks.indexOf(mark);
  if (op === 'rollback') state.rollback(mark);
  else state.commit(mark);
}

/** Workloads to play with: those that hold quota, and two more. */
function players(state: SchedulerSnapshot, { workloads = [] }: SnapshotParts): WorkloadInfo[] {
  const more = ['x', 'y'].map((name, i) => admitted(name, QUEUES[i] as string, { cpu: ['first', i + 1] }));
  return [...workloads, ...more].map((one) => infoIn(state, one, ''));
}

describe('a snapshot', () => {
  it('is after a rollback what it was at the mark, bit for bit, order and all', () => {
    fc.assert(
      fc.property(arbitraryParts, steps, (parts, script) => {
        const state = snapshot(parts);
        const all = players(state, parts);
        const before = contents(state);
        const outer = state.mark();
        for (const step of script) play(state, step, all, []);
        state.rollback(outer);
        expect(contents(state)).toEqual(before);
      }),
    );
  });

  it('comes through nested marks as if what was rolled back had never been', () => {
    fc.assert(
      fc.property(arbitraryParts, steps, (parts, script) => {
        const state = snapshot(parts);
        const all = players(state, parts);
        const marks: number[] = [];
        const seen: unknown[] = [];
        for (const step of script) {
          const open = marks.length;
          play(state, step, all, marks);
          if (marks.length > open) seen.push(contents(state));
          else if (step.op === 'rollback' && open > marks.length) expect(contents(state)).toEqual(seen[marks.length]);
          seen.length = marks.length;
        }
      }),
    );
  });

  it('is the same whatever order its objects are listed in, and so are its assignments', () => {
    const orders = arbitraryParts.chain((parts) =>
      fc.record({
        parts: fc.constant(parts),
        nodes: shuffled(parts.nodes ?? []),
        resourceFlavors: shuffled(parts.resourceFlavors ?? []),
        cohorts: shuffled(parts.cohorts ?? []),
        clusterQueues: shuffled(parts.clusterQueues ?? []),
        workloads: shuffled(parts.workloads ?? []),
      }),
    );
    fc.assert(
      fc.property(orders, arbitraryWorkload, ({ parts, ...order }, waiting) => {
        const [one, other] = [snapshot(parts), snapshot({ ...parts, ...order })];
        expect(contents(other)).toEqual(contents(one));
        for (const name of one.queues.keys()) expect(assign(other, name, waiting)).toEqual(assign(one, name, waiting));
      }),
    );
  });

  it('stays as it was when flavors are assigned', () => {
    fc.assert(
      fc.property(arbitraryParts, arbitraryWorkload, (parts, waiting) => {
        const state = snapshot(parts);
        const before = contents(state);
        for (const name of state.queues.keys()) assign(state, name, waiting);
        expect(contents(state)).toEqual(before);
      }),
    );
  });
});
