import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlavorSnapshot } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { snapshotOf } from '../make-cluster.ts';

const ONE_CPU = new Map([['cpu', 1000n]]);

function fresh(): FlavorSnapshot {
  return snapshotOf('b/r/a=3 b/r/c=2');
}

/** Everything that is left, leaf by leaf. */
function left(snapshot: FlavorSnapshot): string {
  return [...snapshot.leaves()]
    .map(({ values, remaining }) => `${values} ${[...remaining].filter(([, n]) => n !== 0n).join(' ')}`)
    .join('; ');
}

describe('a snapshot', () => {
  it('charges requests and one of `pods` for each pod, below zero if need be', () => {
    const snapshot = fresh();
    snapshot.addUsage(['a'], ONE_CPU, 4);
    expect(left(snapshot)).toBe('a cpu,-1000 pods,106; c cpu,2000 pods,110');
  });

  it('ignores a domain that it does not have', () => {
    const snapshot = fresh();
    snapshot.addUsage(['z'], ONE_CPU, 4);
    expect(left(snapshot)).toBe(left(fresh()));
  });

  it('goes back to a mark inside a mark, then to the first', () => {
    const snapshot = fresh();
    const outer = snapshot.mark();
    snapshot.addUsage(['a'], ONE_CPU, 1);
    const inner = snapshot.mark();
    snapshot.addUsage(['a'], ONE_CPU, 1);
    snapshot.addUsage(['c'], new Map([['gpu', 5n]]), 1);
    snapshot.rollback(inner);
    expect(left(snapshot)).toBe('a cpu,2000 pods,109; c cpu,2000 pods,110');
    snapshot.rollback(outer);
    expect(left(snapshot)).toBe(left(fresh()));
  });

  it('goes back exactly from the end of int64, where adding and removing do not: 2^63 - 1 is not passed', () => {
    const snapshot = fresh();
    const before = left(snapshot);
    const huge = new Map([['cpu', 2n ** 62n]]);
    const mark = snapshot.mark();
    snapshot.addUsage(['a'], huge, 3);
    expect(snapshot.used('cpu')?.get(0)).toBe(2n ** 63n - 1n);
    snapshot.rollback(mark);
    expect(left(snapshot)).toBe(before);
  });

  it('goes back to where it is from nothing', () => {
    const snapshot = fresh();
    snapshot.addUsage(['a'], ONE_CPU, 1);
    snapshot.rollback(snapshot.mark());
    expect(snapshot.remaining(0, 'cpu')).toBe(2000);
  });

  it('says 0 of a resource that nobody names', () => {
    expect(fresh().remaining(0, 'gpu')).toBe(0);
  });
});

/** Usage of up to 2^52 a pod, so that values cross the limit of plain numbers. */
const charge = fc.record({
  host: fc.constantFrom('a', 'c', 'gone'),
  resource: fc.constantFrom('cpu', 'gpu', 'pods'),
  amount: fc.oneof(fc.bigInt({ min: 0n, max: 5n }), fc.bigInt({ min: 2n ** 50n, max: 2n ** 52n })),
  count: fc.nat(3),
});
type Charge = typeof charge extends fc.Arbitrary<infer T> ? T : never;

function apply(snapshot: FlavorSnapshot, { host, resource, amount, count }: Charge, sign: 1 | -1): void {
  const requests = new Map([[resource, amount]]);
  if (sign === 1) snapshot.addUsage([host], requests, count);
  else snapshot.removeUsage([host], requests, count);
}

describe('laws of undoing', () => {
  it('removing what was added, in any order, leaves everything as it was', () => {
    const shuffled = fc
      .array(charge, { maxLength: 8 })
      .chain((charges) => fc.tuple(fc.constant(charges), fc.shuffledSubarray(charges, { minLength: charges.length })));
    fc.assert(
      fc.property(shuffled, ([added, removed]) => {
        const snapshot = fresh();
        for (const item of added) apply(snapshot, item, 1);
        for (const item of removed) apply(snapshot, item, -1);
        expect(left(snapshot)).toBe(left(fresh()));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('every rollback, however nested, restores what was left at its mark', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('charge' as const), charge, isRelease: fc.boolean() }),
      fc.record({ kind: fc.constant('mark' as const) }),
      fc.record({ kind: fc.constant('rollback' as const), depth: fc.nat(3) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40, size: 'max' }), (steps) => {
        const snapshot = fresh();
        const marks = [{ mark: snapshot.mark(), before: left(snapshot) }];
        for (const item of [...steps, { kind: 'rollback', depth: 99 } as const]) {
          if (item.kind === 'charge') apply(snapshot, item.charge, item.isRelease ? -1 : 1);
          else if (item.kind === 'mark') marks.push({ mark: snapshot.mark(), before: left(snapshot) });
          else {
            // Rolling back ends the mark and all that were taken after it.
            const [target] = marks.splice(Math.max(0, marks.length - 1 - item.depth));
            if (target === undefined) continue;
            snapshot.rollback(target.mark);
            expect(left(snapshot)).toBe(target.before);
          }
        }
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});
