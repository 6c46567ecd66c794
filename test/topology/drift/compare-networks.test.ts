import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../src/model/index.ts';
import { compareNetworks, compileNetwork, type NetworkDrift } from '../../../src/topology/index.ts';
import { anyInstances, twoOrders } from '../arbitrary-instances.ts';
import { instancesAt } from '../samples.ts';

function compare(old: readonly Instance[], now: readonly Instance[]): NetworkDrift {
  return compareNetworks(compileNetwork(old), compileNetwork(now));
}

const OLD = {
  a: ['top', 'x', 'x1'],
  b: ['top', 'x', 'x1'],
  c: ['top', 'x', 'x2'],
  d: ['top', 'y', 'y1'],
  e: ['top', 'y', 'y1'],
};

describe('two readings', () => {
  it('without a difference have no drift, in whatever order they are listed', () => {
    fc.assert(
      fc.property(twoOrders, ([old, now]) => {
        const drift = compare(old, now);
        expect(drift.hasDrift).toBe(false);
        expect(drift.layers.flatMap(({ changes }) => changes)).toEqual([]);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('tell an instance that moved, and which layers changed', () => {
    const drift = compare(instancesAt(OLD), instancesAt({ ...OLD, b: ['top', 'x', 'x2'], e: ['top', 'x', 'x1'] }));
    expect(drift.moved).toEqual([
      { id: 'b', from: ['top', 'x', 'x1'], to: ['top', 'x', 'x2'], layers: [3] },
      { id: 'e', from: ['top', 'y', 'y1'], to: ['top', 'x', 'x1'], layers: [2, 3] },
    ]);
    expect([drift.renamed, drift.added, drift.removed, drift.replaced]).toEqual([[], [], [], []]);
    expect(drift.layers).toEqual([
      {
        layer: 1,
        nodeCount: { before: 1, after: 1 },
        instanceCount: { before: 5, after: 5 },
        lost: 0,
        gained: 0,
        changes: [],
      },
      {
        layer: 2,
        nodeCount: { before: 2, after: 2 },
        instanceCount: { before: 5, after: 5 },
        lost: 1,
        gained: 1,
        changes: [
          { node: 'x', before: 3, after: 4 },
          { node: 'y', before: 2, after: 1 },
        ],
      },
      {
        layer: 3,
        nodeCount: { before: 3, after: 3 },
        instanceCount: { before: 5, after: 5 },
        lost: 1,
        gained: 1,
        changes: [
          { node: 'x2', before: 1, after: 2 },
          { node: 'y1', before: 2, after: 1 },
        ],
      },
    ]);
  });

  it('take a network node with the same instances under another id for renamed, and nobody for moved', () => {
    const now = instancesAt({
      a: ['top', 'z', 'z1'],
      b: ['top', 'z', 'z1'],
      c: ['top', 'z', 'x2'],
      d: OLD.d,
      e: OLD.e,
    });
    const drift = compare(instancesAt(OLD), now);
    expect(drift.renamed).toEqual([
      { layer: 2, from: 'x', to: 'z', instanceCount: 3 },
      { layer: 3, from: 'x1', to: 'z1', instanceCount: 2 },
    ]);
    expect([drift.moved, drift.hasDrift]).toEqual([[], true]);
    expect(drift.layers.flatMap(({ changes }) => changes)).toEqual([]);
  });

  it('still see a rename when an instance below was replaced', () => {
    const { a: _gone, ...rest } = OLD;
    const now = instancesAt({ ...rest, b: ['top', 'x', 'new'], f: ['top', 'x', 'new'] });
    const drift = compare(instancesAt(OLD), now);
    expect(drift.renamed).toEqual([{ layer: 3, from: 'x1', to: 'new', instanceCount: 1 }]);
    expect(drift.replaced).toEqual([
      {
        old: { id: 'a', networkNodes: ['top', 'x', 'x1'] },
        new: { id: 'f', networkNodes: ['top', 'x', 'new'] },
        by: 'place',
      },
    ]);
    expect([drift.moved, drift.added, drift.removed]).toEqual([[], [], []]);
  });

  it('do not take a move to a network node that was there before for a rename', () => {
    // c was alone below x2 and is alone below y1 now, which is old; x2 is gone.
    const drift = compare(
      instancesAt({ c: ['top', 'x', 'x2'], d: ['top', 'x', 'y1'] }),
      instancesAt({ c: ['top', 'x', 'y1'] }),
    );
    expect(drift.renamed).toEqual([]);
    expect(drift.moved).toEqual([{ id: 'c', from: ['top', 'x', 'x2'], to: ['top', 'x', 'y1'], layers: [3] }]);
    expect(drift.removed).toEqual([{ id: 'd', networkNodes: ['top', 'x', 'y1'] }]);
  });

  it('do not take a split or a merger for a rename', () => {
    const split = compare(instancesAt({ a: ['x'], b: ['x'] }), instancesAt({ a: ['y'], b: ['z'] }));
    expect([split.renamed, split.moved.map(({ id }) => id)]).toEqual([[], ['a', 'b']]);
    const merger = compare(instancesAt({ a: ['y'], b: ['z'] }), instancesAt({ a: ['x'], b: ['x'] }));
    expect([merger.renamed, merger.moved.map(({ id }) => id)]).toEqual([[], ['a', 'b']]);
  });

  it('see through ids that were handed round', () => {
    const drift = compare(
      instancesAt({ a: ['x'], b: ['x'], c: ['y'], d: ['y'] }),
      instancesAt({ a: ['y'], b: ['y'], c: ['x'], d: ['x'] }),
    );
    expect(drift.renamed.map(({ from, to }) => [from, to])).toEqual([
      ['x', 'y'],
      ['y', 'x'],
    ]);
    expect(drift.moved).toEqual([]);
  });

  it('match a replaced instance by its Kubernetes node name first, wherever it came back', () => {
    const old = [
      { id: 'i-1', nodeName: 'n1', networkNodes: ['top', 'x'] },
      { id: 'i-2', networkNodes: ['top', 'x'] },
    ];
    const now = [
      { id: 'i-3', networkNodes: ['top', 'x'] },
      { id: 'i-4', nodeName: 'n1', networkNodes: ['top', 'y'] },
    ];
    const drift = compare(old, now);
    expect(drift.replaced.map(({ old: { id }, new: { id: next }, by }) => [id, next, by])).toEqual([
      ['i-1', 'i-4', 'node-name'],
      ['i-2', 'i-3', 'place'],
    ]);
  });

  it('do not match instances of two types, or without network nodes, by their place', () => {
    const drift = compare(
      [
        { id: 'a', type: 'p5.48xlarge', networkNodes: ['top'] },
        { id: 'b', networkNodes: [] },
      ],
      [
        { id: 'c', type: 'p4d.24xlarge', networkNodes: ['top'] },
        { id: 'd', networkNodes: [] },
      ],
    );
    expect(drift.replaced).toEqual([]);
    expect(drift.removed.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(drift.added.map(({ id }) => id)).toEqual(['c', 'd']);
  });

  it('tell a change of depth as a move of the layers that came or went', () => {
    const drift = compare(instancesAt({ a: ['top', 'x'] }), instancesAt({ a: ['top', 'x', 'x1'] }));
    expect(drift.moved).toEqual([{ id: 'a', from: ['top', 'x'], to: ['top', 'x', 'x1'], layers: [3] }]);
    expect(drift.layers[2]).toMatchObject({ nodeCount: { before: 0, after: 1 }, lost: 0, gained: 1 });
  });
});

describe('laws', () => {
  const twoReadings = fc.tuple(anyInstances, anyInstances);

  it('every instance of either reading is in exactly one list, or where it was', () => {
    fc.assert(
      fc.property(twoReadings, ([old, now]) => {
        const drift = compare(old, now);
        const oldIds = new Set(old.map(({ id }) => id));
        const newIds = new Set(now.map(({ id }) => id));
        const gone = [...drift.removed.map(({ id }) => id), ...drift.replaced.map((pair) => pair.old.id)];
        const come = [...drift.added.map(({ id }) => id), ...drift.replaced.map((pair) => pair.new.id)];
        expect(gone.sort()).toEqual([...oldIds].filter((id) => !newIds.has(id)).sort());
        expect(come.sort()).toEqual([...newIds].filter((id) => !oldIds.has(id)).sort());
        for (const { id } of drift.moved) expect(oldIds.has(id) && newIds.has(id)).toBe(true);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('gains less losses are the change of instances in every layer', () => {
    fc.assert(
      fc.property(twoReadings, ([old, now]) => {
        for (const { lost, gained, instanceCount } of compare(old, now).layers) {
          expect(gained - lost).toBe(instanceCount.after - instanceCount.before);
        }
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('giving every network node a new id only renames, and moves nobody', () => {
    fc.assert(
      fc.property(anyInstances, (old) => {
        const now = old.map((one) => ({ ...one, networkNodes: one.networkNodes.map((node) => `new-${node}`) }));
        const drift = compare(old, now);
        expect([drift.moved, drift.added, drift.removed, drift.replaced]).toEqual([[], [], [], []]);
        const perLayer = [0, 1, 2, 3].map(
          (layer) => new Set(old.flatMap(({ networkNodes }) => networkNodes[layer] ?? [])),
        );
        expect(drift.renamed).toHaveLength(perLayer.reduce((sum, { size }) => sum + size, 0));
        for (const { from, to } of drift.renamed) expect(to).toBe(`new-${from}`);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('the other way round swaps what came and what went', () => {
    fc.assert(
      fc.property(twoReadings, ([old, now]) => {
        const there = compare(old, now);
        const back = compare(now, old);
        expect(back.added).toEqual(there.removed);
        expect(back.removed).toEqual(there.added);
        expect(back.moved.map(({ id, layers }) => [id, layers])).toEqual(
          there.moved.map(({ id, layers }) => [id, layers]),
        );
        expect(back.layers.map(({ lost, gained }) => [gained, lost])).toEqual(
          there.layers.map(({ lost, gained }) => [lost, gained]),
        );
      }),
      { seed: 5, numRuns: 300 },
    );
  });
});
