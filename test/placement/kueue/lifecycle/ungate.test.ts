import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Pod, PodSetTopologyRequest, TopologyAssignment, Workload } from '../../../../src/model/index.ts';
import { type UngatePlan, ungate } from '../../../../src/placement/kueue/lifecycle/index.ts';
import { gatedPod, INDEX, ungatedPod } from './pods.ts';

const HOST = 'kubernetes.io/hostname';

function on(...entries: [host: string, count: number][]): TopologyAssignment {
  return { levels: [HOST], domains: entries.map(([host, count]) => ({ values: [host], count })) };
}

interface PodSetOf {
  readonly name?: string;
  readonly request?: PodSetTopologyRequest;
  readonly assignment: TopologyAssignment;
  readonly unhealthyNodes?: readonly string[];
}

function workload(...sets: PodSetOf[]): Workload {
  const named = sets.map((set) => ({
    name: set.name ?? 'main',
    count: set.assignment.domains.reduce((sum, { count }) => sum + count, 0),
    topologyRequest: set.request ?? {},
    topologyAssignment: set.assignment,
  }));
  return {
    name: 'w',
    podSets: named.map(({ name, count, topologyRequest }) => ({ name, count, topologyRequest, template: {} })),
    admission: {
      clusterQueue: 'q',
      podSetAssignments: named.map(({ name, count, topologyAssignment }) => ({ name, count, topologyAssignment })),
    },
    unhealthyNodes: sets.flatMap(({ unhealthyNodes = [] }) => unhealthyNodes),
  };
}

/** `pod→host` of the released, the names of the held, and how it was decided. */
function summary(plan: UngatePlan | undefined): unknown {
  if (plan?.state !== 'planned') return plan;
  const released = plan.released.map(({ pod, nodeSelector }) => `${pod}→${nodeSelector[HOST]}`);
  const held = plan.held.map(({ pod, reason }) => `${pod}: ${reason}`);
  return { by: plan.greedyReason ?? plan.by, released, ...(held.length > 0 ? { held } : {}) };
}

function indexed(...indices: number[]): Pod[] {
  return indices.map((index) => gatedPod(`p${index}`, { [INDEX]: `${index}` }));
}

const RANKED = { podIndexLabel: INDEX };

describe('ungate by rank', () => {
  it('gives consecutive ranks to the domains in order, whatever the order of the pods', () => {
    const [plan] = ungate(workload({ request: RANKED, assignment: on(['a', 2], ['b', 1]) }), indexed(2, 0, 1));
    expect(summary(plan)).toEqual({ by: 'rank', released: ['p2→b', 'p0→a', 'p1→a'] });
  });

  it('serves pods as they come, each at its own place', () => {
    const [plan] = ungate(workload({ request: RANKED, assignment: on(['a', 2], ['b', 1]) }), indexed(2));
    expect(summary(plan)).toEqual({ by: 'rank', released: ['p2→b'] });
  });

  it('leaves pods alone that are where they belong', () => {
    const pods = [ungatedPod('p0', 'a', { [INDEX]: '0' }), ...indexed(1)];
    const [plan] = ungate(workload({ request: RANKED, assignment: on(['a', 1], ['b', 1]) }), pods);
    expect(summary(plan)).toEqual({ by: 'rank', released: ['p1→b'] });
  });

  it('writes all levels of an assignment into the selector', () => {
    const assignment = { levels: ['block', 'rack'], domains: [{ values: ['b1', 'r1'], count: 1 }] };
    expect(ungate(workload({ request: RANKED, assignment }), indexed(0))).toEqual([
      {
        state: 'planned',
        podSet: 'main',
        by: 'rank',
        released: [{ pod: 'p0', nodeSelector: { block: 'b1', rack: 'r1' } }],
        held: [],
      },
    ]);
  });

  it("starts the workers' ranks after the leader's", () => {
    const request = { ...RANKED, podSetGroupName: 'g' };
    const two = workload(
      { name: 'leader', request, assignment: on(['a', 1]) },
      { name: 'worker', request, assignment: on(['a', 1], ['b', 1]) },
    );
    const pods = [
      gatedPod('l', { [INDEX]: '0' }, 'leader'),
      gatedPod('w2', { [INDEX]: '2' }, 'worker'),
      gatedPod('w1', { [INDEX]: '1' }, 'worker'),
    ];
    expect(ungate(two, pods).map(summary)).toEqual([
      { by: 'rank', released: ['l→a'] },
      { by: 'rank', released: ['w2→b', 'w1→a'] },
    ]);
  });

  it('keeps gated whose host has failed', () => {
    const failing = workload({ request: RANKED, assignment: on(['a', 1], ['b', 1]), unhealthyNodes: ['a'] });
    expect(summary(ungate(failing, indexed(0, 1))[0])).toEqual({
      by: 'rank',
      released: ['p1→b'],
      held: ['p0: unhealthy-node'],
    });
  });
});

describe('ungate in list order', () => {
  it('fills the domains one after the other', () => {
    const pods = ['x', 'y', 'z'].map((name) => gatedPod(name));
    const [plan] = ungate(workload({ assignment: on(['a', 1], ['b', 2]) }), pods);
    expect(summary(plan)).toEqual({ by: 'no-index-label', released: ['x→a', 'y→b', 'z→b'] });
  });

  it('counts the pods that have gone before', () => {
    const pods = [gatedPod('x'), ungatedPod('y', 'b'), gatedPod('z'), ungatedPod('v', 'a')];
    const [plan] = ungate(workload({ assignment: on(['a', 1], ['b', 3]) }), pods);
    expect(summary(plan)).toEqual({ by: 'no-index-label', released: ['x→b', 'z→b'] });
  });

  it('does not count finished pods, and has nothing to tell them', () => {
    const pods = [
      { ...ungatedPod('y', 'a'), phase: 'Failed' },
      { ...gatedPod('v'), phase: 'Succeeded' },
      gatedPod('x'),
    ];
    const [plan] = ungate(workload({ assignment: on(['a', 1]) }), pods);
    expect(summary(plan)).toEqual({ by: 'no-index-label', released: ['x→a'] });
  });

  it('holds pods for which no place is left', () => {
    const [plan] = ungate(workload({ assignment: on(['a', 1]) }), [gatedPod('x'), gatedPod('y')]);
    expect(summary(plan)).toEqual({ by: 'no-index-label', released: ['x→a'], held: ['y: no-place'] });
  });

  it('takes nothing back from a domain that has too many', () => {
    const pods = [ungatedPod('u', 'a'), ungatedPod('v', 'a'), gatedPod('x'), gatedPod('y')];
    const [plan] = ungate(workload({ assignment: on(['a', 1], ['b', 2]) }), pods);
    expect(summary(plan)).toEqual({ by: 'no-index-label', released: ['x→b', 'y→b'] });
  });

  it('gives the place of a failed host to a pod that then stays gated', () => {
    const failing = workload({ assignment: on(['a', 1], ['b', 1]), unhealthyNodes: ['a'] });
    expect(summary(ungate(failing, [gatedPod('x'), gatedPod('y')])[0])).toEqual({
      by: 'no-index-label',
      released: ['y→b'],
      held: ['x: unhealthy-node'],
    });
  });

  it('takes over where one pod has no rank', () => {
    const [plan] = ungate(workload({ request: RANKED, assignment: on(['a', 1], ['b', 1]) }), [
      ...indexed(1),
      gatedPod('q'),
    ]);
    expect(summary(plan)).toEqual({ by: 'bad-pod-index', released: ['p1→a', 'q→b'] });
  });

  it('takes over where a pod runs elsewhere than its rank says', () => {
    const pods = [ungatedPod('p0', 'b', { [INDEX]: '0' }), ...indexed(1)];
    const [plan] = ungate(workload({ request: RANKED, assignment: on(['a', 1], ['b', 1]) }), pods);
    expect(summary(plan)).toEqual({ by: 'pod-elsewhere', released: ['p1→a'] });
  });

  it('takes over where the assignment is smaller than the pod set', () => {
    const small = workload({ request: RANKED, assignment: on(['a', 1]) });
    const [spec] = small.podSets;
    const [held] = small.admission?.podSetAssignments ?? [];
    const odd: Workload = {
      ...small,
      podSets: [{ ...(spec as NonNullable<typeof spec>), count: 2 }],
      admission: { clusterQueue: 'q', podSetAssignments: [{ ...(held as NonNullable<typeof held>), count: 2 }] },
    };
    expect(summary(ungate(odd, indexed(1))[0])).toEqual({ by: 'rank-beyond-assignment', released: ['p1→a'] });
  });
});

describe('ungate', () => {
  it('has no plan for pod sets without a topology assignment, or a workload without admission', () => {
    expect(ungate({ name: 'w', podSets: [] }, [gatedPod('x')])).toEqual([]);
    const plain: Workload = {
      name: 'w',
      podSets: [{ name: 'main', count: 1, template: {} }],
      admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', count: 1 }] },
    };
    expect(ungate(plain, [gatedPod('x')])).toEqual([]);
  });

  it('reports an offset that is no integer', () => {
    const pod = { ...gatedPod('x'), annotations: { 'kueue.x-k8s.io/pod-index-offset': '' } };
    expect(ungate(workload({ assignment: on(['a', 1]) }), [pod])).toEqual([
      { state: 'bad-offset', podSet: 'main', value: '' },
    ]);
  });

  it('fills every domain to its count, ranked or not, in any order of arrival', () => {
    const domains = fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      selector: ([host]) => host,
    });
    fc.assert(
      fc.property(domains, fc.boolean(), fc.infiniteStream(fc.nat()), (entries, isRanked, picks) => {
        const order = entries.flatMap(([host, count]) => Array.from({ length: count }, () => host));
        const waiting = order.map((_, i) => gatedPod(`p${i}`, { [INDEX]: `${i}` }));
        const set = workload({ ...(isRanked ? { request: RANKED } : {}), assignment: on(...entries) });
        const settled: Pod[] = [];
        for (const pick of picks) {
          if (waiting.length === 0) break;
          const [pod] = waiting.splice(pick % waiting.length, 1) as [Pod];
          const [plan] = ungate(set, [...settled, pod]);
          const host = plan?.state === 'planned' ? plan.released[0]?.nodeSelector[HOST] : undefined;
          settled.push(ungatedPod(pod.name, host ?? '?', { [INDEX]: pod.labels?.[INDEX] ?? '' }));
        }
        const hosts = settled.map(({ spec }) => spec?.nodeSelector?.[HOST]);
        expect([...hosts].sort()).toEqual([...order].sort());
        if (isRanked) for (const { name, spec } of settled) expect(spec?.nodeName).toBe(order[Number(name.slice(1))]);
      }),
      { seed: 8, numRuns: 200 },
    );
  });
});
