import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type NamedSlurmTopology, readTopologyYaml, slurmTopologyYaml } from '../../../src/formats/index.ts';
import type { SlurmTopology } from '../../../src/placement/index.ts';
import { arbitraryTopology } from './arbitrary-topology.ts';

const ALL = `---
- topology: net
  cluster_default: true
  tree:
    switches:
      - switch: root
        children: s[1-2]
      - switch: s1
        nodes: node[01-02]
      - switch: s2
        nodes: node03,node04
- topology: racks
  block:
    block_sizes: [2, 4]
    blocks:
      - block: b1
        nodes: node[01-02]
      - block: b2
        nodes: node[03-04]
- topology: any
  flat: true
`;

function problems(text: string): string[] {
  const result = readTopologyYaml({ file: 'topology.yaml', text });
  const found = result.state === 'refused' ? result.problems : result.warnings;
  return found.map(({ line, severity, code, field }) => `${line} ${severity} ${code} ${field}`.trim());
}

describe('readTopologyYaml', () => {
  it('reads trees, blocks and flat networks', () => {
    expect(readTopologyYaml({ file: 'topology.yaml', text: ALL })).toEqual({
      state: 'read',
      warnings: [],
      value: [
        {
          name: 'net',
          isDefault: true,
          topology: {
            kind: 'tree',
            switches: [
              { name: 'root', switches: ['s1', 's2'], nodes: [] },
              { name: 's1', switches: [], nodes: ['node01', 'node02'] },
              { name: 's2', switches: [], nodes: ['node03', 'node04'] },
            ],
          },
        },
        {
          name: 'racks',
          isDefault: false,
          topology: {
            kind: 'block',
            blocks: [
              { name: 'b1', nodes: ['node01', 'node02'] },
              { name: 'b2', nodes: ['node03', 'node04'] },
            ],
            blockSizes: [2, 4],
          },
        },
        { name: 'any', isDefault: false, topology: { kind: 'flat' } },
      ],
    });
  });

  const inTree = (text: string): string => `- topology: t\n  tree:\n    switches:\n${text}`;
  it.each<[title: string, text: string, found: string[]]>([
    ['none of the types', '- topology: t\n', ['1 error missing [0]']],
    [
      'two of the types',
      '- topology: t\n  flat: true\n  block: {blocks: [{block: b, nodes: n1}]}\n',
      ['1 error conflict [0]'],
    ],
    ['a type of later versions', '- topology: t\n  ring: {rings: []}\n', ['2 error unknown-key [0].ring']],
    ['a name twice', '- {topology: t, flat: true}\n- {topology: t, flat: true}\n', ['2 error duplicate [1].topology']],
    [
      'an unknown child',
      inTree('      - {switch: a, children: b}\n'),
      ['4 error not-found [0].tree.switches[0].children'],
    ],
    [
      'a bad host list',
      inTree('      - {switch: a, nodes: "n[2-1]"}\n'),
      ['4 error invalid-value [0].tree.switches[0].nodes'],
    ],
    ['no switch', '- topology: t\n  tree: {switches: []}\n', ['2 error missing [0].tree.switches']],
    [
      'sizes that are no powers of two',
      '- topology: t\n  block:\n    block_sizes: [2, 6]\n    blocks: [{block: b, nodes: "n[1-2]"}]\n',
      ['3 error invalid-value [0].block.block_sizes'],
    ],
  ])('tells of %s', (_, text, found) => {
    expect(problems(text)).toEqual(found);
  });
});

describe('slurmTopologyYaml', () => {
  it('writes what is read back as it was, but for comments and link speeds', () => {
    fc.assert(
      fc.property(arbitraryTopology, fc.boolean(), (topology, isDefault) => {
        const named: NamedSlurmTopology[] = [
          { name: 'one', isDefault, topology: withoutExtras(topology) },
          { name: 'two', isDefault: false, topology: { kind: 'flat' } },
        ];
        const read = readTopologyYaml({ file: 'topology.yaml', text: slurmTopologyYaml(named) });
        expect(read.state === 'read' ? read.value : read.problems).toEqual(named);
      }),
      { seed: 9, numRuns: 100 },
    );
  });
});

function withoutExtras(topology: SlurmTopology): SlurmTopology {
  if (topology.kind === 'block') {
    return { ...topology, blocks: topology.blocks.map(({ name, nodes }) => ({ name, nodes })) };
  }
  return { kind: 'tree', switches: topology.switches.map(({ name, switches, nodes }) => ({ name, switches, nodes })) };
}
