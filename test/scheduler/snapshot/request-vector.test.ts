import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNLIMITED } from '../../../src/quota/index.ts';
import {
  addRequests,
  multiplyRequests,
  type RequestVector,
  requestOf,
  requestText,
  scaleRequests,
  subtractRequest,
  toRequestVector,
  withRequest,
} from '../../../src/scheduler/snapshot/request-vector.ts';

const MAX = 9223372036854775807n;

function vector(amounts: Readonly<Record<string, number | bigint>>): RequestVector {
  return toRequestVector(new Map(Object.entries(amounts).map(([resource, amount]) => [resource, BigInt(amount)])));
}

function plain(requests: RequestVector): Record<string, number | bigint> {
  return Object.fromEntries(requests.map(({ resource, amount }) => [resource, amount]));
}

describe('a request vector', () => {
  it('is in the order of hashes, whatever is added to it (kueue-quota §2.3)', () => {
    const requests = withRequest(vector({ cpu: 1, memory: 2 }), 'pods', 3);
    expect(requests.map(({ resource }) => resource)).toEqual(['memory', 'pods', 'cpu']);
    const sum = addRequests(requests, vector({ gpu: 1, memory: 5, 'amd.com/gpu': 1 }));
    expect(sum.map(({ resource }) => resource)).toEqual(['amd.com/gpu', 'memory', 'pods', 'gpu', 'cpu']);
    expect(plain(sum)).toEqual({ 'amd.com/gpu': 1, memory: 7, pods: 3, gpu: 1, cpu: 1 });
  });

  it('keeps what is zero, and has nothing of what it does not name', () => {
    const requests = vector({ cpu: 0 });
    expect([requests.length, requestOf(requests, 'cpu'), requestOf(requests, 'memory')]).toEqual([1, 0, 0]);
  });

  it('replaces what it named before', () => {
    expect(plain(withRequest(vector({ pods: 9, cpu: 1 }), 'pods', 2))).toEqual({ pods: 2, cpu: 1 });
  });

  it('saturates', () => {
    expect(plain(multiplyRequests(vector({ memory: MAX / 2n }), 3))).toEqual({ memory: UNLIMITED });
    expect(plain(addRequests(vector({ memory: MAX }), vector({ memory: 1 })))).toEqual({ memory: UNLIMITED });
  });

  it('is divided without remainder before it is multiplied (kueue-quota Q28)', () => {
    expect(plain(scaleRequests(vector({ cpu: 1000, memory: 7 }), 3, 2))).toEqual({ cpu: 666, memory: 4 });
    expect(plain(scaleRequests(vector({ cpu: 1000 }), 0, 2))).toEqual({ cpu: 1000 });
    expect(plain(scaleRequests(vector({ memory: MAX }), 7, 1))).toEqual({ memory: MAX / 7n });
  });

  it('is printed in full where quota would be unlimited', () => {
    expect([requestText('cpu', UNLIMITED), requestText('cpu', 1500)]).toEqual(['9223372036854775807m', '1500m']);
  });

  it('counts the largest request as a number when something is taken from it', () => {
    expect(subtractRequest(UNLIMITED, 7)).toBe(MAX - 7n);
    expect(subtractRequest(3, 7)).toBe(-4);
  });

  it('is exact over all of int64', () => {
    const amount = fc.bigInt(0n, MAX - 1n);
    fc.assert(
      fc.property(amount, fc.nat(1000), fc.nat(1000), (total, from, to) => {
        const [scaled] = scaleRequests(vector({ memory: total }), from + 1, to);
        const expected = (total / BigInt(from + 1)) * BigInt(to);
        expect(scaled?.amount === UNLIMITED ? MAX : BigInt(scaled?.amount ?? -1)).toBe(expected > MAX ? MAX : expected);
      }),
    );
  });
});
