import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../src/model/index.ts';
import { findParentConflicts, generateTopology, type TopologyShape } from '../../../src/topology/index.ts';

/** Network nodes per layer. */
function nodeCounts(instances: readonly Instance[]): number[] {
  const depth = instances[0]?.networkNodes.length ?? 0;
  return Array.from({ length: depth }, (_, i) => new Set(instances.map(({ networkNodes }) => networkNodes[i])).size);
}

/** Instances per lowest network node, in order of appearance. */
function leafSizes(instances: readonly Instance[]): number[] {
  const sizes = new Map<string, number>();
  for (const { networkNodes } of instances) {
    const leaf = networkNodes.at(-1) as string;
    sizes.set(leaf, (sizes.get(leaf) ?? 0) + 1);
  }
  return [...sizes.values()];
}

const shapes: fc.Arbitrary<TopologyShape> = fc.oneof(
  fc
    .record({ layers: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 5 }), extra: fc.nat(300) })
    .map(({ layers, extra }) => ({
      kind: 'fat-tree' as const,
      layers,
      instanceCount: layers.reduce((product, count) => product * count, 1) + extra,
    })),
  fc.integer({ min: 1, max: 2000 }).map((instanceCount) => ({ kind: 'ec2' as const, instanceCount })),
  fc.integer({ min: 1, max: 2000 }).map((instanceCount) => ({ kind: 'nvl72' as const, instanceCount })),
);

describe('every generated network', () => {
  it('has the instances asked for, ids that are different and look like EC2s, and one parent per network node', () => {
    fc.assert(
      fc.property(shapes, fc.maxSafeInteger(), (shape, seed) => {
        const instances = generateTopology(shape, { seed });
        expect(instances).toHaveLength(shape.instanceCount);
        const nodes = new Set(instances.flatMap(({ networkNodes }) => networkNodes));
        expect(new Set(instances.map(({ id }) => id)).size).toBe(instances.length);
        expect(nodes.size).toBe(nodeCounts(instances).reduce((sum, count) => sum + count, 0));
        for (const { id } of instances) expect(id).toMatch(/^i-0[0-9a-f]{16}$/);
        for (const node of nodes) expect(node).toMatch(/^nn-[0-9a-f]{17}$/);
        expect(findParentConflicts(instances)).toEqual([]);
      }),
      { seed: 2, numRuns: 60 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(shapes, fc.integer(), (shape, seed) => {
        expect(generateTopology(shape, { seed })).toEqual(generateTopology(shape, { seed }));
        expect(generateTopology(shape, { seed })[0]?.id).not.toBe(generateTopology(shape, { seed: seed + 1 })[0]?.id);
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('names its instances by the seed alone, whatever the shape', () => {
    const ids = (shape: TopologyShape): string[] => generateTopology(shape, { seed: 5 }).map(({ id }) => id);
    const large = ids({ kind: 'ec2', instanceCount: 400 });
    expect(ids({ kind: 'nvl72', instanceCount: 30 })).toEqual(large.slice(0, 30));
    expect(ids({ kind: 'fat-tree', layers: [2, 2], instanceCount: 40 })).toEqual(large.slice(0, 40));
  });

  it('has the type and the zone asked for', () => {
    const options = { instanceType: 'trn2.48xlarge', availabilityZone: 'us-east-1a', zoneId: 'use1-az6' };
    const [first] = generateTopology({ kind: 'ec2', instanceCount: 3 }, options);
    expect(first).toMatchObject({ type: 'trn2.48xlarge', availabilityZone: 'us-east-1a', zoneId: 'use1-az6' });
  });
});

describe('a fat tree', () => {
  it('multiplies its layers', () => {
    const instances = generateTopology({ kind: 'fat-tree', layers: [2, 4, 8], instanceCount: 1024 });
    expect(nodeCounts(instances)).toEqual([2, 8, 64]);
    expect(new Set(leafSizes(instances))).toEqual(new Set([16]));
  });

  it('gives the first leaves one more when it does not come out even', () => {
    expect(leafSizes(generateTopology({ kind: 'fat-tree', layers: [1, 4], instanceCount: 10 }))).toEqual([3, 3, 2, 2]);
  });

  it.each([
    ['no layer', [], 4],
    ['a layer of nothing', [2, 0], 4],
    ['half a network node', [1.5], 4],
    ['more leaves than instances', [3, 2], 5],
    ['nine layers', [1, 1, 1, 1, 1, 1, 1, 1, 1], 4],
    ['no instances', [1], 0],
    ['too many instances', [1], 1_000_001],
  ])('is refused with %s', (_, layers, instanceCount) => {
    expect(() => generateTopology({ kind: 'fat-tree', layers, instanceCount })).toThrow(
      expect.objectContaining({ code: 'invalid-argument' }),
    );
  });

  it('is refused with a seed that is no whole number', () => {
    expect(() => generateTopology({ kind: 'ec2', instanceCount: 1 }, { seed: 0.5 })).toThrow(/whole number/);
  });
});

describe('an EC2-like network', () => {
  it('has few, unequal leaves, the largest of a third to two thirds, as the recordings of 32 to 256', () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(32, 64, 128, 256), (seed, instanceCount) => {
        const sizes = leafSizes(generateTopology({ kind: 'ec2', instanceCount }, { seed })).sort((a, b) => b - a);
        expect(sizes.length).toBeGreaterThanOrEqual(3);
        expect(sizes.length).toBeLessThanOrEqual(13);
        const largest = (sizes[0] as number) / instanceCount;
        expect(largest).toBeGreaterThan(0.25);
        expect(largest).toBeLessThan(0.65);
        expect(sizes[0]).toBeGreaterThan(2 * (sizes.at(-1) as number));
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('has one layer-1 node and mostly one layer-2 node up to 256 instances', () => {
    const counts = Array.from({ length: 200 }, (_, seed) =>
      nodeCounts(generateTopology({ kind: 'ec2', instanceCount: 200 }, { seed })),
    );
    expect(counts.every(([top]) => top === 1)).toBe(true);
    const strays = counts.filter(([, second]) => second === 2).length;
    // One in five: 40 expected, standard deviation 5.7.
    expect(strays).toBeGreaterThan(15);
    expect(strays).toBeLessThan(65);
    expect(counts.every(([, second]) => second === 1 || second === 2)).toBe(true);
  });

  it('grows by pools of 192 to 384 instances below a layer-2 node', () => {
    const instances = generateTopology({ kind: 'ec2', instanceCount: 10_000 }, { seed: 1 });
    const sizes = new Map<string, number>();
    for (const { networkNodes } of instances) {
      const node = networkNodes[1] as string;
      sizes.set(node, (sizes.get(node) ?? 0) + 1);
    }
    const whole = [...sizes.values()].filter((size) => size >= 192);
    expect(whole.length).toBeGreaterThanOrEqual(sizes.size - 2);
    expect(Math.max(...sizes.values())).toBeLessThanOrEqual(384);
  });
});

describe('NVL72 racks', () => {
  it('hold 18 nodes of one UltraServer and capacity block below one network node', () => {
    const instances = generateTopology({ kind: 'nvl72', instanceCount: 40 });
    expect(leafSizes(instances)).toEqual([18, 18, 4]);
    for (const key of ['ultraServerId', 'capacityBlockId'] as const) {
      const values = instances.map((instance) => instance[key]);
      expect(new Set(values.slice(0, 18)).size).toBe(1);
      expect(new Set(values).size).toBe(3);
    }
    expect(instances[0]?.type).toBe('p6e-gb200.36xlarge');
  });
});

it('makes 100,000 instances in seconds', () => {
  const instances = generateTopology({ kind: 'ec2', instanceCount: 100_000 }, { seed: 9 });
  expect(instances).toHaveLength(100_000);
}, 10_000);
