import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  instancesFromSlurm,
  readTopologyConf,
  slurmBlocksFromInstances,
  slurmTopologyConf,
  slurmTreeFromInstances,
} from '../../../src/formats/index.ts';
import type { Instance } from '../../../src/model/index.ts';

const at = (id: string, ...networkNodes: string[]): Instance => ({ id, networkNodes });

describe('slurmTreeFromInstances', () => {
  it('makes network nodes switches, from the top level down', () => {
    const tree = slurmTreeFromInstances([
      at('i-3', 'nn-1', 'nn-3'),
      at('i-1', 'nn-1', 'nn-2'),
      at('i-2', 'nn-1', 'nn-2'),
    ]);
    expect(slurmTopologyConf(tree)).toBe(
      'SwitchName=nn-1 Switches=nn-[2-3]\nSwitchName=nn-2 Nodes=i-[1-2]\nSwitchName=nn-3 Nodes=i-3\n',
    );
  });

  it('calls nodes by their Kubernetes names and leaves out those without a place', () => {
    const tree = slurmTreeFromInstances([{ ...at('i-1', 'nn-1'), nodeName: 'node-1' }, at('i-2')]);
    expect(tree.switches).toEqual([{ name: 'nn-1', switches: [], nodes: ['node-1'] }]);
  });

  it('gives nodes that hang beside switches a switch of their own', () => {
    const tree = slurmTreeFromInstances([at('i-1', 'nn-1'), at('i-2', 'nn-1', 'nn-2')]);
    expect(tree.switches).toEqual([
      { name: 'nn-1', switches: ['nn-2', 'nn-1.nodes'], nodes: [] },
      { name: 'nn-2', switches: [], nodes: ['i-2'] },
      { name: 'nn-1.nodes', switches: [], nodes: ['i-1'] },
    ]);
  });

  it('keeps network nodes apart that are reported in two places', () => {
    const tree = slurmTreeFromInstances([at('i-1', 'nn-1', 'nn-9'), at('i-2', 'nn-2', 'nn-9')]);
    expect(tree.switches.map(({ name }) => name)).toEqual(['nn-1', 'nn-2', 'nn-1/nn-9', 'nn-2/nn-9']);
  });

  it('is undone by instancesFromSlurm where all have one depth', () => {
    const instances = fc
      .uniqueArray(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(99)), { selector: ([, , id]) => id })
      .map((all) =>
        all.map(([top, leaf, id]): Instance => {
          const name = `n${id}`;
          return { id: name, nodeName: name, networkNodes: [`t${top}`, `t${top}-l${leaf}`] };
        }),
      );
    const byId = (a: Instance, b: Instance): number => (a.id < b.id ? -1 : 1);
    fc.assert(
      fc.property(instances, (given) => {
        expect(instancesFromSlurm(slurmTreeFromInstances(given)).sort(byId)).toEqual(given.toSorted(byId));
      }),
      { seed: 10, numRuns: 100 },
    );
  });
});

describe('slurmBlocksFromInstances', () => {
  const inDomain = (id: string, ultraServerId?: string): Instance => ({
    id,
    nodeName: id,
    networkNodes: [],
    ...(ultraServerId === undefined ? {} : { ultraServerId }),
  });

  it('makes domains blocks, with sizes from the smallest up', () => {
    const given = [inDomain('n1', 'us-1'), inDomain('n2', 'us-2'), inDomain('n3', 'us-1'), inDomain('n4')];
    expect(slurmBlocksFromInstances([...given, inDomain('n5', 'us-2'), inDomain('n6', 'us-2')])).toEqual({
      kind: 'block',
      blocks: [
        { name: 'us-1', nodes: ['n1', 'n3'] },
        { name: 'us-2', nodes: ['n2', 'n5', 'n6'] },
      ],
      blockSizes: [2, 4],
    });
  });

  it('is undone by instancesFromSlurm', () => {
    const given = [inDomain('n1', 'us-1'), inDomain('n2', 'us-1'), inDomain('n3', 'us-2')];
    expect(instancesFromSlurm(slurmBlocksFromInstances(given))).toEqual(given);
  });
});

it('a node on two leaf switches is taken from the first', () => {
  const read = readTopologyConf({ file: 'x', text: 'SwitchName=a Nodes=n1\nSwitchName=b Nodes=n[1-2]\n' });
  if (read.state === 'refused') throw new Error('refused');
  expect(instancesFromSlurm(read.value).map(({ id, networkNodes }) => [id, ...networkNodes])).toEqual([
    ['n1', 'a'],
    ['n2', 'b'],
  ]);
});
