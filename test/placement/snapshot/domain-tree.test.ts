import { describe, expect, it } from 'vitest';
import { HOSTNAME_LABEL, type Node, type ResourceFlavor, type Topology } from '../../../src/model/index.ts';
import {
  assignmentLevels,
  assignmentValues,
  belongsToFlavor,
  buildDomainTree,
  findLeaf,
  levelRange,
} from '../../../src/placement/snapshot/domain-tree.ts';
import { pathOf } from '../../../src/topology/index.ts';

const TOPOLOGY: Topology = { name: 't', levels: ['block', 'rack', HOSTNAME_LABEL] };
const POOLED: Topology = { name: 't', levels: ['block', 'rack'] };

function node(name: string, labels: Record<string, string>, more: Partial<Node> = {}): Node {
  return { name, labels, allocatable: {}, isReady: true, ...more };
}

function at(name: string, path: string): Node {
  const [block = '', rack = '', host = ''] = path.split('/');
  return node(name, { block, rack, [HOSTNAME_LABEL]: host });
}

describe('a node belongs to a flavor', () => {
  const labels = { block: 'b', rack: 'r', [HOSTNAME_LABEL]: 'h' };
  const flavor: ResourceFlavor = { name: 'f', topologyName: 't' };
  const cases: [what: string, expected: boolean, node: Node, flavor: ResourceFlavor][] = [
    ['ready with a label for every level', true, node('n', labels), flavor],
    ['cordoned', false, node('n', labels, { isUnschedulable: true }), flavor],
    ['not ready', false, node('n', labels, { isReady: false }), flavor],
    ['without the label of a middle level', false, node('n', { block: 'b', [HOSTNAME_LABEL]: 'h' }), flavor],
    ['with an empty label of a level: present is enough', true, node('n', { ...labels, rack: '' }), flavor],
    ['with the flavor’s label', true, node('n', { ...labels, kind: 'a' }), { ...flavor, nodeLabels: { kind: 'a' } }],
    ['with another value of it', false, node('n', { ...labels, kind: 'b' }), { ...flavor, nodeLabels: { kind: 'a' } }],
    ['without the label', false, node('n', labels), { ...flavor, nodeLabels: { kind: 'a' } }],
    ['without it where the flavor wants it empty', true, node('n', labels), { ...flavor, nodeLabels: { kind: '' } }],
    [
      'with taints, which are judged per pod set',
      true,
      node('n', labels, { taints: [{ key: 'k', effect: 'NoSchedule' }] }),
      flavor,
    ],
  ];
  it.each(cases)('%s: %s', (_, expected, candidate, of) => {
    expect(belongsToFlavor(candidate, of, TOPOLOGY)).toBe(expected);
  });

  it('not of a topology without levels, which has no place for it', () => {
    expect(belongsToFlavor(node('n', labels), flavor, { name: 't', levels: [] })).toBe(false);
  });
});

describe('the domain tree', () => {
  it('numbers leaves in path order, whatever the order of host names', () => {
    const { domains } = buildDomainTree(TOPOLOGY, [at('n1', 'b2/r1/a'), at('n2', 'b1/r2/b'), at('n3', 'b1/r1/c')]);
    expect(domains.leafIds).toEqual(['c', 'b', 'a']);
    expect(domains.leafNodes.map(({ name }) => name)).toEqual(['n3', 'n2', 'n1']);
    expect(domains.leafCount).toBe(3);
  });

  it('keeps racks of the same name in two blocks apart', () => {
    const { tree } = buildDomainTree(TOPOLOGY, [at('n1', 'b1/r1/a'), at('n2', 'b2/r1/b')]).domains;
    expect(levelRange(tree, 1)).toEqual({ from: 2, to: 4 });
    expect([pathOf(tree, 2), pathOf(tree, 3)]).toEqual([
      ['b1', 'r1'],
      ['b2', 'r1'],
    ]);
  });

  it('makes one leaf of two nodes with one host name, where the node first in byte order stands: n10 before n2', () => {
    const { domains, nodesAtLeaves } = buildDomainTree(TOPOLOGY, [at('n2', 'b1/r1/h'), at('n10', 'b2/r2/h')]);
    expect(domains.leafCount).toBe(1);
    expect(pathOf(domains.tree, domains.firstLeaf)).toEqual(['b2', 'r2', 'h']);
    expect(domains.leafNodes[0]?.name).toBe('n10');
    expect(nodesAtLeaves.map(({ node, leaf }) => [node.name, leaf])).toEqual([
      ['n10', 0],
      ['n2', 0],
    ]);
  });

  it('has no domain for the rack that only the later of two namesakes stands in', () => {
    const { tree } = buildDomainTree(TOPOLOGY, [at('n2', 'b1/r1/h'), at('n10', 'b2/r2/h')]).domains;
    expect(tree.label).toEqual(['b2', 'r2', 'h']);
  });

  it('pools nodes of one lowest domain where that is no host name, and knows no node of it', () => {
    const { domains, nodesAtLeaves } = buildDomainTree(POOLED, [
      at('n1', 'b/r1/x'),
      at('n2', 'b/r2/y'),
      at('n3', 'b/r1/z'),
    ]);
    expect(domains.leafIds).toEqual(['b,r1', 'b,r2']);
    expect(domains.leafNodes).toEqual([]);
    expect(nodesAtLeaves.map(({ leaf }) => leaf)).toEqual([0, 1, 0]);
  });

  it('takes an empty label for a domain of its own', () => {
    const { domains } = buildDomainTree(POOLED, [at('n1', 'b//x'), at('n2', 'b/r/y')]);
    expect(domains.leafIds).toEqual(['b,', 'b,r']);
  });

  it('is empty without nodes, on every level', () => {
    const { domains } = buildDomainTree(TOPOLOGY, []);
    expect(domains.leafCount).toBe(0);
    expect([0, 1, 2].map((level) => levelRange(domains.tree, level))).toEqual(Array(3).fill({ from: 0, to: 0 }));
  });

  it('names a host alone in assignments, other leaves with all their values', () => {
    const nodes = [at('n1', 'b/r/h')];
    const hosts = buildDomainTree(TOPOLOGY, nodes).domains;
    const racks = buildDomainTree(POOLED, nodes).domains;
    expect([assignmentLevels(hosts), assignmentValues(hosts, 0)]).toEqual([[HOSTNAME_LABEL], ['h']]);
    expect([assignmentLevels(racks), assignmentValues(racks, 0)]).toEqual([
      ['block', 'rack'],
      ['b', 'r'],
    ]);
    expect([findLeaf(hosts, ['h']), findLeaf(racks, ['b', 'r'])]).toEqual([0, 0]);
    expect([findLeaf(hosts, ['b', 'r', 'h']), findLeaf(racks, ['r'])]).toEqual([undefined, undefined]);
  });
});
