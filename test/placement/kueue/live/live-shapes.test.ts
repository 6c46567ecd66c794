import { describe, expect, it } from 'vitest';
import { resolveFeatureGates } from '../../../../src/model/index.ts';
import type { FlavorSnapshot } from '../../../../src/placement/snapshot/flavor-snapshot.ts';
import { answerTo, type Case } from '../../arbitrary-case.ts';
import { ask, clusterOf, snapshotOf } from '../../make-cluster.ts';

const CLUSTER = 'b1/r1/a=4 b1/r1/b=4 b1/r2/c=4 b2/r3/d=4';

function place(snapshot: FlavorSnapshot, request: string): unknown {
  const workers = ask(request);
  const [topology] = clusterOf(CLUSTER).topologies;
  const c = { topology, workers, gates: resolveFeatureGates(), isSimulatedEmpty: false } as unknown as Case;
  return answerTo(c, snapshot);
}

describe('the shapes of a snapshot', () => {
  it('answer the same after more changes than are remembered', () => {
    const snapshot = snapshotOf(CLUSTER);
    place(snapshot, '3 required rack');
    for (let i = 0; i < 5000; i++) {
      if (i % 2 === 0) snapshot.addUsage(['a'], new Map([['cpu', 1000n]]), 1);
      else snapshot.removeUsage(['a'], new Map([['cpu', 1000n]]), 1);
    }
    snapshot.addUsage(['c'], new Map([['cpu', 1000n]]), 3);
    // r1 has 8, r2 1, r3 4: the tightest that takes three is r3.
    expect(place(snapshot, '3 required rack')).toEqual({ workers: [['b2/r3/d', 3]], leader: [] });
  });

  it('answer the same when one was forgotten for many others', () => {
    const snapshot = snapshotOf(CLUSTER);
    const first = place(snapshot, '5 required rack');
    for (let sliceSize = 1; sliceSize <= 40; sliceSize++) {
      const requests = new Map([['cpu', BigInt(sliceSize)]]);
      answerTo(
        {
          workers: { ...ask('1 required rack'), requests },
          gates: resolveFeatureGates(),
          isSimulatedEmpty: false,
        } as unknown as Case,
        snapshot,
      );
    }
    expect(place(snapshot, '5 required rack')).toEqual(first);
    expect(first).toEqual({
      workers: [
        ['b1/r1/a', 4],
        ['b1/r1/b', 1],
      ],
      leader: [],
    });
  });
});
