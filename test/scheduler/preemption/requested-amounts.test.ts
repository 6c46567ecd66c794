import { describe, expect, it } from 'vitest';
import type { PodSet } from '../../../src/model/index.ts';
import { neededFlavorResources, requestedAmounts } from '../../../src/scheduler/preemption/requested-amounts.ts';
import { infoIn, podSet, queue, snapshot, workload } from '../make-scheduler.ts';

const GROUP = { f: { cpu: 9, gpu: 9, pods: 9 }, g: { cpu: 9, gpu: 9, pods: 9 } };
const state = snapshot({ clusterQueues: [queue('q', [GROUP])] });
const { flavorResources } = state.quota.quota;

type Assigned = Readonly<Record<string, readonly [flavor: string, mode: 'Preempt' | 'Fit']>>;

function assigned(name: string, count: number, flavors: Assigned) {
  const entries = Object.entries(flavors).map(([resource, [flavor, mode]]) => [resource, { flavor, mode }] as const);
  return { name, count, flavors: new Map(entries) };
}

function requested(
  podSets: readonly PodSet[],
  assignment: readonly ReturnType<typeof assigned>[],
  replaced?: readonly number[],
): Record<string, number> {
  const slice = replaced?.map((count) => ({ name: 'main', count, requests: [] }));
  const amounts = requestedAmounts(
    infoIn(state, workload('w', podSets), 'q'),
    { podSets: assignment },
    flavorResources,
    slice,
  );
  return Object.fromEntries(
    amounts.map(({ flavorResource, amount }) => {
      const { flavor, resource } = flavorResources.names[flavorResource] ?? { flavor: '', resource: '' };
      return [`${flavor}/${resource}`, Number(amount)];
    }),
  );
}

describe('what a preemptor asks for', () => {
  it('is the total of all flavors it was assigned, whatever their modes', () => {
    const podSets = [podSet('a', 2, { cpu: 1, gpu: 1 }), podSet('b', 1, { cpu: 3 })];
    const assignment = [
      assigned('a', 2, { cpu: ['f', 'Preempt'], gpu: ['g', 'Fit'] }),
      assigned('b', 1, { cpu: ['f', 'Fit'] }),
    ];
    expect(requested(podSets, assignment)).toEqual({ 'f/cpu': 5000, 'g/gpu': 2 });
  });

  it('leaves out zero requests, resources without a flavor, and pods although the queue counts them', () => {
    const podSets = [podSet('a', 2, { cpu: 0, gpu: 1, memory: 5 })];
    const assignment = [assigned('a', 2, { cpu: ['f', 'Preempt'], gpu: ['f', 'Preempt'], pods: ['f', 'Preempt'] })];
    expect(requested(podSets, assignment)).toEqual({ 'f/gpu': 2 });
  });

  it('is that of the pods assigned for, where those are fewer than all', () => {
    expect(requested([podSet('a', 4, { gpu: 2 })], [assigned('a', 3, { gpu: ['f', 'Preempt'] })])).toEqual({
      'f/gpu': 6,
    });
  });

  it('is that of the pods beyond a replaced slice', () => {
    expect(requested([podSet('a', 4, { gpu: 2 })], [assigned('a', 4, { gpu: ['f', 'Preempt'] })], [3])).toEqual({
      'f/gpu': 2,
    });
  });

  it('ends where the assignment stopped early', () => {
    const podSets = [podSet('a', 1, { gpu: 2 }), podSet('b', 1, { gpu: 1 })];
    expect(requested(podSets, [assigned('a', 1, { gpu: ['f', 'Preempt'] })])).toEqual({ 'f/gpu': 2 });
  });

  it('can only be of flavors that the quota knows', () => {
    const assignment = [assigned('a', 1, { gpu: ['unheard-of', 'Preempt'] })];
    expect(() => requested([podSet('a', 1, { gpu: 2 })], assignment)).toThrow('gpu of flavor "unheard-of"');
  });
});

describe('what a preemptor is short of', () => {
  it('is every flavor-resource in mode Preempt, each once', () => {
    const podSets = [
      assigned('a', 1, { cpu: ['f', 'Preempt'], gpu: ['g', 'Fit'] }),
      assigned('b', 1, { cpu: ['f', 'Preempt'], pods: ['f', 'Preempt'] }),
    ];
    const names = neededFlavorResources({ podSets }, flavorResources).map((i) => flavorResources.names[i]);
    expect(names).toEqual([
      { flavor: 'f', resource: 'pods' },
      { flavor: 'f', resource: 'cpu' },
    ]);
  });
});
