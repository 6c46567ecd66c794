import { describe, expect, it } from 'vitest';
import type { ClusterQueue, NodeSelectorTerm, PodSet, PodSpec, ResourceFlavor } from '../../../src/model/index.ts';
import { checkFlavor, type FlavorCheck } from '../../../src/scheduler/flavors/check-flavor.ts';
import type { QueueFlavor, QueueResourceGroup } from '../../../src/scheduler/index.ts';
import { infoIn, oracleOf, podSet, queue, queueIn, type SnapshotParts, snapshot, workload } from '../make-scheduler.ts';

/** Checks flavor `f` of queue `q` for pod sets. */
function check(podSets: readonly PodSet[], flavor: Partial<ResourceFlavor>, parts: SnapshotParts = {}): FlavorCheck {
  const state = snapshot({
    clusterQueues: [queue('q', [{ f: { cpu: 10 } }])],
    ...parts,
    resourceFlavors: [{ name: 'f', ...flavor }, ...(parts.resourceFlavors ?? [])],
  });
  const of = queueIn(state, 'q');
  const group = of.resourceGroups[0] as QueueResourceGroup;
  const question = { snapshot: state, queue: of, workload: infoIn(state, workload('w', podSets), 'q') };
  return checkFlavor(group.flavors[0] as QueueFlavor, group, podSets, { ...question, oracle: oracleOf(state) });
}

function reasonOf(answer: FlavorCheck): string | undefined {
  return answer.state === 'ok' ? undefined : answer.state === 'mismatch' ? answer.reason : `error: ${answer.error}`;
}

function withSpec(spec: PodSpec): PodSet[] {
  return [podSet('main', 1, { cpu: 1 }, { spec })];
}

describe('the taints of a flavor', () => {
  const spot = { key: 'spot', value: 'yes', effect: 'NoSchedule' };

  it.each<[title: string, spec: PodSpec, flavor: Partial<ResourceFlavor>, reason: string | undefined]>([
    ['keep pods away', {}, { nodeTaints: [spot] }, 'untolerated taint {spot yes NoSchedule <nil>} in flavor f'],
    [
      'are told in their order, without a value too',
      {},
      { nodeTaints: [{ key: 'a', effect: 'NoExecute' }, spot] },
      'untolerated taint {a  NoExecute <nil>} in flavor f',
    ],
    [
      'that are only a preference do not count',
      {},
      { nodeTaints: [{ ...spot, effect: 'PreferNoSchedule' }] },
      undefined,
    ],
    [
      'are tolerated by the pods',
      { tolerations: [{ key: 'spot', value: 'yes', effect: 'NoSchedule' }] },
      { nodeTaints: [spot] },
      undefined,
    ],
    [
      'are tolerated by the flavor itself',
      {},
      { nodeTaints: [spot], tolerations: [{ operator: 'Exists' }] },
      undefined,
    ],
    [
      'are compared as numbers by Gt: 8 is not above 8',
      { tolerations: [{ key: 'cores', operator: 'Gt', value: '8' }] },
      { nodeTaints: [{ key: 'cores', value: '8', effect: 'NoSchedule' }] },
      'untolerated taint {cores 8 NoSchedule <nil>} in flavor f',
    ],
  ])('%s', (_, spec, flavor, reason) => {
    expect(reasonOf(check(withSpec(spec), flavor))).toBe(reason);
  });
});

describe('the labels of a flavor', () => {
  const required = (...nodeSelectorTerms: NodeSelectorTerm[]): PodSpec => ({
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } },
  });
  const isIn = (key: string, ...values: string[]): NodeSelectorTerm => ({
    matchExpressions: [{ key, operator: 'In', values }],
  });
  const malformed = { matchExpressions: [{ key: 'type', operator: 'In', values: [] }] };

  // Flavor f has type=a, size=8.
  it.each<[title: string, spec: PodSpec, outcome: 'ok' | 'mismatch' | 'error']>([
    ['are selected', { nodeSelector: { type: 'a' } }, 'ok'],
    ['are selected otherwise', { nodeSelector: { type: 'b' } }, 'mismatch'],
    ['do not speak of keys that the flavor does not have', { nodeSelector: { zone: 'z', type: 'a' } }, 'ok'],
    ['do not speak of keys that every object has', { nodeSelector: { constructor: 'x' } }, 'ok'],
    ['match one of the terms', required(isIn('type', 'b'), isIn('type', 'a')), 'ok'],
    ['match no term', required(isIn('type', 'b'), isIn('size', '4')), 'mismatch'],
    ['match any term of other keys alone', required(isIn('type', 'b'), isIn('zone', 'z')), 'ok'],
    ['match fields of nodes, which do not count', required({ matchFields: [{ key: 'x', operator: 'In' }] }), 'ok'],
    ['are compared as numbers', required({ matchExpressions: [{ key: 'size', operator: 'Gt', values: ['7'] }] }), 'ok'],
    [
      'have to match the selector beside the terms',
      { nodeSelector: { type: 'b' }, ...required(isIn('zone')) },
      'mismatch',
    ],
    ['match another term than the malformed one', required(malformed, isIn('type', 'a')), 'ok'],
    ['match no other term than a malformed one', required(malformed, isIn('type', 'b')), 'error'],
  ])('%s', (_, spec, outcome) => {
    expect(check(withSpec(spec), { nodeLabels: { type: 'a', size: '8' } }).state).toBe(outcome);
  });

  it('that are missing match everything', () => {
    expect(check(withSpec({ nodeSelector: { type: 'b' }, ...required(isIn('type', 'b')) }), {}).state).toBe('ok');
  });

  it('tell a mismatch in a word and a malformed term in full, at its place among the terms', () => {
    const flavor = { nodeLabels: { type: 'a' } };
    expect(reasonOf(check(withSpec({ nodeSelector: { type: 'b' } }), flavor))).toBe(
      "flavor f doesn't match node affinity",
    );
    expect(reasonOf(check(withSpec(required(isIn('type', 'b'), malformed)), flavor))).toBe(
      'error: nodeSelectorTerms[1].matchExpressions[0].values: Invalid value: []: ' +
        "for 'in', 'notin' operators, values set can't be empty",
    );
  });

  it('are held against every pod set of a group', () => {
    const podSets = [podSet('a', 1, {}), podSet('b', 1, {}, { spec: { nodeSelector: { type: 'b' } } })];
    expect(check(podSets, { nodeLabels: { type: 'a' } }).state).toBe('mismatch');
  });
});

describe('the topology of a flavor', () => {
  const topologies = [{ name: 't', levels: ['rack', 'kubernetes.io/hostname'] }];
  const mixed: ClusterQueue[] = [queue('q', [{ f: { cpu: 10 } }, { g: { memory: 10 } }])];
  const placing = { topologyName: 't' };
  const asking = (topologyRequest: PodSet['topologyRequest'], requests = { cpu: 1 }): PodSet[] => [
    podSet('main', 1, requests, topologyRequest && { topologyRequest }),
  ];

  // kueue-quota §8.7; the queue has another flavor without a topology, so that nothing is implied.
  it.each<[title: string, podSets: PodSet[], flavor: Partial<ResourceFlavor>, reason: string | undefined]>([
    ['suits who asks for one of its levels', asking({ required: 'rack' }), placing, undefined],
    ['suits who asks for any place', asking({ unconstrained: true }), placing, undefined],
    [
      'does not suit who asks for nothing',
      asking(undefined),
      placing,
      'Flavor "f" supports only TopologyAwareScheduling',
    ],
    [
      'is missed by who asks for a place',
      asking({ preferred: 'rack' }),
      {},
      'Flavor "f" does not support TopologyAwareScheduling',
    ],
    [
      'is not missed where the pods do not need the flavor themselves',
      asking({ required: 'rack' }, {} as never),
      {},
      undefined,
    ],
    ['lacks a level', asking({ required: 'block' }), placing, 'Flavor "f" does not contain the requested level'],
    [
      'lacks the level of the slices',
      asking({ required: 'rack', podSetSliceRequiredTopology: 'block', podSetSliceSize: 1 }),
      placing,
      'Flavor "f" does not contain the requested level',
    ],
    [
      'lacks one of several levels of slices',
      asking({
        podsetSliceRequiredTopologyConstraints: [
          { topology: 'rack', size: 2 },
          { topology: 'chip', size: 1 },
        ],
      }),
      placing,
      'Flavor "f" does not contain the requested level',
    ],
    [
      'has no level for a request that says no',
      asking({ unconstrained: false }),
      placing,
      'Flavor "f" does not contain the requested level',
    ],
    [
      'is not known',
      asking({ required: 'rack' }),
      { topologyName: 'gone' },
      'Flavor "f" information missing in TAS cache',
    ],
  ])('%s', (_, podSets, flavor, reason) => {
    expect(reasonOf(check(podSets, flavor, { clusterQueues: mixed, topologies }))).toBe(reason);
  });

  it('suits everybody where all flavors of the queue have one', () => {
    expect(check(asking(undefined), placing, { topologies }).state).toBe('ok');
  });

  it('plays no part without the gate', () => {
    const gates = { TopologyAwareScheduling: false };
    expect(check(asking(undefined), placing, { clusterQueues: mixed, topologies, gates }).state).toBe('ok');
    expect(check(asking({ required: 'x' }), {}, { clusterQueues: mixed, topologies, gates }).state).toBe('ok');
  });
});
