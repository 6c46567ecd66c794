import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/model/index.ts';
import { findLabelProblems } from '../../src/topology/index.ts';
import { FIXTURES, kubernetesNodes, needs, SHARED } from './samples.ts';

const LAYER = 'topology.k8s.aws/network-node-layer-';
const { isAbsent, note } = needs(SHARED);

function node(name: string, ...layers: number[]): Node {
  const labels = Object.fromEntries(layers.map((layer) => [`${LAYER}${layer}`, `nn-${layer}`]));
  return { name, labels, allocatable: {}, isReady: true };
}

describe('findLabelProblems', () => {
  it('finds nothing where every node has the layers that any has', () => {
    expect(findLabelProblems(kubernetesNodes(`${FIXTURES}seven-instances.nodes.json`))).toEqual([]);
    expect(findLabelProblems([node('a', 1), node('b', 1)])).toEqual([]);
    expect(findLabelProblems([])).toEqual([]);
  });

  it('tells labels that are absent, stop early, or have a gap', () => {
    const nodes = [node('whole', 1, 2, 3), node('gap', 1, 3), node('topless', 2, 3), node('stops', 1), node('bare')];
    expect(findLabelProblems(nodes)).toEqual([
      { kind: 'no-labels', names: ['bare'], message: 'node bare: no topology labels' },
      { kind: 'labels-stop', names: ['stops'], message: `node stops: labels stop before ${LAYER}2` },
      {
        kind: 'labels-gap',
        names: ['topless'],
        message: `node topless: label ${LAYER}1 is missing above others that are there`,
      },
      {
        kind: 'labels-gap',
        names: ['gap'],
        message: `node gap: label ${LAYER}2 is missing above others that are there`,
      },
    ]);
  });

  it('says once what many nodes lack', () => {
    const nodes = [node('whole', 1, 2), ...['f', 'e', 'd', 'c', 'b', 'a'].map((name) => node(name, 1))];
    expect(findLabelProblems(nodes)).toEqual([
      {
        kind: 'labels-stop',
        names: ['a', 'b', 'c', 'd', 'e', 'f'],
        message: `6 nodes (a, b, c, d, e and 1 more): labels stop before ${LAYER}2`,
      },
    ]);
  });

  it('takes an empty label for none', () => {
    const empty = { ...node('a', 1), labels: { [`${LAYER}1`]: 'nn-1', [`${LAYER}2`]: '' } };
    expect(findLabelProblems([empty])).toEqual([]);
    expect(findLabelProblems([empty, node('b', 1, 2)]).map(({ kind, names }) => [kind, names])).toEqual([
      ['labels-stop', ['a']],
    ]);
  });

  it('wants every level that was asked for, the host name aside', () => {
    const levels = [`${LAYER}1`, `${LAYER}2`, 'kubernetes.io/hostname'];
    expect(findLabelProblems([node('a', 1, 2)], levels)).toEqual([]);
    expect(findLabelProblems([node('a', 1)], levels).map(({ kind }) => kind)).toEqual(['labels-stop']);
    expect(findLabelProblems([node('a', 1)], ['rack']).map(({ kind }) => kind)).toEqual(['no-labels']);
    expect(findLabelProblems([node('a', 1)], ['constructor']).map(({ kind }) => kind)).toEqual(['no-labels']);
  });

  it.skipIf(isAbsent)(`tells of recorded nodes of a controller that wrote no labels${note}`, () => {
    const found = findLabelProblems(kubernetesNodes(`${SHARED}recordings/eks-p3dn-16.nodes.json`));
    expect(found.map(({ kind, names }) => [kind, names.length])).toEqual([['no-labels', 16]]);
  });
});
