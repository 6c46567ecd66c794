import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SlurmSwitch, SlurmTopology } from '../../../src/placement/index.ts';
import { derivedSlurmTree } from '../../reference/derived-slurm-tree.ts';
import { clusterOf, place, whole } from './make-slurm.ts';

const RUNS = { seed: 1013, numRuns: 1000 };

/** Nodes of a leaf switch. */
const leaf = fc.integer({ min: 1, max: 7 });
const pod = fc.array(leaf, { minLength: 1, maxLength: 4 });

type Tree = readonly (number | readonly number[])[];

/** One tree of pods, some of them leaves right below the root; or several of pods only: which of unequal trees Slurm takes the recordings don't tell. */
const trees: fc.Arbitrary<readonly Tree[]> = fc.oneof(
  fc.array(fc.oneof(leaf, pod), { minLength: 1, maxLength: 4 }).map((tree) => [tree]),
  fc.array(fc.array(pod, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 }),
);

/** Their lines in any order. */
const topology: fc.Arbitrary<SlurmTopology> = fc
  .tuple(trees, fc.array(fc.nat(1_000_000), { minLength: 64, maxLength: 64 }))
  .map(([shape, keys]) => {
    const lines = linesOf(shape).map((line, i) => ({ line, key: keys[i] as number }));
    return { kind: 'tree', switches: lines.sort((a, b) => a.key - b.key).map(({ line }) => line) };
  });

describe('the rule for trees of switches', () => {
  it('is the one that follows from the recordings alone, up to three levels', () => {
    fc.assert(
      fc.property(topology, fc.integer({ min: 1, max: 40 }), fc.array(fc.nat(60)), (network, n, held) => {
        const cluster = clusterOf(network);
        const busy = [...new Set(held)].flatMap((i) => cluster.nodes[i] ?? []);
        const idle = cluster.nodes.filter((node) => !busy.includes(node)).map(({ name }) => name);
        const placement = place(cluster, whole(n), { isWhole: true, nodes: busy });
        const actual = placement.state === 'placed' ? placement.nodes.map(({ name }) => name) : undefined;
        expect(actual).toEqual(derivedSlurmTree(cluster, idle, n));
      }),
      RUNS,
    );
  });
});

function linesOf(shape: readonly Tree[]): SlurmSwitch[] {
  const lines: SlurmSwitch[] = [];
  const addLeaf = (size: number): string => {
    const name = `leaf${String(lines.length).padStart(2, '0')}`;
    lines.push({ name, switches: [], nodes: Array.from({ length: size }, (_, i) => `${name}n${i}`) });
    return name;
  };
  const addSwitch = (below: readonly string[]): string => {
    const name = `switch${lines.length}`;
    lines.push({ name, switches: below, nodes: [] });
    return name;
  };
  for (const tree of shape)
    addSwitch(tree.map((one) => (typeof one === 'number' ? addLeaf(one) : addSwitch(one.map(addLeaf)))));
  return lines;
}
