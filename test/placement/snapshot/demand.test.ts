import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceAmounts, ResourceList } from '../../../src/model/index.ts';
import { bindDemand, countFit, type Fit } from '../../../src/placement/snapshot/demand.ts';
import type { FlavorSnapshot } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { countIn, withPod } from '../../reference/naive-forest.ts';
import { clusterOf, snapshotOf, withNode } from '../make-cluster.ts';

type Amounts = Readonly<Record<string, number | bigint>>;

function amounts(of: Amounts): ResourceAmounts {
  return new Map(Object.entries(of).map(([resource, amount]) => [resource, BigInt(amount)]));
}

function leafWith(allocatable: ResourceList): FlavorSnapshot {
  return snapshotOf(withNode(clusterOf('b/r/a=0'), 'a', { allocatable }));
}

/** Pods that fit, and what limits them, as `2 cpu`. */
function fitOf(
  snapshot: FlavorSnapshot,
  requests: Amounts,
  {
    assumed,
    beside,
    isSimulatedEmpty = false,
  }: { assumed?: Amounts; beside?: Amounts; isSimulatedEmpty?: boolean } = {},
): string {
  const demand = bindDemand(snapshot, amounts(requests));
  const view = { isSimulatedEmpty, assumed: new Map(assumed === undefined ? [] : [[0, amounts(assumed)]]) };
  const fit: Fit = { pods: -1, limitingItem: -1 };
  const leader = beside === undefined ? undefined : bindDemand(snapshot, amounts(beside));
  const pods = countFit(demand, 0, view, leader, fit);
  expect(pods).toBe(fit.pods);
  return `${pods} ${demand[fit.limitingItem]?.resource}`;
}

describe('a leaf takes', () => {
  const cases: [what: string, allocatable: ResourceList, requests: Amounts, expected: string][] = [
    [
      'what its scarcest resource allows: 5 cpu of 2, 100 bytes of 10',
      { cpu: 5, memory: 100, pods: 9 },
      { cpu: 2000, memory: 10 },
      '2 cpu',
    ],
    [
      'of two equally scarce the first in byte order counts',
      { cpu: 4, memory: 4, pods: 9 },
      { memory: 2, cpu: 2000 },
      '2 cpu',
    ],
    ['capitals come before small letters', { cpu: 4, Zeta: 2, pods: 9 }, { cpu: 2000, Zeta: 1 }, '2 Zeta'],
    ['the pods themselves are counted, one each', { cpu: 40, pods: 8 }, { cpu: 1000 }, '8 pods'],
    ['a request for `pods` counts on top: 8 / (1 + 3)', { pods: 8 }, { pods: 3 }, '2 pods'],
    ['a request of zero limits nothing', { cpu: 0, pods: 3 }, { cpu: 0 }, '3 pods'],
    ['a request of zero for a resource that is not there limits nothing', { pods: 3 }, { gpu: 0 }, '3 pods'],
    ['nothing where a resource is missing', { cpu: 4, pods: 9 }, { cpu: 1000, gpu: 1 }, '0 gpu'],
    ['nothing where `pods` is missing', { cpu: 4 }, { cpu: 1000 }, '0 pods'],
    ['a pod without requests as long as there are pods', { pods: 2 }, {}, '2 pods'],
    ['int32 at most: 10^15 pods', { cpu: '1E', pods: '1P' }, { cpu: 1 }, '2147483647 cpu'],
    [
      'amounts beyond 2^53 exactly: (2^60 + 2) / (2^59 + 1) = 2',
      { memory: String(2n ** 60n + 2n), pods: 9 },
      { memory: 2n ** 59n + 1n },
      '2 memory',
    ],
    [
      'and one less where a single byte is missing',
      { memory: String(2n ** 60n + 1n), pods: 9 },
      { memory: 2n ** 59n + 1n },
      '1 memory',
    ],
  ];
  it.each(cases)('%s', (_, allocatable, requests, expected) => {
    expect(fitOf(leafWith(allocatable), requests)).toBe(expected);
  });
});

describe('a leaf gives less', () => {
  const leaf = (): FlavorSnapshot => leafWith({ cpu: 10, pods: 20 });

  it('by what workloads hold, unless that is to be ignored', () => {
    const snapshot = leaf();
    snapshot.addUsage(['a'], amounts({ cpu: 2000 }), 2);
    expect(fitOf(snapshot, { cpu: 1000 })).toBe('6 cpu');
    expect(fitOf(snapshot, { cpu: 1000 }, { isSimulatedEmpty: true })).toBe('10 cpu');
  });

  it('by what the workload was already given there, even when it is otherwise taken for empty', () => {
    expect(fitOf(leaf(), { cpu: 1000 }, { assumed: { cpu: 3000 } })).toBe('7 cpu');
    expect(fitOf(leaf(), { cpu: 1000 }, { assumed: { cpu: 3000 }, isSimulatedEmpty: true })).toBe('7 cpu');
    expect(fitOf(leaf(), { cpu: 1000 }, { assumed: { pods: 19 } })).toBe('1 pods');
  });

  it('by one pod of the leader beside, itself one of the pods: 10 - 4 cpu, 20 - 1 pods', () => {
    expect(fitOf(leaf(), { cpu: 1000 }, { beside: { cpu: 4000 } })).toBe('6 cpu');
    expect(fitOf(leaf(), { cpu: 1 }, { beside: { cpu: 0 } })).toBe('19 pods');
  });

  it('and never less than nothing: capacity below zero fits no pod', () => {
    const snapshot = leaf();
    snapshot.addUsage(['a'], amounts({ cpu: 1000 }), 15);
    expect(fitOf(snapshot, { cpu: 1000 })).toBe('0 cpu');
    expect(fitOf(leaf(), { cpu: 1000 }, { beside: { cpu: 11000 } })).toBe('0 cpu');
  });
});

it('counts as exact division of bigints does', () => {
  const amount = fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.bigInt({ min: 0n, max: 2n ** 62n }));
  const vector = fc.dictionary(fc.constantFrom('a', 'b', 'cpu', 'zz'), amount, { noNullPrototype: true });
  fc.assert(
    fc.property(vector, vector, fc.nat(200), (free, requests, pods) => {
      const inUnits = ([resource, amount]: [string, bigint]): [string, string] => [
        resource,
        resource === 'cpu' ? `${amount}m` : String(amount),
      ];
      const snapshot = leafWith({ ...Object.fromEntries(Object.entries(free).map(inUnits)), pods });
      const room = new Map([...amounts(free), ['pods', BigInt(pods)]] as const);
      const { n, limit } = countIn(withPod(amounts(requests)), room);
      expect(fitOf(snapshot, requests)).toBe(`${n} ${limit}`);
    }),
    { numRuns: 500, seed: 1 },
  );
});
