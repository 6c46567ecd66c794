import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileNetwork, groupsByLayer, hopHistogram, hopPairs } from '../../src/topology/index.ts';
import { ec2Instances, needs, readJson, SHARED } from './samples.ts';

interface Facts {
  readonly file: string;
  readonly instances: number;
  readonly types: readonly string[];
  readonly distinct_per_layer: readonly number[];
  readonly leaf_sizes: readonly number[];
  readonly pairs_by_hops: Readonly<Record<string, number>>;
}

const { isAbsent, note } = needs(SHARED);
const recordings = isAbsent ? [] : readJson<{ recordings: Facts[] }>(`${SHARED}recordings/facts.json`).recordings;
const matrices = ['eks-p3dn-16', 'eks-hpc6a-size32-32', 'eks-hpc6a-size64-64', 'eks-hpc6a-size256-256'];

describe.skipIf(isAbsent)(`recorded answers of EC2${note}`, () => {
  it('are twelve', () => expect(recordings).toHaveLength(12));

  it.each(recordings)('$file has the facts that were worked out of it', (facts) => {
    const instances = ec2Instances(`${SHARED}../${facts.file}`);
    const network = compileNetwork(instances);
    expect(network.instances).toHaveLength(facts.instances);
    expect([...new Set(instances.map(({ type }) => type))]).toEqual(facts.types);
    const layers = groupsByLayer(network);
    expect(layers.map(({ length }) => length)).toEqual(facts.distinct_per_layer.filter((count) => count > 0));
    const leafSizes = (layers.at(-1) ?? []).map((group) => group.instances.length).sort((a, b) => b - a);
    expect(leafSizes).toEqual(facts.leaf_sizes);
    const { pairsByHops, unreachablePairs } = hopHistogram(network);
    expect(Object.fromEntries(pairsByHops)).toEqual(facts.pairs_by_hops);
    expect(unreachablePairs).toBe(0);
  });

  it.each(matrices)("%s has the study's own hops in every cell", (name) => {
    const [header, ...rows] = readFileSync(`${SHARED}recordings/${name}.hops.csv`, 'utf8').trim().split('\n');
    const columns = (header as string).split(',').slice(1);
    const network = compileNetwork(ec2Instances(`${SHARED}recordings/${name}.json`));
    const expected = rows.map((row) => row.split(','));
    expect(expected.map(([id]) => id)).toEqual(columns);
    expect(columns).toHaveLength(network.instances.length);
    const far = new Map(
      hopPairs(network).flatMap(({ a, b, hops }) => [
        [`${a},${b}`, hops],
        [`${b},${a}`, hops],
      ]),
    );
    const found = columns.map((a) => [a, ...columns.map((b) => String(a === b ? 0 : far.get(`${a},${b}`)))]);
    expect(found).toEqual(expected);
  });
});
