import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readInputs } from '../../../src/formats/index.ts';
import { compileNetwork, hopHistogram, instancesFromNodes } from '../../../src/topology/index.ts';

function read(text: string): ReturnType<typeof readInputs> {
  return readInputs([{ file: 'generator.yaml', text }]);
}

const SMALL = `
topology:
  name: t
  levels:
  - {name: block, count: 1, nodeLabel: example.com/block}
  - {name: rack, count: 2, nodeLabel: example.com/rack}
  - {name: node, count: 2, nodeLabel: kubernetes.io/hostname, capacity: {cpu: "4"}}
resourceFlavor: {name: f, nodeLabel: group, topologyName: t}
`;

describe("the file of Kueue's performance generator", () => {
  it('becomes the nodes, the topology and the flavor that it describes', () => {
    const result = read(SMALL);
    if (result.state === 'refused') throw new Error(result.problems[0]?.message);
    const { nodes, topologies, resourceFlavors } = result.value;
    expect(topologies).toEqual([
      { name: 't', levels: ['example.com/block', 'example.com/rack', 'kubernetes.io/hostname'] },
    ]);
    expect(resourceFlavors).toEqual([{ name: 'f', topologyName: 't', nodeLabels: { group: 'tas' } }]);
    expect(nodes.map(({ name }) => name)).toEqual(['node-b0-r0-n0', 'node-b0-r0-n1', 'node-b0-r1-n0', 'node-b0-r1-n1']);
    expect(nodes[3]).toEqual({
      name: 'node-b0-r1-n1',
      labels: {
        group: 'tas',
        'example.com/block': 'block-0',
        'example.com/rack': 'rack-1',
        'kubernetes.io/hostname': 'node-b0-r1-n1',
      },
      allocatable: { cpu: '4', memory: '256Gi', pods: 110 },
      isReady: true,
    });
  });

  it('tells that host names once repeated', () => {
    const result = read(SMALL);
    if (result.state === 'refused') throw new Error('refused');
    expect(result.warnings.map(({ line, code }) => [line, code])).toEqual([[5, 'duplicate']]);
    expect(result.warnings[0]?.message).toContain('its placement see 2 large hosts');
    const one = SMALL.replace('name: rack, count: 2', 'name: rack, count: 1');
    expect(read(one)).toMatchObject({ state: 'read', warnings: [] });
  });

  it.each([
    ['host names above another level', SMALL.replace('example.com/rack', 'kubernetes.io/hostname'), 'invalid-value'],
    ['a level twice', SMALL.replace('example.com/rack', 'example.com/block'), 'duplicate'],
    ['a single level', 'topology: {name: t, levels: [{name: a, count: 1, nodeLabel: a}]}', 'out-of-range'],
    ['too many nodes', SMALL.replaceAll('count: 2', 'count: 2000'), 'out-of-range'],
    ['no count', SMALL.replace('count: 1, ', ''), 'missing'],
  ])('is refused with %s', (_, text, code) => {
    const result = read(text);
    expect(result.state).toBe('refused');
    if (result.state === 'refused') expect(result.problems.map((problem) => problem.code)).toContain(code);
  });

  const FILE = '../shared/data/topology/models/kueue-tas-generator.yaml';
  const isAbsent = !existsSync(FILE);

  it.skipIf(isAbsent)(
    `of its own load test is 10 racks of 64${isAbsent ? ' (skipped: the shared models are absent)' : ''}`,
    () => {
      const result = read(readFileSync(FILE, 'utf8'));
      if (result.state === 'refused') throw new Error(result.problems[0]?.message);
      const { nodes, topologies } = result.value;
      expect(nodes).toHaveLength(640);
      expect(new Set(nodes.map(({ labels }) => labels['kubernetes.io/hostname'])).size).toBe(640);
      // Pairs in a rack: 10 × 64 × 63 / 2; the others: 10 × 9 / 2 × 64 × 64.
      const network = compileNetwork(instancesFromNodes(nodes, topologies[0]?.levels));
      expect(hopHistogram(network).pairsByHops).toEqual(
        new Map([
          [2, 20_160],
          [4, 184_320],
        ]),
      );
      expect(result.warnings.map(({ code, field }) => [code, field])).toEqual([
        ['duplicate', 'topology.levels'],
        ['unsupported-kind', 'cohorts'],
      ]);
    },
  );
});
