import { describe, expect, it } from 'vitest';
import { readInputs } from '../../src/formats/index.ts';
import type { Instance } from '../../src/model/index.ts';

function instancesOf(text: string, file = 'topology'): readonly Instance[] {
  const result = readInputs([{ file, text }]);
  if (result.state === 'refused') throw new Error(result.problems[0]?.message);
  return result.value.instances;
}

const TREE = 'SwitchName=s1 Switches=l[1-2]\nSwitchName=l1 Nodes=n[1-2]\nSwitchName=l2 Nodes=n3\n';
const BLOCKS = 'BlockName=b1 Nodes=n[1-2]\nBlockName=b2 Nodes=n[3-4]\nBlockSizes=2\n';

describe("Slurm's files", () => {
  it.each([
    ['a tree', TREE],
    ['a tree after comments', `\n# first\n  # second\n${TREE}`],
    ['a tree with a byte order mark', `\uFEFF${TREE}`],
    ['a tree in small letters', TREE.replaceAll('SwitchName', 'switchname')],
  ])('are known by their first line: %s', (_, text) => {
    expect(instancesOf(text).map(({ id, networkNodes }) => [id, ...networkNodes])).toEqual([
      ['n1', 's1', 'l1'],
      ['n2', 's1', 'l1'],
      ['n3', 's1', 'l2'],
    ]);
  });

  it.each([
    ['blocks', BLOCKS],
    ['sizes first', `BlockSizes=2\n${BLOCKS.replace('BlockSizes=2\n', '')}`],
  ])('are known by their first line: %s', (_, text) => {
    expect(instancesOf(text).map(({ id, ultraServerId }) => [id, ultraServerId])).toEqual([
      ['n1', 'b1'],
      ['n2', 'b1'],
      ['n3', 'b2'],
      ['n4', 'b2'],
    ]);
  });

  const YAML = `---
- topology: other
  tree: {switches: [{switch: x, nodes: "n[1-2]"}]}
- topology: main
  cluster_default: true
  tree: {switches: [{switch: s, children: l}, {switch: l, nodes: "n[1-2]"}]}
- topology: domains
  block: {block_sizes: [2], blocks: [{block: b1, nodes: "n[1-2]"}]}
- topology: none
  flat: true
`;

  it('in YAML give the default tree and the blocks, and tell what is passed over', () => {
    const shared = { networkNodes: ['s', 'l'], ultraServerId: 'b1' };
    expect(instancesOf(YAML)).toEqual([
      { id: 'n1', nodeName: 'n1', ...shared },
      { id: 'n2', nodeName: 'n2', ...shared },
    ]);
    const result = readInputs([{ file: 'topology.yaml', text: YAML }]);
    expect(result.state === 'read' && result.warnings.map(({ message }) => message)).toEqual([
      'passed over: other; one tree and one list of blocks are read, the default or first ones',
    ]);
  });

  it('keep their problems, with their places', () => {
    const result = readInputs([{ file: 'topology.conf', text: `${TREE}SwitchName=l3 Nods=n4\n` }]);
    expect(result.state).toBe('refused');
    if (result.state === 'refused') expect(result.problems[0]).toMatchObject({ file: 'topology.conf', line: 4 });
  });
});
