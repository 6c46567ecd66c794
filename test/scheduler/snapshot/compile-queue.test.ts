import { describe, expect, it } from 'vitest';
import { queue, queueIn, snapshot } from '../make-scheduler.ts';

const topologies = [{ name: 't', levels: ['rack'] }];

describe('a compiled queue', () => {
  it('knows the group of each resource, the first where several cover it', () => {
    const of = queueIn(
      snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 1 } }, { b: { cpu: 1, memory: 1 } }])] }),
      'q',
    );
    expect([...of.groupOf].map(([resource, { index }]) => [resource, index])).toEqual([
      ['cpu', 0],
      ['memory', 1],
    ]);
  });

  it('numbers every covered resource of every flavor, listed or not', () => {
    const state = snapshot({ clusterQueues: [queue('q', [{ a: { cpu: 1, memory: 1 }, b: { cpu: 1 } }])] });
    const [group] = queueIn(state, 'q').resourceGroups;
    const { names } = state.quota.quota.flavorResources;
    for (const { name: flavor, flavorResources } of group?.flavors ?? []) {
      for (const [resource, number] of flavorResources) expect(names[number]).toEqual({ flavor, resource });
      expect([...flavorResources.keys()]).toEqual(['cpu', 'memory']);
    }
  });

  it.each<[placing: readonly string[], known: boolean, only: boolean, flavors: readonly string[]]>([
    [['a', 'b'], true, true, ['a', 'b']],
    [['a'], true, false, ['a']],
    [['a', 'b'], false, true, []],
    [[], true, false, []],
  ])('whose flavors %j have a topology (known: %s)', (placing, known, only, flavors) => {
    const of = queueIn(
      snapshot({
        clusterQueues: [queue('q', [{ a: { cpu: 1 }, b: { cpu: 1 } }])],
        resourceFlavors: placing.map((name) => ({ name, topologyName: 't' })),
        topologies: known ? topologies : [],
      }),
      'q',
    );
    expect([of.isTopologyOnly, [...of.topologyFlavors]]).toEqual([only, flavors]);
  });

  it('knows which flavors its checks are for, and who provisions nodes', () => {
    const admissionChecks = [{ name: 'all' }, { name: 'some', onFlavors: ['b'] }];
    const controllerName = 'kueue.x-k8s.io/provisioning-request';
    const of = queueIn(
      snapshot({
        clusterQueues: [queue('q', [{ a: { cpu: 1 }, b: { cpu: 1 } }], { admissionChecks })],
        admissionChecks: [
          { name: 'all', controllerName: 'x', isActive: true },
          { name: 'some', controllerName, isActive: true },
        ],
      }),
      'q',
    );
    expect([...of.admissionChecks].map(([name, on]) => [name, [...on]])).toEqual([
      ['all', ['a', 'b']],
      ['some', ['b']],
    ]);
    expect([[...of.provisionedFlavors], of.hasMultiKueueCheck]).toEqual([['b'], false]);
  });
});
