import { describe, expect, it } from 'vitest';
import { HOSTNAME_LABEL, type PodSetTopologyRequest, resolveFeatureGates } from '../../../src/model/index.ts';
import type { PodSetRequest } from '../../../src/placement/index.ts';
import {
  isExplicitRequest,
  planSearch,
  type SearchPlan,
  sliceConstraints,
} from '../../../src/placement/kueue/search-plan.ts';
import { ask, clusterOf, snapshotOf } from '../make-cluster.ts';

const LEVELS = ['block', 'rack', 'sub', HOSTNAME_LABEL];
const SNAPSHOT = snapshotOf(clusterOf('b/r/s/a=1', { levels: LEVELS }));

function plan(request: PodSetRequest | string, gates: Record<string, boolean> = {}): ReturnType<typeof planSearch> {
  return planSearch(typeof request === 'string' ? ask(request) : request, 0, SNAPSHOT, resolveFeatureGates(gates));
}

function planned(request: PodSetRequest | string, gates: Record<string, boolean> = {}): SearchPlan {
  const result = plan(request, gates);
  if ('reason' in result) throw new Error(result.message);
  return result;
}

function asked(topologyRequest: PodSetTopologyRequest, more: Partial<PodSetRequest> = {}): PodSetRequest {
  return ask('4 unconstrained', { topologyRequest, ...more });
}

describe('a request is refused', () => {
  const cases: [request: PodSetRequest, message: string][] = [
    [
      asked({ required: 'rack', podSetSliceRequiredTopology: 'rack' }),
      'slice topology requested, but slice size not provided',
    ],
    [ask('4 slices rack*-1'), 'slice topology requested, but slice size not provided'],
    [asked({}), 'topology level not specified'],
    [asked({ unconstrained: false }), 'topology level not specified'],
    [asked({ podIndexLabel: 'index' }), 'topology level not specified'],
    [asked({ podSetSliceSize: 2 }), 'topology level not specified'],
    [ask('4 required pod'), 'no requested topology level: pod'],
    [ask('4 preferred pod'), 'no requested topology level: pod'],
    [ask('4 required rack slices cell*2'), 'no requested topology level for slices: cell'],
    [ask('4 required rack slices block*2'), 'podset slice topology block is above the podset topology rack'],
    [
      ask('4 preferred host slices sub*2'),
      'podset slice topology sub is above the podset topology kubernetes.io/hostname',
    ],
    [ask('4 required block slices rack*4,cell*2'), 'no requested topology level for additional slice layer: cell'],
    [
      ask('4 required block slices rack*4,rack*2'),
      'additional slice layer topology rack must be at a lower level than rack',
    ],
    [
      ask('4 required block slices sub*4,rack*2'),
      'additional slice layer topology rack must be at a lower level than sub',
    ],
    [
      ask('4 required block slices rack*4,sub*2,rack*1'),
      'additional slice layer topology rack must be at a lower level than sub',
    ],
    [
      ask('4 required block slices rack*4,sub*3'),
      'additional slice layer size 3 must evenly divide parent layer size 4',
    ],
    [
      ask('6 required block slices rack*6,sub*3,host*2'),
      'additional slice layer size 2 must evenly divide parent layer size 3',
    ],
  ];
  it.each(cases)('%#: $topologyRequest → %s', (request, message) => {
    expect(plan(request)).toEqual({ state: 'rejected', reason: 'invalid-topology-request', message });
  });

  it.each([
    [
      'the update before the size',
      {
        updates: [{ labels: { l: '1' } }, { labels: { l: '2' } }],
        topologyRequest: { podSetSliceRequiredTopology: 'x' },
      },
      'invalid podSetUpdate',
    ],
    [
      'the size before the level',
      { topologyRequest: { required: 'pod', podSetSliceRequiredTopology: 'x' } },
      'slice topology requested',
    ],
    [
      'the level before the slice level',
      { topologyRequest: { required: 'pod', podSetSliceRequiredTopology: 'x', podSetSliceSize: 1 } },
      'no requested topology level: pod',
    ],
    [
      'the levels before the node filter',
      {
        template: {
          spec: {
            affinity: {
              nodeAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: {
                  nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In' }] }],
                },
              },
            },
          },
        },
        topologyRequest: { required: 'pod' },
      },
      'no requested topology level: pod',
    ],
  ] as [string, Partial<PodSetRequest>, string][])('and of several mistakes names %s', (_, more, message) => {
    expect(plan(ask('4 unconstrained', more))).toMatchObject({ message: expect.stringContaining(message) });
  });

  it('for a malformed affinity without the host name level as well', () => {
    const nodeSelectorTerms = [{ matchFields: [{ key: 'metadata.name', operator: 'Exists' }] }];
    const template = {
      spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } },
    };
    const pooled = snapshotOf(clusterOf('b/r=1', { levels: ['block', 'rack'] }));
    const result = planSearch(ask('1 required rack', { template }), 0, pooled, resolveFeatureGates());
    expect(result).toMatchObject({ reason: 'invalid-node-filter' });
  });
});

describe('a request begins', () => {
  const cases: [what: string, request: PodSetRequest, level: number, isRequired: boolean, isUnconstrained: boolean][] =
    [
      ['at the required level', ask('4 required rack'), 1, true, false],
      ['at the preferred level', ask('4 preferred sub'), 2, false, false],
      ['at the lowest level when unconstrained', ask('4 unconstrained'), 3, false, true],
      ['at the lowest level when implied', ask('4 implied'), 3, false, true],
      ['at the highest level when only slices are asked for', ask('4 slices sub*2'), 0, false, true],
      [
        'at the highest level for slices even when unconstrained',
        asked({ unconstrained: true, podSetSliceRequiredTopology: 'sub', podSetSliceSize: 2 }),
        0,
        false,
        true,
      ],
      ['at the required level when slices are asked for as well', ask('4 required rack slices sub*2'), 1, true, false],
      ['at the required level when both are given', asked({ required: 'rack', preferred: 'sub' }), 1, true, false],
      [
        'at the lowest level when implied beside an index label',
        asked({ podIndexLabel: 'i' }, { isImplied: true }),
        3,
        false,
        true,
      ],
    ];
  it.each(cases)('%s', (_, request, level, isRequired, isUnconstrained) => {
    expect(planned(request)).toMatchObject({ level, isRequired, isUnconstrained });
  });
});

describe('slices', () => {
  it('are single pods on the lowest level where none are asked for', () => {
    expect(planned('4 required rack')).toMatchObject({
      sliceSize: 1,
      sliceCount: 4,
      sliceLevel: 3,
      innerSizes: Array(4).fill(undefined),
    });
  });

  it('leave the pods out that fill no whole one: 7 / 2 = 3', () => {
    expect(planned('7 required rack slices sub*2')).toMatchObject({ sliceSize: 2, sliceCount: 3, sliceLevel: 2 });
  });

  it('of an inner layer bind every level from below the outer one down to their own', () => {
    expect(planned('8 required block slices block*8,sub*4,host*2').innerSizes).toEqual([undefined, 4, 4, 2]);
    expect(planned('8 required block slices rack*8,sub*4').innerSizes).toEqual([undefined, undefined, 4, undefined]);
  });

  it('come from the list where there is one, else from the pair', () => {
    const pair = { podSetSliceRequiredTopology: 'rack', podSetSliceSize: 2 };
    const list = [{ topology: 'block', size: 4 }];
    expect(sliceConstraints({ ...pair, podsetSliceRequiredTopologyConstraints: list })).toEqual(list);
    expect(sliceConstraints({ ...pair, podsetSliceRequiredTopologyConstraints: [] })).toEqual([
      { topology: 'rack', size: 2 },
    ]);
    expect(sliceConstraints({ podSetSliceSize: 2 })).toEqual([]);
    expect(sliceConstraints(undefined)).toEqual([]);
  });
});

describe('the algorithm', () => {
  const cases: [request: string, gates: Record<string, boolean>, isLeastFree: boolean, triesBalanced: boolean][] = [
    ['4 required rack', {}, false, false],
    ['4 preferred rack', {}, false, false],
    ['4 unconstrained', {}, true, false],
    ['4 implied', {}, true, false],
    ['4 slices sub*2', {}, true, false],
    ['4 unconstrained', { TASProfileMixed: false }, false, false],
    ['4 preferred rack', { TASBalancedPlacement: true }, false, true],
    ['4 required rack', { TASBalancedPlacement: true }, false, false],
    ['4 unconstrained', { TASBalancedPlacement: true }, true, false],
    ['4 slices sub*2', { TASBalancedPlacement: true, TASProfileMixed: false }, false, false],
  ];
  it.each(cases)('for %s under %j: least free %s, balanced first %s', (request, gates, isLeastFree, triesBalanced) => {
    expect(planned(request, gates)).toMatchObject({ isLeastFree, triesBalanced });
  });
});

describe('a request is explicit', () => {
  const cases: [request: PodSetTopologyRequest | undefined, expected: boolean][] = [
    [undefined, false],
    [{}, false],
    [{ podIndexLabel: 'i', subGroupCount: 2, subGroupIndexLabel: 's' }, false],
    [{ required: 'rack' }, true],
    [{ preferred: 'rack' }, true],
    [{ unconstrained: true }, true],
    [{ unconstrained: false }, true],
    [{ podSetSliceRequiredTopology: 'rack' }, true],
    [{ podSetSliceSize: 1 }, true],
    [{ podsetSliceRequiredTopologyConstraints: [] }, false],
    [{ podsetSliceRequiredTopologyConstraints: [{ topology: 'rack', size: 1 }] }, true],
  ];
  it.each(cases)('%j: %s', (request, expected) => {
    expect(isExplicitRequest(request)).toBe(expected);
  });
});
