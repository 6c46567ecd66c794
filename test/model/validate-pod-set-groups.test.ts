import { describe, expect, it } from 'vitest';
import {
  fieldErrorText,
  type GroupMember,
  type PodSetTopologyRequest,
  validatePodSetGroups,
} from '../../src/model/index.ts';

function member(path: string, count: number, topologyRequest?: PodSetTopologyRequest): GroupMember {
  return { path, count, topologyRequest };
}

function linesOf(podSets: readonly GroupMember[]): string[] {
  return validatePodSetGroups(podSets).map((error) => fieldErrorText(error).replaceAll('kueue.x-k8s.io/podset-', ''));
}

const RACK = { podSetGroupName: 'g', required: 'rack' };

describe('validatePodSetGroups', () => {
  it('accepts a leader and workers that ask for the same place, beside pod sets without a group', () => {
    expect(linesOf([member('a', 1, RACK), member('x', 7), member('b', 4, RACK)])).toEqual([]);
    expect(linesOf([member('a', 4, RACK), member('b', 1, RACK)])).toEqual([]);
  });

  it('accepts two groups', () => {
    const other = { podSetGroupName: 'h', preferred: 'block' };
    expect(linesOf([member('a', 1, RACK), member('c', 1, other), member('b', 4, RACK), member('d', 2, other)])).toEqual(
      [],
    );
  });

  it('refuses a group of one, and of three, at each member', () => {
    expect(linesOf([member('a', 1, RACK)])).toEqual([
      'a[group-name]: Invalid value: "g": can only define groups of exactly 2 pod sets, got: 1 pod set(s)',
    ]);
    const text = 'Invalid value: "g": can only define groups of exactly 2 pod sets, got: 3 pod set(s)';
    expect(linesOf([member('a', 1, RACK), member('b', 2, RACK), member('c', 3, RACK)])).toEqual(
      ['a', 'b', 'c'].map((path) => `${path}[group-name]: ${text}`),
    );
  });

  it('wants one member of a single pod', () => {
    const text =
      'Invalid value: "g": can only define groups where at least one pod set has only 1 replica, got: 2 replica(s) and 3 replica(s) in the group';
    expect(linesOf([member('a', 2, RACK), member('b', 3, RACK)])).toEqual([
      `a[group-name]: ${text}`,
      `b[group-name]: ${text}`,
    ]);
  });

  it.each([
    { podSetGroupName: 'g', required: 'block' },
    { podSetGroupName: 'g', preferred: 'rack' },
  ])('wants the same place, not %j beside a required rack', (other) => {
    expect(linesOf([member('a', 1, RACK), member('b', 3, other)])).toEqual([
      "a: Invalid value: must specify 'required-topology' or 'preferred-topology' topology consistent with 'b' in group 'g'",
      "b: Invalid value: must specify 'required-topology' or 'preferred-topology' topology consistent with 'a' in group 'g'",
    ]);
  });
});
