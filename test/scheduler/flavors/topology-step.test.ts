import { describe, expect, it } from 'vitest';
import type { Node, PodSet, Topology, Workload } from '../../../src/model/index.ts';
import {
  type Assignment,
  assignmentMessage,
  type PodSetOutcome,
  placeForPreemption,
  withMode,
} from '../../../src/scheduler/index.ts';
import {
  admitted,
  assign,
  flavorsIn,
  infoIn,
  oracleOf,
  podSet,
  queue,
  queueIn,
  type SnapshotParts,
  snapshot,
  workload,
} from '../make-scheduler.ts';

const HOST = 'kubernetes.io/hostname';
const topologies: Topology[] = [{ name: 't', levels: ['rack', HOST] }];

/** Hosts of 4 cores and 10 pods: `a/h1` is host h1 of rack a. */
function hosts(...names: string[]): Node[] {
  return names.map((text) => {
    const [rack = '', name = ''] = text.split('/');
    return { name, labels: { rack, [HOST]: name }, allocatable: { cpu: 4, pods: 10 }, isReady: true };
  });
}

/** Queue q with 100 cores of flavor f, which places on two racks of two hosts. */
function parts(changes: SnapshotParts = {}): SnapshotParts {
  return {
    clusterQueues: [queue('q', [{ f: { cpu: 100 } }])],
    nodes: hosts('a/h1', 'a/h2', 'b/h3', 'b/h4'),
    topologies,
    resourceFlavors: [{ name: 'f', topologyName: 't' }],
    ...changes,
  };
}

/** One pod of `cpu` cores on a host, admitted to q. */
function pinned(name: string, cpu: number, host: string): Workload {
  const held = admitted(name, 'q', { cpu: ['f', cpu] });
  const assigned = held.admission?.podSetAssignments[0];
  const topologyAssignment = { levels: [HOST], domains: [{ values: [host], count: 1 }] };
  return {
    ...held,
    admission: { clusterQueue: 'q', podSetAssignments: [{ ...assigned, name: 'main', topologyAssignment }] },
  };
}

function wants(count: number, cpu: number, topologyRequest?: PodSet['topologyRequest'], name = 'main'): PodSet {
  return podSet(name, count, { cpu }, topologyRequest && { topologyRequest });
}

function placesOf({ podSets }: Assignment, index = 0): readonly (readonly [host: string | undefined, pods: number])[] {
  return (podSets[index]?.topologyAssignment?.domains ?? []).map(({ values, count }) => [values.at(-1), count]);
}

describe('a workload that wants a place', () => {
  it('gets one with its flavor', () => {
    const answer = assign(snapshot(parts()), 'q', workload('w', [wants(2, 3, { required: 'rack' })]));
    expect([answer.mode, placesOf(answer)]).toEqual([
      'Fit',
      [
        ['h1', 1],
        ['h2', 1],
      ],
    ]);
    expect(answer.usage.topology.map(({ flavor, values, count }) => [flavor, values, count])).toEqual([
      ['f', ['h1'], 1],
      ['f', ['h2'], 1],
    ]);
  });

  it('gets one without asking where all flavors of the queue have a topology', () => {
    expect(placesOf(assign(snapshot(parts()), 'q', workload('w', [wants(1, 1)])))).toEqual([['h1', 1]]);
  });

  it('gets none without the gate', () => {
    const state = snapshot(parts({ gates: { TopologyAwareScheduling: false } }));
    const answer = assign(state, 'q', workload('w', [wants(9, 4)]));
    expect([answer.mode, placesOf(answer)]).toEqual(['Fit', []]);
  });

  const full = ['h1', 'h2', 'h3', 'h4'].map((host) => pinned(`on-${host}`, 3, host));

  it('preempts for one where the topology is full, and is told what is in its way', () => {
    const answer = assign(snapshot(parts({ workloads: full })), 'q', workload('w', [wants(1, 2)]));
    expect([answer.mode, answer.podSets[0]?.mode, answer.podSets[0]?.flavors.get('cpu')?.mode]).toEqual([
      'Preempt',
      'Preempt',
      'Preempt',
    ]);
    expect(assignmentMessage(answer)).toBe(
      'couldn\'t assign flavors to pod set main: topology "t" doesn\'t allow to fit any of 1 pod(s). Total nodes: 4; ' +
        'excluded: resource "cpu": 4',
    );
    expect(answer.usage.topology).toEqual([]);
  });

  it('does not fit where the topology would not do even if it were empty', () => {
    const answer = assign(snapshot(parts()), 'q', workload('w', [wants(1, 5)]));
    expect(answer).toMatchObject({ mode: 'NoFit', noFitReason: 'TopologyPlacementFailed' });
    expect(answer.podSets[0]?.attempts).toMatchObject([
      { flavor: 'f', mode: 'NoFit', noFitReason: 'TopologyPlacementFailed' },
    ]);
    expect(answer.podSets[0]?.flavors.get('cpu')?.mode).toBe('NoFit');
    const silent = snapshot(parts({ gates: { UnadmittedWorkloadsObservability: false } }));
    const { mode, podSets } = assign(silent, 'q', workload('w', [wants(1, 5)]));
    expect([mode, podSets[0]?.attempts.map((attempt) => attempt.mode)]).toEqual(['NoFit', ['Fit']]);
  });

  it('is told of quota alone where quota is short too, as the empty topology has no words (kueue-tas §15.2)', () => {
    const state = snapshot(parts({ clusterQueues: [queue('q', [{ f: { cpu: 12 } }])], workloads: full }));
    const oracle = oracleOf(state, { 'f/cpu': { possibility: 'Preempt', borrowingLevel: 0 } });
    const fits = assign(state, 'q', workload('w', [wants(1, 4)]), { oracle });
    const never = assign(state, 'q', workload('w', [wants(1, 5)]), { oracle });
    expect([fits.mode, never.mode]).toEqual(['Preempt', 'NoFit']);
    expect(never.podSets[0]?.reasons).toEqual(['insufficient unused quota for cpu in flavor f, 5 more needed']);
  });

  it('does not fit if any pod set has no place in the empty topology, though nothing is told against that one', () => {
    const resourceFlavors = ['f', 'g'].map((name) => ({ name, topologyName: 't' }));
    const clusterQueues = [queue('q', [{ f: { cpu: 100 } }, { g: { memory: 4 } }])];
    const nodes = hosts('a/h1').map((node) => ({ ...node, allocatable: { ...node.allocatable, memory: 9 } }));
    const workloads = [admitted('x', 'q', { memory: ['g', 4] })];
    const state = snapshot(parts({ clusterQueues, resourceFlavors, nodes, workloads }));
    const oracle = oracleOf(state, { 'g/memory': { possibility: 'Preempt', borrowingLevel: 0 } });
    const answer = assign(
      state,
      'q',
      workload('w', [podSet('short', 1, { memory: 2 }), wants(1, 9, undefined, 'large')]),
      {
        oracle,
      },
    );
    expect([answer.mode, answer.noFitReason]).toEqual(['NoFit', undefined]);
    expect(answer.podSets.map(({ name, mode, reasons }) => [name, mode, reasons.length])).toEqual([
      ['short', 'Preempt', 1],
      ['large', 'Fit', 0],
    ]);
  });

  it('takes all its pod sets along when one of them has to preempt for its place', () => {
    const podSets = [wants(1, 2, undefined, 'one'), wants(1, 1, undefined, 'two')];
    const answer = assign(snapshot(parts({ workloads: full })), 'q', workload('w', podSets));
    expect(answer.podSets.map(({ flavors }) => flavors.get('cpu')?.mode)).toEqual(['Preempt', 'Preempt']);
    // Nothing stands against the second: its own mode stays.
    expect(answer.podSets.map(({ mode }) => mode)).toEqual(['Preempt', 'Fit']);
  });

  it('is told of the first of several pod sets that find no place (kueue-quota §17)', () => {
    const podSets = [wants(1, 1, undefined, 'fits'), wants(1, 9, undefined, 'z'), wants(1, 8, undefined, 'a')];
    const answer = assign(snapshot(parts()), 'q', workload('w', podSets));
    expect(answer.podSets.map(({ reasons }) => reasons.length)).toEqual([0, 1, 0]);
  });
});

describe('a pod set that can not ask for a place', () => {
  const twoFlavors = [queue('q', [{ f: { cpu: 9 } }, { g: { memory: 9 } }])];
  const request = { topologyRequest: { required: HOST } };

  function errorOf(
    changes: SnapshotParts,
    podSets: readonly PodSet[],
    rest: Partial<Workload> = {},
  ): PodSetOutcome | undefined {
    const answer = assign(snapshot(parts(changes)), 'q', workload('w', podSets, rest));
    expect(answer.mode).toBe('NoFit');
    return answer.podSets[0];
  }

  it('has flavors of two topologies', () => {
    const resourceFlavors = ['f', 'g'].map((name) => ({ name, topologyName: 't' }));
    const podSets = [podSet('main', 1, { cpu: 1, memory: 1 }, request)];
    expect(errorOf({ clusterQueues: twoFlavors, resourceFlavors }, podSets)?.error).toBe(
      'more than one TAS flavor assigned: f, g',
    );
  });

  it('has no flavor with a topology', () => {
    const podSets = [podSet('main', 1, {}, request)];
    expect(errorOf({ clusterQueues: twoFlavors }, podSets)?.error).toBe('no TAS flavor assigned');
  });

  it('stands in a queue without any', () => {
    const podSets = [podSet('main', 1, {}, request)];
    expect(errorOf({ resourceFlavors: [] }, podSets)?.error).toBe(
      'workload requires Topology, but there is no TAS cache information',
    );
  });

  const elastic = { annotations: { 'kueue.x-k8s.io/elastic-job': 'true' } };
  const gates = { ElasticJobsViaWorkloadSlicesWithTAS: true };

  it.each(['required', 'preferred'] as const)('is elastic and wants a %s place', (kind) => {
    const podSets = [wants(1, 1, { [kind]: 'rack' })];
    expect(errorOf({ gates }, podSets, elastic)?.error).toBe(
      `${kind} topology is not supported with ElasticJobsViaWorkloadSlices`,
    );
  });

  it('is elastic, and may ask without the gate, or for any place', () => {
    const bound = workload('w', [wants(1, 1, { required: 'rack' })], elastic);
    const free = workload('w', [wants(1, 1, { unconstrained: true })], elastic);
    expect(assign(snapshot(parts()), 'q', bound).mode).toBe('Fit');
    expect(assign(snapshot(parts({ gates })), 'q', free).mode).toBe('Fit');
  });

  it('has no pods', () => {
    const answer = assign(snapshot(parts()), 'q', workload('w', [wants(0, 1)]));
    expect([answer.mode, placesOf(answer)]).toEqual(['Fit', []]);
  });
});

describe('a place that is decided later', () => {
  const withCheck = (controllerName: string, onFlavors?: string[]): SnapshotParts =>
    parts({
      clusterQueues: [
        queue('q', [{ f: { cpu: 100 } }], { admissionChecks: [{ name: 'c', ...(onFlavors && { onFlavors }) }] }),
      ],
      admissionChecks: [{ name: 'c', controllerName, isActive: true }],
    });
  const PROVISIONING = 'kueue.x-k8s.io/provisioning-request';

  it.each(['kueue.x-k8s.io/multikueue', PROVISIONING])('by the controller %s', (controller) => {
    const answer = assign(snapshot(withCheck(controller)), 'q', workload('w', [wants(1, 1)]));
    expect([answer.mode, answer.podSets[0]?.delayedTopologyRequest, placesOf(answer)]).toEqual(['Fit', 'Pending', []]);
  });

  it('is decided once the nodes are provisioned and quota is held, with what the check adds to the pods', () => {
    const held = admitted('w', 'q', { cpu: ['f', 1] });
    const assigned = held.admission?.podSetAssignments[0];
    const second: Workload = {
      ...held,
      admission: {
        clusterQueue: 'q',
        podSetAssignments: [{ ...assigned, name: 'main', delayedTopologyRequest: 'Pending' }],
      },
      admissionChecks: [
        { name: 'c', state: 'Ready', podSetUpdates: [{ podSet: 'main', nodeSelector: { [HOST]: 'h3' } }] },
        { name: 'd', state: 'Pending', podSetUpdates: [{ podSet: 'main', nodeSelector: { [HOST]: 'h4' } }] },
      ],
    };
    const answer = assign(snapshot(withCheck(PROVISIONING)), 'q', second);
    expect([answer.podSets[0]?.delayedTopologyRequest, placesOf(answer)]).toEqual(['Ready', [['h3', 1]]]);
  });
});

describe('a workload on a failed node', () => {
  const held = { ...pinned('w', 3, 'gone'), unhealthyNodes: ['gone'] };

  it('gets another node', () => {
    expect(placesOf(assign(snapshot(parts({ workloads: [held] })), 'q', held))).toEqual([['h1', 1]]);
  });

  it('never goes on to preempt, so that the empty topology is not asked', () => {
    const nodes = hosts('a/h1');
    const blocked = [pinned('other', 3, 'h1'), held];
    const answer = assign(snapshot(parts({ nodes, workloads: blocked })), 'q', held);
    expect(answer.mode).toBe('Preempt');
    expect(answer.podSets[0]?.reasons).toHaveLength(1);
  });

  it('keeps its place while its node is well', () => {
    const well = pinned('w', 3, 'h4');
    expect(placesOf(assign(snapshot(parts({ workloads: [well] })), 'q', well))).toEqual([['h4', 1]]);
  });
});

describe('the place of a workload that preempts', () => {
  const full = ['h1', 'h2', 'h3', 'h4'].map((host) => pinned(`on-${host}`, 3, host));
  const state = snapshot(parts({ workloads: full }));
  const waiting = workload('w', [wants(1, 4)]);
  const question = { snapshot: state, queue: queueIn(state, 'q'), workload: infoIn(state, waiting, 'q') };
  const answer = assign(state, 'q', waiting);

  it('is where its victims were', () => {
    const victim = infoIn(state, full[2] as Workload, 'q');
    const placed = placeForPreemption(answer, [victim], question);
    expect([placesOf(placed), placed.usage.topology.map(({ values }) => values)]).toEqual([[['h3', 1]], [['h3']]]);
    // The victims are back.
    expect(assign(state, 'q', waiting).mode).toBe('Preempt');
  });

  it('is kept for it in the empty topology if there are no victims', () => {
    expect(placesOf(placeForPreemption(answer, [], question))).toEqual([['h1', 1]]);
  });

  it('is none where its victims do not make room', () => {
    const small = snapshot(parts({ workloads: full, nodes: hosts('a/h1') }));
    const other = workload('w', [wants(2, 3)]);
    const of = { snapshot: small, queue: queueIn(small, 'q'), workload: infoIn(small, other, 'q') };
    const preempting = { ...assign(small, 'q', other), mode: 'Preempt' as const };
    expect(placesOf(placeForPreemption(preempting, [infoIn(small, full[0] as Workload, 'q')], of))).toEqual([]);
  });

  it('is not asked for a workload that fits, or stands on a failed node', () => {
    const fits = assign(state, 'q', workload('w', [wants(1, 1)]));
    expect(placeForPreemption(fits, [], question)).toBe(fits);
    const held = { ...pinned('w', 4, 'gone'), unhealthyNodes: ['gone'] };
    const conditions = [{ type: 'Admitted', status: 'True' as const }];
    const of = { ...question, workload: infoIn(state, { ...held, conditions }, 'q') };
    expect(placeForPreemption(answer, [], of)).toBe(answer);
  });
});

describe('an assignment with another mode', () => {
  it('has it on all its flavors', () => {
    const deferred = withMode(assign(snapshot(parts()), 'q', workload('w', [wants(1, 1)])), 'DeferredFit');
    expect([deferred.mode, deferred.podSets[0]?.flavors.get('cpu')?.mode, deferred.podSets[0]?.mode]).toEqual([
      'DeferredFit',
      'DeferredFit',
      'Fit',
    ]);
    expect(flavorsIn(deferred)).toEqual({ cpu: 'f' });
  });
});
