import { describe, expect, it } from 'vitest';
import { hostnameRuns } from '../../../src/formats/kubernetes/hostname-runs.ts';

describe('hostnameRuns', () => {
  const cases: [hostnames: string[], runs: [number, number][], why: string][] = [
    [['a', 'b', 'c'], [[0, 3]], 'no dashes, no keys'],
    [
      ['p-a-0', 'p-a-1', 'p-b-0'],
      [
        [0, 2],
        [2, 3],
      ],
      'keys p-a-, p-a-, p-',
    ],
    [['p-a-0', 'q-a-1', 'r-b-0'], [[0, 3]], 'no prefix occurs twice'],
    [
      ['p-0', 'x', 'p-1'],
      [
        [0, 1],
        [1, 2],
        [2, 3],
      ],
      'only neighbours form a run, those without a key too',
    ],
    [['a-', 'a-', 'b'], [[0, 3]], 'a dash at the end bounds no prefix'],
    [
      ['-a', '-b', 'c'],
      [
        [0, 2],
        [2, 3],
      ],
      'a dash at the start does',
    ],
    [
      ['p-a-x-0', 'p-a-y-0', 'p-b'],
      [
        [0, 2],
        [2, 3],
      ],
      'the longest shared prefix is the key, not the longest',
    ],
  ];
  it.each(cases)('of %j are %j: %s', (hostnames, runs) => {
    expect(hostnameRuns(hostnames, 1000, 100_000)).toEqual(runs);
  });

  it('takes fewer dashes where the runs would be too many', () => {
    const hostnames = ['p-a-0', 'p-a-1', 'p-b-0', 'p-b-1', 'q-c-0', 'q-c-1'];
    expect(hostnameRuns(hostnames, 3, 100_000)).toEqual([
      [0, 2],
      [2, 4],
      [4, 6],
    ]);
    expect(hostnameRuns(hostnames, 2, 100_000)).toEqual([
      [0, 4],
      [4, 6],
    ]);
    expect(hostnameRuns(hostnames, 1, 100_000)).toEqual([[0, 6]]);
  });

  it('counts a long run as the pieces it will be cut into', () => {
    const hostnames = ['p-a-0', 'p-a-1', 'p-a-2', 'p-b-0', 'p-b-1'];
    expect(hostnameRuns(hostnames, 3, 2)).toEqual([
      [0, 3],
      [3, 5],
    ]);
    expect(hostnameRuns(hostnames, 2, 2)).toEqual([[0, 5]]);
  });
});
