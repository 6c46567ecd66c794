import { existsSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeTopologyAssignment } from '../../../src/formats/kubernetes/encode-topology-assignment.ts';
import {
  decodeTopologyAssignment,
  type StoredTopologyAssignment,
} from '../../../src/formats/kubernetes/topology-assignment.ts';
import type { TopologyAssignment } from '../../../src/model/index.ts';
import { recordingLines } from '../../recording-lines.ts';
import { HOST, hosts } from './assignments.ts';

const ON = { TASAssignmentsEncodingByHostnamePrefix: true };
const OFF = { TASAssignmentsEncodingByHostnamePrefix: false };

/** The one slice's values of the lowest level. */
function onlyValues(assignment: TopologyAssignment, gates = OFF): unknown {
  const { slices } = encodeTopologyAssignment(assignment, gates);
  expect(slices).toHaveLength(1);
  return slices[0]?.valuesPerLevel.at(-1);
}

describe('encodeTopologyAssignment', () => {
  it.each([ON, OFF])('stores no domains as no slices (%j)', (gates) => {
    expect(encodeTopologyAssignment({ levels: [HOST], domains: [] }, gates)).toEqual({ levels: [HOST], slices: [] });
  });

  const values: [hostnames: string[], stored: unknown, why: string][] = [
    [['a'], { universal: 'a' }, 'one domain'],
    [['a', 'a'], { universal: 'a' }, 'equal values'],
    [['', ''], { universal: '' }, 'empty values are universal too'],
    [['ab', 'cd'], { individual: { roots: ['ab', 'cd'] } }, 'nothing shared, nothing written'],
    [['n1', 'n2'], { individual: { prefix: 'n', roots: ['1', '2'] } }, 'a prefix'],
    [['1.x', '22.x'], { individual: { suffix: '.x', roots: ['1', '22'] } }, 'a suffix'],
    [['n1.x', 'n2.x'], { individual: { prefix: 'n', suffix: '.x', roots: ['1', '2'] } }, 'both'],
    [['aa', 'a'], { individual: { suffix: 'a', roots: ['a', ''] } }, 'the suffix wins where both overlap'],
    [['abab', 'ab'], { individual: { suffix: 'ab', roots: ['ab', ''] } }, 'the suffix wins whole'],
    [
      ['aba', 'abcba'],
      { individual: { prefix: 'a', suffix: 'ba', roots: ['', 'bc'] } },
      'the prefix gets what is left',
    ],
    [['', 'a'], { individual: { roots: ['', 'a'] } }, 'an empty value shares nothing'],
  ];
  it.each(values)('stores %j as %j: %s', (hostnames, stored) => {
    expect(onlyValues(hosts(...hostnames))).toEqual(stored);
  });

  it('stores equal counts once', () => {
    expect(encodeTopologyAssignment(hosts(['a', 3], ['b', 3]), OFF).slices[0]?.podCounts).toEqual({ universal: 3 });
    expect(encodeTopologyAssignment(hosts(['a', 3], ['b', 1]), OFF).slices[0]?.podCounts).toEqual({
      individual: [3, 1],
    });
  });

  it('keeps the single slice where the runs are longer', () => {
    expect(encodeTopologyAssignment(hosts('p-a-0', 'p-a-1', 'p-b-0'), ON)).toEqual({
      levels: [HOST],
      slices: [
        {
          domainCount: 3,
          valuesPerLevel: [{ individual: { prefix: 'p-', roots: ['a-0', 'a-1', 'b-0'] } }],
          podCounts: { universal: 1 },
        },
      ],
    });
  });

  it('stores runs where they are shorter', () => {
    const long = (pool: string, n: number): string[] =>
      Array.from({ length: n }, (_, i) => `gke-${pool.repeat(20)}-${i}`);
    const assignment = hosts(...long('a', 10), ...long('b', 10));
    const slice = (pool: string) => ({
      domainCount: 10,
      valuesPerLevel: [
        {
          individual: { prefix: `gke-${pool.repeat(20)}-`, roots: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
        },
      ],
      podCounts: { universal: 1 },
    });
    expect(encodeTopologyAssignment(assignment, ON).slices).toEqual([slice('a'), slice('b')]);
    expect(encodeTopologyAssignment(assignment, OFF).slices).toHaveLength(1);
  });

  it('keeps the runs where both are equally long, and the single slice one byte later', () => {
    // A slice of bare roots takes 92 bytes without them. Two pools named a and b, two hosts each, are 2a + 2b + 19 bytes
    // of roots in one slice. As two, they are a second 92, a comma, and per slice 12 bytes around the prefix, the prefix
    // with its dash, and 7 bytes of roots: a + b + 40. So both take the same where a + b = 22 + 92 = 114.
    const pools = (a: number, b: number): TopologyAssignment =>
      hosts(`${'x'.repeat(a)}-1`, `${'x'.repeat(a)}-2`, `${'y'.repeat(b)}-3`, `${'y'.repeat(b)}-4`);
    expect(encodeTopologyAssignment(pools(57, 57), ON).slices).toHaveLength(2);
    expect(encodeTopologyAssignment(pools(57, 56), ON).slices).toHaveLength(1);
  });

  it('counts the bytes that Go writes: six for an ampersand, two for an umlaut', () => {
    const pools = (a: string, b: number): TopologyAssignment =>
      hosts(`${a}-1`, `${a}-2`, `${'y'.repeat(b)}-3`, `${'y'.repeat(b)}-4`);
    // One & in a's name is as long as six letters, one ü as two.
    expect(encodeTopologyAssignment(pools(`&${'x'.repeat(51)}`, 57), ON).slices).toHaveLength(2);
    expect(encodeTopologyAssignment(pools(`&${'x'.repeat(50)}`, 57), ON).slices).toHaveLength(1);
    expect(encodeTopologyAssignment(pools(`ü${'x'.repeat(55)}`, 57), ON).slices).toHaveLength(2);
    expect(encodeTopologyAssignment(pools(`ü${'x'.repeat(54)}`, 57), ON).slices).toHaveLength(1);
  });

  it('cuts no runs where the lowest level is not the host name', () => {
    const domains = hosts('p-a-0', 'p-a-1', 'q').domains;
    expect(encodeTopologyAssignment({ levels: ['rack'], domains }, ON).slices).toHaveLength(1);
  });

  it('cuts runs at 100,000 domains with the gate, and not without', () => {
    const many = hosts(...Array.from({ length: 100_001 }, (_, i) => `n-${i}`));
    expect(encodeTopologyAssignment(many, ON).slices.map(({ domainCount }) => domainCount)).toEqual([100_000, 1]);
    expect(encodeTopologyAssignment(many, OFF).slices.map(({ domainCount }) => domainCount)).toEqual([100_001]);
  });

  it('never stores more bytes with the gate than without', () => {
    const host = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-'), maxLength: 40 });
    fc.assert(
      fc.property(fc.array(host, { maxLength: 20 }), (hostnames) => {
        const on = JSON.stringify(encodeTopologyAssignment(hosts(...hostnames), ON)).length;
        expect(on).toBeLessThanOrEqual(JSON.stringify(encodeTopologyAssignment(hosts(...hostnames), OFF)).length);
      }),
      { seed: 6, numRuns: 500 },
    );
  });

  it('takes well under a second for 40,000 hosts', () => {
    const pools = Array.from(
      { length: 40_000 },
      (_, i) => `hyperpod-pool-${i % 50}-i-${(i * 2654435761) % 4294967296}`,
    );
    const started = performance.now();
    expect(encodeTopologyAssignment(hosts(...pools.sort()), ON).slices.length).toBeGreaterThan(0);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

/** Every stored assignment inside a JSON value. */
function storedIn(value: unknown): StoredTopologyAssignment[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('levels' in value && 'slices' in value) return [value as StoredTopologyAssignment];
  return Object.values(value).flatMap(storedIn);
}

describe('encodeTopologyAssignment beside the recordings', () => {
  const files: [path: string, atLeast: number][] = [
    ['fixtures/recordings/placement-random.jsonl.gz', 250],
    ['fixtures/recordings/placement-vectors.jsonl', 3],
    ['../shared/recordings/placement-table.jsonl', 20],
    ['../shared/recordings/tables-cycle.jsonl', 100],
  ];
  for (const [path, atLeast] of files) {
    it.skipIf(!existsSync(path))(`stores again what Kueue stored, with either gate (needs ${path})`, () => {
      const all = storedIn(recordingLines(path));
      expect(all.length).toBeGreaterThanOrEqual(atLeast);
      for (const stored of all) {
        const decoded = decodeTopologyAssignment(stored);
        expect(decoded.state).toBe('decoded');
        if (decoded.state !== 'decoded') continue;
        for (const gates of [ON, OFF]) expect(encodeTopologyAssignment(decoded.assignment, gates)).toEqual(stored);
      }
    });
  }
});
