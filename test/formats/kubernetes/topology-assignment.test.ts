import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTopologyAssignment } from '../../../src/formats/kubernetes/encode-topology-assignment.ts';
import { decodeTopologyAssignment } from '../../../src/formats/kubernetes/topology-assignment.ts';
import { anyAssignment, HOST } from './assignments.ts';

/** A v1beta2 assignment of two hosts with one wrong part put in. */
function stored(slice: Record<string, unknown>): unknown {
  const good = {
    domainCount: 2,
    valuesPerLevel: [{ individual: { prefix: 'h', roots: ['1', '2'] } }],
    podCounts: { universal: 1 },
  };
  return { levels: [HOST], slices: [{ ...good, ...slice }] };
}

describe('decodeTopologyAssignment', () => {
  it('puts prefix, root and suffix together, level by level', () => {
    const decoded = decodeTopologyAssignment({
      levels: ['block', HOST],
      slices: [
        {
          domainCount: 2,
          valuesPerLevel: [{ universal: 'b1' }, { individual: { prefix: 'ip-', suffix: '.x', roots: ['1', ''] } }],
          podCounts: { individual: [3, 1] },
        },
      ],
    });
    expect(decoded).toEqual({
      state: 'decoded',
      assignment: {
        levels: ['block', HOST],
        domains: [
          { values: ['b1', 'ip-1.x'], count: 3 },
          { values: ['b1', 'ip-.x'], count: 1 },
        ],
      },
    });
  });

  it('joins slices in order', () => {
    const slice = (host: string, count: number) => ({
      domainCount: 1,
      valuesPerLevel: [{ universal: host }],
      podCounts: { universal: count },
    });
    expect(decodeTopologyAssignment({ levels: [HOST], slices: [slice('z', 2), slice('a', 4)] })).toEqual({
      state: 'decoded',
      assignment: {
        levels: [HOST],
        domains: [
          { values: ['z'], count: 2 },
          { values: ['a'], count: 4 },
        ],
      },
    });
  });

  it('reads an assignment without domains', () => {
    const none = { state: 'decoded', assignment: { levels: [HOST], domains: [] } };
    expect(decodeTopologyAssignment({ levels: [HOST], slices: [] })).toEqual(none);
    expect(decodeTopologyAssignment({ levels: [HOST] })).toEqual(none);
  });

  it("reads v1beta1's plain domains", () => {
    const assignment = { levels: ['block', HOST], domains: [{ values: ['b', 'h'], count: 2 }] };
    expect(decodeTopologyAssignment(assignment)).toEqual({ state: 'decoded', assignment });
  });

  it('takes null as absent', () => {
    const withNulls = stored({
      valuesPerLevel: [{ universal: null, individual: { prefix: null, roots: ['1', '2'] } }],
      podCounts: { universal: null, individual: [1, 2] },
    });
    expect(decodeTopologyAssignment(withNulls)).toEqual({
      state: 'decoded',
      assignment: {
        levels: [HOST],
        domains: [
          { values: ['1'], count: 1 },
          { values: ['2'], count: 2 },
        ],
      },
    });
  });

  const malformed: [what: string, value: unknown, fields: string[]][] = [
    ['nothing', undefined, ['levels']],
    ['a text', 'x', ['levels']],
    ['levels that are no strings', { levels: [1] }, ['levels']],
    ['slices that are no list', { levels: [HOST], slices: {} }, ['slices']],
    ['a slice that is no object', { levels: [HOST], slices: [7] }, ['slices[0]']],
    ['more slices than allowed', { levels: [HOST], slices: new Array(1001).fill({}) }, ['slices']],
    ['more roots than domains', stored({ domainCount: 1 }), ['slices[0].valuesPerLevel[0].individual.roots']],
    ['fewer roots than domains', stored({ domainCount: 3 }), ['slices[0].valuesPerLevel[0].individual.roots']],
    ['fewer counts than domains', stored({ podCounts: { individual: [1] } }), ['slices[0].podCounts.individual']],
    ['no counts', stored({ podCounts: {} }), ['slices[0].podCounts']],
    ['a count of nothing', stored({ podCounts: { universal: 0 } }), ['slices[0].podCounts.universal']],
    ['half a pod', stored({ podCounts: { individual: [1, 0.5] } }), ['slices[0].podCounts.individual[1]']],
    ['no values', stored({ valuesPerLevel: [{}] }), ['slices[0].valuesPerLevel[0]']],
    ['a level too few', stored({ valuesPerLevel: [] }), ['slices[0].valuesPerLevel']],
    [
      'roots that are numbers',
      stored({ valuesPerLevel: [{ individual: { roots: [1, 2] } }] }),
      ['slices[0].valuesPerLevel[0].individual.roots', 'slices[0].valuesPerLevel[0].individual.roots'],
    ],
    [
      'a prefix that is a number',
      stored({ valuesPerLevel: [{ individual: { prefix: 1, roots: ['a', 'b'] } }] }),
      ['slices[0].valuesPerLevel[0].individual'],
    ],
    [
      'a domain too many for a slice',
      stored({ domainCount: 100_001, valuesPerLevel: [{ universal: 'h' }] }),
      ['slices[0].domainCount'],
    ],
    [
      'a negative number of domains',
      stored({ domainCount: -1 }),
      ['slices[0].domainCount', 'slices[0].valuesPerLevel[0].individual.roots'],
    ],
    [
      'a plain domain with too few values',
      { levels: ['a', 'b'], domains: [{ values: ['x'], count: 1 }] },
      ['domains[0].values'],
    ],
  ];
  it.each(malformed)('reports %s', (_what, value, fields) => {
    const decoded = decodeTopologyAssignment(value);
    expect(decoded.state === 'malformed' && decoded.problems.map(({ field }) => field)).toEqual(fields);
  });

  it('reports all slices that are wrong, not the first', () => {
    const wrong = { domainCount: 2, valuesPerLevel: [{ universal: 'h' }], podCounts: { individual: [1] } };
    expect(decodeTopologyAssignment({ levels: [HOST], slices: [wrong, wrong] })).toEqual({
      state: 'malformed',
      problems: [0, 1].map((i) => ({
        field: `slices[${i}].podCounts.individual`,
        message: 'expected 2 item(s) as domainCount says, found 1',
      })),
    });
  });

  it('does not unpack a hundred million domains out of a few bytes', () => {
    const slice = { domainCount: 100_000, valuesPerLevel: [{ universal: 'h' }], podCounts: { universal: 1 } };
    expect(decodeTopologyAssignment({ levels: [HOST], slices: new Array(1000).fill(slice) })).toEqual({
      state: 'malformed',
      problems: [{ field: 'slices', message: 'more than 1000000 domains in all' }],
    });
  });

  it('never throws', () => {
    const odd = fc.oneof(fc.jsonValue(), fc.constant(undefined));
    const shape = fc.record(
      {
        levels: fc.oneof(fc.array(fc.string()), odd),
        domains: odd,
        slices: fc.oneof(
          fc.array(fc.record({ domainCount: fc.oneof(fc.integer(), odd), valuesPerLevel: odd, podCounts: odd })),
          odd,
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(odd, shape), (value) => {
        expect(['decoded', 'malformed']).toContain(decodeTopologyAssignment(value).state);
      }),
      { seed: 4, numRuns: 2000 },
    );
  });

  it.each([true, false])('gives back what was encoded, with the gate %s', (TASAssignmentsEncodingByHostnamePrefix) => {
    fc.assert(
      fc.property(anyAssignment(), (assignment) => {
        const encoded = encodeTopologyAssignment(assignment, { TASAssignmentsEncodingByHostnamePrefix });
        expect(decodeTopologyAssignment(encoded)).toEqual({ state: 'decoded', assignment });
      }),
      { seed: 5, numRuns: 1000 },
    );
  });
});
