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
import { anyAssignment, HOST, hosts } from './assignments.ts';

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
    // One run `{"domainCount":1,"valuesPerLevel":[{"universal":"x"}],"podCounts":{"universal":1}}` and a comma on the one
    // hand; `{"individual":{"roots":[…]}}` on the other. Lengths are found by hand for the pair below.
    const single = (roots: string[]): number =>
      `[{"domainCount":${roots.length},"valuesPerLevel":[{"individual":{"roots":${JSON.stringify(roots)}}}],"podCounts":{"universal":1}}]`
        .length;
    const runs = (...prefixes: [prefix: string, roots: string[]][]): number =>
      `[${prefixes
        .map(
          ([prefix, roots]) =>
            `{"domainCount":${roots.length},"valuesPerLevel":[{"individual":{"prefix":"${prefix}","roots":${JSON.stringify(roots)}}}],"podCounts":{"universal":1}}`,
        )
        .join(',')}]`.length;
    const build = (a: string, b: string): { saved: number; assignment: TopologyAssignment } => {
      const names = [`${a}-1`, `${a}-2`, `${b}-3`, `${b}-4`];
      const saved = single(names) - runs([`${a}-`, ['1', '2']], [`${b}-`, ['3', '4']]);
      return { saved, assignment: hosts(...names) };
    };
    const pairs = Array.from({ length: 60 }, (_, i) => build('x'.repeat(i + 1), 'y'.repeat(50)));
    const even = pairs.find(({ saved }) => saved === 0);
    const later = pairs.find(({ saved }) => saved === -1);
    expect(even && encodeTopologyAssignment(even.assignment, ON).slices).toHaveLength(2);
    expect(later && encodeTopologyAssignment(later.assignment, ON).slices).toHaveLength(1);
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
    fc.assert(
      fc.property(anyAssignment(), (assignment) => {
        const on = JSON.stringify(encodeTopologyAssignment(assignment, ON).slices).length;
        expect(on).toBeLessThanOrEqual(JSON.stringify(encodeTopologyAssignment(assignment, OFF).slices).length);
      }),
      // Values without the characters that Go escapes and JavaScript does not.
      { seed: 6, numRuns: 500, examples: [[hosts('p-a-0', 'p-a-1', 'p-b-0')]] },
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
