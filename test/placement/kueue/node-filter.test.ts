import { describe, expect, it } from 'vitest';
import type { Node, NodeSelectorTerm, PodSpec, Taint, Toleration } from '../../../src/model/index.ts';
import {
  affinityScore,
  exclusionOf,
  type NodeFilter,
  readNodeFilter,
} from '../../../src/placement/kueue/node-filter.ts';

const KEY: Taint = { key: 'k', value: 'v', effect: 'NoSchedule' };
const BAD: NodeSelectorTerm = { matchExpressions: [{ key: 'zone', operator: 'In' }] };
const ZONE_X: NodeSelectorTerm = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['x'] }] };
const ZONE_Y: NodeSelectorTerm = { matchExpressions: [{ key: 'zone', operator: 'In', values: ['y'] }] };

function filterOf(spec: PodSpec, flavorTolerations: readonly Toleration[] = [], preferAffinity = true): NodeFilter {
  const filter = readNodeFilter({ spec }, flavorTolerations, preferAffinity);
  if ('reason' in filter) throw new Error(filter.message);
  return filter;
}

function nodeWith(taints: readonly Taint[], labels: Record<string, string> = { zone: 'x' }): Node {
  return { name: 'n', labels, taints, allocatable: {}, isReady: true };
}

function required(...nodeSelectorTerms: NodeSelectorTerm[]): PodSpec {
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

function preferred(...terms: (readonly [weight: number, preference?: NodeSelectorTerm])[]): PodSpec {
  const list = terms.map(([weight, preference]) => ({ weight, ...(preference === undefined ? {} : { preference }) }));
  return { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: list } } };
}

describe('a node is left out', () => {
  const cases: [what: string, taints: Taint[], spec: PodSpec, expected: string | undefined][] = [
    ['for nothing', [], {}, undefined],
    ['for a taint that keeps pods from starting', [KEY], {}, 'taint "k=v:NoSchedule"'],
    [
      'for a taint that ends pods, shown without its missing value',
      [{ key: 'k', effect: 'NoExecute' }],
      {},
      'taint "k:NoExecute"',
    ],
    ['never for one that only advises', [{ ...KEY, effect: 'PreferNoSchedule' }], {}, undefined],
    ['for the first of its taints', [{ key: 'z', effect: 'NoExecute' }, KEY], {}, 'taint "z:NoExecute"'],
    [
      'for the first that is not put up with',
      [{ key: 'z', effect: 'NoExecute' }, KEY],
      { tolerations: [{ key: 'z', operator: 'Exists' }] },
      'taint "k=v:NoSchedule"',
    ],
    ['not for one that is put up with', [KEY], { tolerations: [{ key: 'k', value: 'v' }] }, undefined],
    [
      'where only another effect is put up with',
      [KEY],
      { tolerations: [{ key: 'k', value: 'v', effect: 'NoExecute' }] },
      'taint "k=v:NoSchedule"',
    ],
    [
      'not for a number above the one put up with',
      [{ ...KEY, value: '5' }],
      { tolerations: [{ key: 'k', operator: 'Gt', value: '4' }] },
      undefined,
    ],
    ['for its labels', [], { nodeSelector: { zone: 'y' } }, 'nodeSelector'],
    ['for a label it lacks, even where an empty one is asked for', [], { nodeSelector: { rack: '' } }, 'nodeSelector'],
    ['for the affinity', [], required(ZONE_Y), 'affinity'],
    ['not when one of the terms holds', [], required(ZONE_Y, ZONE_X), undefined],
    ['where there are no terms to hold', [], required(), 'affinity'],
    ['for the taint before the labels', [KEY], { nodeSelector: { zone: 'y' } }, 'taint "k=v:NoSchedule"'],
    ['for the labels before the affinity', [], { nodeSelector: { zone: 'y' }, ...required(ZONE_Y) }, 'nodeSelector'],
  ];
  it.each(cases)('%s', (_, taints, spec, expected) => {
    expect(exclusionOf(nodeWith(taints), filterOf(spec))).toBe(expected);
  });

  it('not for a taint that the flavor puts up with', () => {
    expect(exclusionOf(nodeWith([KEY]), filterOf({}, [{ key: 'k', operator: 'Exists' }]))).toBeUndefined();
  });
});

describe('the affinity score', () => {
  const cases: [what: string, spec: PodSpec, expected: number][] = [
    ['is 0 without preferences', {}, 0],
    ['is the weight of a term that holds', preferred([10, ZONE_X]), 10],
    ['adds the weights of all that hold: 10 + 7', preferred([10, ZONE_X], [50, ZONE_Y], [7, ZONE_X]), 17],
    ['gives nothing for an empty term', preferred([10, {}]), 0],
    ['gives nothing for a term without a preference', preferred([10]), 0],
  ];
  it.each(cases)('%s', (_, spec, expected) => {
    expect(affinityScore(nodeWith([]), filterOf(spec))).toBe(expected);
  });

  it('is 0 while the gate is off', () => {
    expect(affinityScore(nodeWith([]), filterOf(preferred([10, ZONE_X]), [], false))).toBe(0);
  });
});

describe('a filter is refused', () => {
  const inValues = "values: Invalid value: null: for 'in', 'notin' operators, values set can't be empty";
  const zone = 'NodeSelectorRequirement{Key:zone,Operator:In,Values:[x],},';
  const bad = 'NodeSelectorRequirement{Key:zone,Operator:In,Values:[],},';
  const printed = (...requirements: string[]) => {
    const terms = requirements.map(
      (text) =>
        `NodeSelectorTerm{MatchExpressions:[]NodeSelectorRequirement{${text}},MatchFields:[]NodeSelectorRequirement{},},`,
    );
    return `&NodeSelector{NodeSelectorTerms:[]NodeSelectorTerm{${terms.join('')}},}`;
  };
  const cases: [what: string, spec: PodSpec, preferAffinity: boolean, message: string][] = [
    [
      'for a bad required term',
      required(ZONE_X, BAD),
      false,
      `invalid affinity node selectors: ${printed(zone, bad)}, reason: nodeSelectorTerms[1].matchExpressions[0].${inValues}`,
    ],
    [
      'with all errors in brackets when there are several',
      required(BAD, BAD),
      false,
      `invalid affinity node selectors: ${printed(bad, bad)}, reason: [nodeSelectorTerms[0].matchExpressions[0].${inValues}, nodeSelectorTerms[1].matchExpressions[0].${inValues}]`,
    ],
    [
      'for a bad preferred term, printed with those that nobody looks at',
      preferred([0, ZONE_X], [50], [1, { ...BAD, matchFields: [{ key: 'f', operator: 'In', values: ['a', 'b'] }] }]),
      true,
      `invalid preferred node affinity terms: [{0 {[{zone In [x]}] []}} {50 {[] []}} {1 {[{zone In []}] [{f In [a b]}]}}], reason: [[2].matchExpressions[0].${inValues}, [2].matchFields[0].values: Invalid value: ["a","b"]: must have one element]`,
    ],
  ];
  it.each(cases)('%s', (_, spec, preferAffinity, message) => {
    expect(readNodeFilter({ spec }, [], preferAffinity)).toEqual({
      state: 'rejected',
      reason: 'invalid-node-filter',
      message,
    });
  });

  it('not for a bad preferred term that nobody looks at: gate off, or weight 0', () => {
    expect(readNodeFilter({ spec: preferred([1, BAD]) }, [], false)).not.toHaveProperty('reason');
    expect(readNodeFilter({ spec: preferred([0, BAD]) }, [], true)).not.toHaveProperty('reason');
  });
});
