import { describe, expect, it } from 'vitest';
import {
  type Annotations,
  buildTopologyRequest,
  type IndexLabels,
  isTopologyPod,
  type PodSetTopologyRequest,
  resolveFeatureGates,
  unreadableTopologyAnnotation,
} from '../../src/model/index.ts';
import { topologyAnnotations } from './annotations.ts';

const GATES = resolveFeatureGates();

function build(short: Annotations, options: IndexLabels = {}): PodSetTopologyRequest | undefined {
  return buildTopologyRequest(topologyAnnotations(short), options, GATES);
}

describe('buildTopologyRequest', () => {
  const cases: [short: Record<string, string>, request: PodSetTopologyRequest | undefined, why: string][] = [
    [{}, undefined, 'nothing is asked'],
    [{ 'required-topology': 'rack' }, { required: 'rack' }, 'required'],
    [{ 'preferred-topology': 'rack' }, { preferred: 'rack' }, 'preferred'],
    [{ 'unconstrained-topology': 'T' }, { unconstrained: true }, 'Go takes T as true'],
    [{ 'unconstrained-topology': 'false' }, { unconstrained: false }, 'false is said, not left out'],
    [{ 'unconstrained-topology': 'yes' }, undefined, 'an unreadable value is as none'],
    [
      { 'required-topology': 'a', 'preferred-topology': 'b', 'unconstrained-topology': '1' },
      { required: 'a' },
      'required comes first',
    ],
    [{ 'preferred-topology': 'b', 'unconstrained-topology': '1' }, { preferred: 'b' }, 'preferred comes second'],
    [{ 'required-topology': '' }, { required: '' }, 'empty is present'],
    [
      { 'required-topology': 'a', 'group-name': 'g' },
      { required: 'a', podSetGroupName: 'g' },
      'a group beside required',
    ],
    [
      { 'preferred-topology': 'a', 'group-name': 'g' },
      { preferred: 'a', podSetGroupName: 'g' },
      'a group beside preferred',
    ],
    [{ 'unconstrained-topology': '1', 'group-name': 'g' }, { unconstrained: true }, 'no group beside unconstrained'],
    [{ 'group-name': 'g' }, undefined, 'a group alone asks nothing'],
    [
      { 'slice-required-topology': 'host', 'slice-size': '2' },
      { podSetSliceRequiredTopology: 'host', podSetSliceSize: 2 },
      'slices alone',
    ],
    [{ 'slice-required-topology': 'host' }, undefined, 'slices without a size are none'],
    [{ 'slice-size': '2' }, undefined, 'a size without a level is none'],
    [{ 'slice-required-topology': 'host', 'slice-size': '1.5' }, undefined, 'an unreadable size is as none'],
    [
      { 'required-topology': 'a', 'slice-required-topology': 'host', 'slice-size': '0' },
      { required: 'a', podSetSliceRequiredTopology: 'host', podSetSliceSize: 0 },
      'a size of 0 is built; placement refuses it',
    ],
    [
      {
        'slice-required-topology-constraints': '[{"topology":"a","size":4},{"topology":"b","size":2}]',
        'slice-required-topology': 'host',
        'slice-size': '2',
      },
      {
        podsetSliceRequiredTopologyConstraints: [
          { topology: 'a', size: 4 },
          { topology: 'b', size: 2 },
        ],
      },
      'several layers win over one',
    ],
    [
      { 'slice-required-topology-constraints': '[]', 'slice-required-topology': 'host', 'slice-size': '2' },
      undefined,
      'even when they cannot be used',
    ],
  ];
  it.each(cases)('of %j is %j: %s', (short, request) => {
    expect(build(short)).toEqual(request);
  });

  it('has the labels of the kind of job, without any annotation too', () => {
    const labels = { podIndexLabel: 'index', subGroupIndexLabel: 'job', subGroupCount: 3 };
    expect(build({}, labels)).toEqual(labels);
    expect(build({ 'required-topology': 'a' }, { podIndexLabel: 'index' })).toEqual({
      required: 'a',
      podIndexLabel: 'index',
    });
  });

  it('reads one layer where the gate for several is off', () => {
    const annotations = topologyAnnotations({
      'slice-required-topology-constraints': '[{"topology":"a","size":4}]',
      'slice-required-topology': 'host',
      'slice-size': '2',
    });
    expect(buildTopologyRequest(annotations, {}, resolveFeatureGates({ TASMultiLayerTopology: false }))).toEqual({
      podSetSliceRequiredTopology: 'host',
      podSetSliceSize: 2,
    });
  });

  it('does not exist without topology awareness', () => {
    const gates = resolveFeatureGates({ TopologyAwareScheduling: false });
    const annotations = topologyAnnotations({ 'required-topology': 'a' });
    expect(buildTopologyRequest(annotations, { podIndexLabel: 'index' }, gates)).toBeUndefined();
  });
});

describe('unreadableTopologyAnnotation', () => {
  const cases: [short: Record<string, string>, error: string | undefined][] = [
    [{ 'required-topology': '@' }, undefined],
    [{ 'unconstrained-topology': 'true' }, undefined],
    [{ 'unconstrained-topology': 'maybe' }, 'strconv.ParseBool: parsing "maybe": invalid syntax'],
    [{ 'unconstrained-topology': 'maybe', 'required-topology': 'a' }, undefined],
    [
      { 'slice-required-topology': 'a', 'slice-size': '4294967296' },
      'strconv.ParseInt: parsing "4294967296": value out of range',
    ],
    [{ 'slice-size': 'x' }, undefined],
    [
      { 'slice-required-topology-constraints': `[${'{},'.repeat(3)}{}]` },
      'topology constraints must contain between 1 and 3 entries: got 4',
    ],
    [
      { 'slice-required-topology-constraints': '[' },
      'failed to parse multi-layer topology constraints annotation: unexpected end of JSON input',
    ],
    [{ 'slice-required-topology-constraints': '[{"topology":"a","size":0}]' }, undefined],
  ];
  it.each(cases)('of %j is %s', (short, error) => {
    expect(unreadableTopologyAnnotation(topologyAnnotations(short), GATES)).toBe(error);
  });
});

describe('isTopologyPod', () => {
  it.each([
    'required-topology',
    'preferred-topology',
    'slice-required-topology',
    'slice-required-topology-constraints',
    'unconstrained-topology',
  ])('is true with %s, whatever its value', (short) => {
    expect(isTopologyPod(topologyAnnotations({ [short]: '' }))).toBe(true);
    expect(isTopologyPod(topologyAnnotations({ [short]: 'false' }))).toBe(true);
  });

  it('is false with what only adds to them, and without annotations', () => {
    expect(isTopologyPod(topologyAnnotations({ 'slice-size': '2', 'group-name': 'g' }))).toBe(false);
    expect(isTopologyPod({ 'kueue.x-k8s.io/tas': 'true', 'kueue.x-k8s.io/workload': 'w' })).toBe(false);
    expect(isTopologyPod({})).toBe(false);
    expect(isTopologyPod(undefined)).toBe(false);
  });
});
