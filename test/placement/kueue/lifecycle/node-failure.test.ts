import { describe, expect, it } from 'vitest';
import {
  type FeatureGates,
  type Node,
  type Pod,
  resolveFeatureGates,
  type Taint,
  type Toleration,
  type Workload,
} from '../../../../src/model/index.ts';
import {
  decideNodeFailure,
  NODE_FAILURE_DELAY_MS,
  type NodeFailureCase,
} from '../../../../src/placement/kueue/lifecycle/index.ts';

const HOST = 'kubernetes.io/hostname';
const NOW = 100_000;

function workload(unhealthyNodes: readonly string[] = [], tolerations: readonly Toleration[] = []): Workload {
  const topologyAssignment = {
    levels: [HOST],
    domains: [
      { values: ['n1'], count: 2 },
      { values: ['n2'], count: 1 },
    ],
  };
  return {
    name: 'w',
    podSets: [{ name: 'main', count: 3, template: { spec: { tolerations } } }],
    admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', count: 3, topologyAssignment }] },
    unhealthyNodes,
  };
}

function node(isReady: boolean, ...taints: Taint[]): Node {
  return { name: 'n1', labels: { [HOST]: 'n1' }, allocatable: {}, isReady, taints };
}

const RUNNING: Pod = { name: 'running', phase: 'Running', spec: { nodeName: 'n1', nodeSelector: { [HOST]: 'n1' } } };
const STUCK: Pod = { name: 'stuck', phase: 'Pending', spec: { nodeSelector: { [HOST]: 'n1' } } };

/** One question, from a not ready node since 10 s and a running pod on it, changed as given. */
function decide(
  change: Partial<NodeFailureCase>,
  gates: Partial<FeatureGates> = {},
): ReturnType<typeof decideNodeFailure> {
  return decideNodeFailure({
    nodeName: 'n1',
    node: node(false),
    readySinceMs: NOW - 10_000,
    workload: workload(),
    pods: [RUNNING],
    gates: resolveFeatureGates(gates),
    nowMs: NOW,
    ...change,
  });
}

/** The question without a node at all. */
function decideGone(change: Partial<NodeFailureCase> = {}): ReturnType<typeof decideNodeFailure> {
  return decideNodeFailure({
    nodeName: 'n1',
    workload: workload(),
    pods: [RUNNING],
    gates: resolveFeatureGates(),
    nowMs: NOW,
    ...change,
  });
}

const UNHEALTHY = { state: 'unhealthy', podsToFail: [] };
const WAIT_FOR_POD = { state: 'wait', forPods: ['running'] };

describe('decideNodeFailure: a node that is gone', () => {
  it('is lost at once, running pods or not', () => {
    expect(decideGone()).toEqual(UNHEALTHY);
  });

  it('is lost at once when it never said whether it is ready', () => {
    const { readySinceMs: _, ...rest } = { readySinceMs: 0, node: node(false) };
    expect(decideGone(rest)).toEqual(UNHEALTHY);
  });
});

describe('decideNodeFailure: a node that is not ready', () => {
  it('is waited for as long as a pod runs on it', () => {
    expect(decide({})).toEqual(WAIT_FOR_POD);
    expect(decide({ readySinceMs: 0 })).toEqual(WAIT_FOR_POD);
  });

  it.each<[what: string, pod: Pod]>([
    ['is asked to go', { ...RUNNING, isTerminating: true }],
    ['has failed', { ...RUNNING, phase: 'Failed' }],
    ['has finished', { ...RUNNING, phase: 'Succeeded' }],
    ['runs elsewhere', { ...RUNNING, spec: { nodeName: 'n2' } }],
  ])('is lost when its pod %s', (_what, pod) => {
    expect(decide({ pods: [pod] })).toEqual(UNHEALTHY);
  });

  const byTime = { TASReplaceNodeOnPodTermination: false };
  it('is lost 30 s later by the older rule, whatever its pods do', () => {
    expect(NODE_FAILURE_DELAY_MS).toBe(30_000);
    expect(decide({ pods: [] }, byTime)).toEqual({ state: 'wait', forPods: [], untilMs: NOW + 20_000 });
    expect(decide({ readySinceMs: NOW - 29_999 }, byTime)).toEqual({ state: 'wait', forPods: [], untilMs: NOW + 1 });
    expect(decide({ readySinceMs: NOW - 30_000 }, byTime)).toEqual(UNHEALTHY);
  });

  it('is lost by whichever comes first with both rules', () => {
    const both = { TASReplaceNodeDueToNotReadyOverFixedTime: true };
    expect(decide({}, both)).toEqual({ ...WAIT_FOR_POD, untilMs: NOW + 20_000 });
    expect(decide({ pods: [] }, both)).toEqual(UNHEALTHY);
    expect(decide({ readySinceMs: NOW - 30_000 }, both)).toEqual(UNHEALTHY);
  });
});

describe('decideNodeFailure: a node that is ready', () => {
  const GPU: Taint = { key: 'gpu', value: 'bad', effect: 'NoSchedule' };
  const GOING: Taint = { key: 'going', effect: 'NoExecute' };
  const tolerant = (...tolerations: Toleration[]): Workload => workload([], tolerations);
  const cases: [what: string, node: Node, workload: Workload, decision: unknown][] = [
    ['without taints', node(true), workload(), { state: 'healthy' }],
    [
      'with a taint that only prefers',
      node(true, { key: 'x', effect: 'PreferNoSchedule' }),
      workload(),
      { state: 'healthy' },
    ],
    ['with an untolerated taint', node(true, GPU), workload(), WAIT_FOR_POD],
    ['with a tolerated taint', node(true, GPU), tolerant({ key: 'gpu', operator: 'Exists' }), { state: 'healthy' }],
    ['with one of two tolerated', node(true, GPU, GOING), tolerant({ key: 'gpu', operator: 'Exists' }), WAIT_FOR_POD],
    [
      'with a taint tolerated for a while',
      node(true, GOING),
      tolerant({ key: 'going', operator: 'Exists', tolerationSeconds: 300 }),
      WAIT_FOR_POD,
    ],
    [
      'with a taint tolerated for a while and for good',
      node(true, GOING),
      tolerant({ key: 'going', operator: 'Exists', tolerationSeconds: 300 }, { operator: 'Exists' }),
      { state: 'healthy' },
    ],
    [
      'with a taint that only a number tolerates',
      node(true, { key: 'n', value: '1', effect: 'NoSchedule' }),
      tolerant({ key: 'n', operator: 'Lt', value: '2' }),
      WAIT_FOR_POD,
    ],
  ];
  it.each(cases)('%s', (_what, tainted, affected, decision) => {
    expect(decide({ node: tainted, workload: affected })).toEqual(decision);
  });

  it('is lost with its taint when no pod runs on it', () => {
    expect(decide({ node: node(true, GPU), pods: [] })).toEqual(UNHEALTHY);
  });

  it('is lost at once without the gate that waits for pods; a passing toleration still waits', () => {
    const gates = { TASReplaceNodeOnPodTermination: false };
    expect(decide({ node: node(true, GPU) }, gates)).toEqual(UNHEALTHY);
    const passing = tolerant({ key: 'going', operator: 'Exists', tolerationSeconds: 300 });
    expect(decide({ node: node(true, GOING), workload: passing }, gates)).toEqual(WAIT_FOR_POD);
  });

  it('has its taints tolerated by flavors and admission checks too', () => {
    const extraTolerations = new Map([['main', [{ key: 'gpu', value: 'bad' }]]]);
    expect(decide({ node: node(true, GPU), extraTolerations })).toEqual({ state: 'healthy' });
    expect(decide({ node: node(true, GPU), extraTolerations: new Map([['other', [{ operator: 'Exists' }]]]) })).toEqual(
      WAIT_FOR_POD,
    );
  });

  it('is healthy whatever its taints without the gate for them', () => {
    expect(decide({ node: node(true, GPU), pods: [] }, { TASReplaceNodeOnNodeTaints: false })).toEqual({
      state: 'healthy',
    });
  });
});

describe('decideNodeFailure', () => {
  it('evicts when another node has failed before', () => {
    expect(decideGone({ workload: workload(['n2']) })).toEqual({
      state: 'evict',
      reason: 'NodeFailures',
      message: 'Workload eviction triggered due to multiple TAS assigned node failures, including: n2, n1',
    });
  });

  it('does not evict for the node that is listed already', () => {
    expect(decideGone({ workload: workload(['n1']) })).toEqual(UNHEALTHY);
  });

  it('fails the pods that were told to run there and never can', () => {
    const gate = { name: 'kueue.x-k8s.io/topology' };
    const pods: Pod[] = [
      STUCK,
      { ...STUCK, name: 'gated', spec: { ...STUCK.spec, schedulingGates: [gate] } },
      { ...STUCK, name: 'elsewhere', spec: { nodeSelector: { [HOST]: 'n2' } } },
      { ...STUCK, name: 'bound', spec: { ...STUCK.spec, nodeName: 'n1' } },
      { ...RUNNING, name: 'gone', phase: 'Failed' },
    ];
    expect(decideGone({ pods })).toEqual({ state: 'unhealthy', podsToFail: ['stuck'] });
    expect(decideGone({ pods, workload: workload(['n2']) })).not.toHaveProperty('podsToFail');
  });

  it('leaves a workload alone that has nothing on the node', () => {
    expect(decide({ nodeName: 'n3', node: node(false), pods: [] })).toEqual({ state: 'unaffected' });
    expect(decide({ workload: { name: 'w', podSets: [] }, pods: [] })).toEqual({ state: 'unaffected' });
  });

  it('knows a workload by a pod that still selects the node', () => {
    expect(decideGone({ workload: { name: 'w', podSets: [] }, pods: [STUCK] })).toEqual({
      state: 'unhealthy',
      podsToFail: ['stuck'],
    });
  });

  it('looks at host names only', () => {
    const topologyAssignment = { levels: ['rack'], domains: [{ values: ['n1'], count: 1 }] };
    const byRack: Workload = {
      name: 'w',
      podSets: [],
      admission: { clusterQueue: 'q', podSetAssignments: [{ name: 'main', topologyAssignment }] },
    };
    expect(decideGone({ workload: byRack, pods: [] })).toEqual({ state: 'unaffected' });
  });

  it.each(['TopologyAwareScheduling', 'TASFailedNodeReplacement'])('does nothing without %s', (gate) => {
    expect(decideGone({ gates: resolveFeatureGates({ [gate]: false }) })).toEqual({ state: 'unaffected' });
  });
});
