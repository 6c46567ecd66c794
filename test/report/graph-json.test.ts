import * as fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import { graphJson } from '../../src/report/index.ts';
import { buildNetworkGraph, instancesFromGraph, type NetworkGraph } from '../../src/topology/index.ts';
import { anyInstances } from '../topology/arbitrary-instances.ts';
import { ec2Instances, FIXTURES } from '../topology/samples.ts';

const seven = ec2Instances(`${FIXTURES}seven-instances.json`);

describe('graphJson', () => {
  it('is what graphology imports: the same nodes, links and attributes', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const graph = buildNetworkGraph(instances);
        const copy: NetworkGraph = new DirectedGraph();
        copy.import(JSON.parse(graphJson(graph)));
        expect(contents(copy)).toEqual(contents(graph));
        expect(graphJson(copy)).toBe(graphJson(graph));
      }),
      { seed: 59, numRuns: 100 },
    );
  });

  it('keeps attributes of the graph itself', () => {
    const graph = buildNetworkGraph(seven);
    graph.setAttribute('name', 'seven');
    expect(DirectedGraph.from(JSON.parse(graphJson(graph))).getAttribute('name')).toBe('seven');
  });

  it('holds the seven instances', () => {
    const data = JSON.parse(graphJson(buildNetworkGraph(seven)));
    expect(data.options).toMatchObject({ type: 'directed', multi: false });
    expect([data.nodes.length, data.edges.length]).toEqual([14, 13]);
    expect(data.edges[0]).toEqual({
      source: 'nn-11111example',
      target: 'nn-22222example',
      attributes: { layer: 1, weight: 1 },
    });
    const copy: NetworkGraph = new DirectedGraph();
    copy.import(data);
    const ids = (all: readonly { readonly id: string }[]): string[] => all.map(({ id }) => id).sort();
    expect(ids(instancesFromGraph(copy))).toEqual(ids(seven));
  });
});

function contents(graph: NetworkGraph): unknown[] {
  return [
    new Map(graph.mapNodes((key, attributes) => [key, attributes])),
    new Map(graph.mapEdges((_, attributes, source, target) => [JSON.stringify([source, target]), attributes])),
  ];
}
