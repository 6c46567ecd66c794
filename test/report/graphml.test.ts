import * as fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { parse } from 'graphology-graphml/node/index.js';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/model/index.ts';
import { graphml } from '../../src/report/index.ts';
import { buildNetworkGraph, instancesFromGraph, type NetworkGraph } from '../../src/topology/index.ts';
import { HOSTILE_NAMES, twoOrders } from '../topology/arbitrary-instances.ts';
import { ec2Instances, FIXTURES } from '../topology/samples.ts';
import { elements, parseXml } from './xml.ts';

function byId(instances: readonly Instance[]): Instance[] {
  return [...instances].sort((a, b) => (a.id < b.id ? -1 : 1));
}

describe('GraphML', () => {
  it('is read back by graphology as it was, attributes and all', () => {
    const seven = ec2Instances(`${FIXTURES}seven-instances.json`);
    const graph = parse(DirectedGraph, graphml(buildNetworkGraph(seven))) as NetworkGraph;
    expect([graph.order, graph.size]).toEqual([14, 13]);
    expect(byId(instancesFromGraph(graph))).toEqual(byId(seven));
    expect(graph.getNodeAttributes('nn-33333example')).toEqual({
      kind: 'network-node',
      label: 'nn-33333example',
      layer: 3,
    });
    expect(graph.getEdgeAttributes('nn-11111example', 'nn-22222example')).toEqual({ layer: 1, weight: 1 });
  });

  it('is read back whatever is markup in the names', () => {
    const name = fc.constantFrom('nn-1', 'nn-2', '<b a="c">', "it's & so", ']]>', 'ä€𝄞');
    const instance = fc.record({
      id: fc.oneof(name, fc.stringMatching(/^[a-z]{1,4}$/)),
      type: name,
      networkNodes: fc.array(name, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(instance, { selector: ({ id }) => id, minLength: 1 }), (instances) => {
        const graph = parse(DirectedGraph, graphml(buildNetworkGraph(instances))) as NetworkGraph;
        expect(byId(instancesFromGraph(graph))).toEqual(byId(instances));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('is well formed with names that XML cannot hold', () => {
    const instances = HOSTILE_NAMES.map((name) => ({ id: name, type: name, networkNodes: ['top', name] }));
    const root = parseXml(graphml(buildNetworkGraph(instances)));
    expect(elements(root, 'node').length).toBe(buildNetworkGraph(instances).order);
  });

  it('is the same in whatever order instances are listed', () => {
    fc.assert(
      fc.property(twoOrders, ([a, b]) => {
        expect(graphml(buildNetworkGraph(a))).toBe(graphml(buildNetworkGraph(b)));
      }),
      { seed: 2, numRuns: 100 },
    );
  });
});
