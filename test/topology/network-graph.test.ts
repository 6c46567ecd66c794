import * as fc from 'fast-check';
import { DirectedGraph, MultiDirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../src/model/index.ts';
import {
  buildNetworkGraph,
  compileNetwork,
  hopPairs,
  instancesFromGraph,
  type NetworkGraph,
} from '../../src/topology/index.ts';
import { anyInstances, HOSTILE_NAMES, twoOrders } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES, instancesAt } from './samples.ts';

const RUNS = { seed: 37, numRuns: 200 };

describe('buildNetworkGraph', () => {
  it('makes a node of every instance and network node, and an edge of every link', () => {
    const graph = buildNetworkGraph([
      { id: 'i-1', nodeName: 'hyperpod-i-1', type: 'p5.48xlarge', networkNodes: ['nn-1', 'nn-2'] },
      { id: 'i-2', networkNodes: ['nn-1'] },
      { id: 'i-3', networkNodes: [] },
    ]);
    expect(graph.nodes().map((key) => [key, graph.getNodeAttributes(key)])).toEqual([
      ['nn-1', { kind: 'network-node', label: 'nn-1', layer: 1 }],
      ['nn-2', { kind: 'network-node', label: 'nn-2', layer: 2 }],
      [
        'instance/i-1',
        { kind: 'instance', id: 'i-1', nodeName: 'hyperpod-i-1', label: 'hyperpod-i-1', type: 'p5.48xlarge', layer: 3 },
      ],
      ['instance/i-2', { kind: 'instance', id: 'i-2', label: 'i-2', layer: 2 }],
      ['instance/i-3', { kind: 'instance', id: 'i-3', label: 'i-3', layer: 1 }],
    ]);
    expect(graph.mapEdges((_, attributes, source, target) => [source, target, attributes])).toEqual([
      ['nn-1', 'nn-2', { layer: 1, weight: 1 }],
      ['nn-2', 'instance/i-1', { layer: 2, weight: 1 }],
      ['nn-1', 'instance/i-2', { layer: 1, weight: 1 }],
    ]);
  });

  it('has seven network nodes above the four documented instances, less the one without instances', () => {
    const graph = buildNetworkGraph(ec2Instances(`${FIXTURES}documentation-examples/ec2-four-instances.json`));
    expect(graph.order).toBe(6 + 4);
    expect(graph.size).toBe(5 + 4);
  });

  it('keys a network node by its path where its id stands in two places', () => {
    const graph = buildNetworkGraph(ec2Instances(`${FIXTURES}documentation-examples/edge-cases.json`));
    const labelled = graph.filterNodes((_, { label }) => label === 'nn-e5');
    expect(labelled).toEqual(['["nn-e1","nn-e2","nn-e5"]', '["nn-e1","nn-e9","nn-e5"]']);
    expect(graph.inNeighbors(labelled[1] as string)).toEqual(['nn-e9']);
  });

  it('takes the first of several instances with one id, and nothing of the others', () => {
    const graph = buildNetworkGraph([
      { id: 'i-1', networkNodes: ['a'] },
      { id: 'i-1', networkNodes: ['b'] },
    ]);
    expect(graph.nodes()).toEqual(['a', 'instance/i-1']);
  });

  it.each(HOSTILE_NAMES)('has one node for a network node and one for an instance called %j', (name) => {
    const graph = buildNetworkGraph([
      { id: name, networkNodes: ['top', name] },
      { id: 'other', networkNodes: ['top', name] },
    ]);
    expect(graph.order).toBe(4);
    expect(graph.size).toBe(3);
    expect(bfs(graph, `instance/${name}`).get('instance/other')).toBe(2);
  });

  it('has shortest paths as long as hops: edges taken both ways, by plain breadth-first search', () => {
    fc.assert(
      fc.property(anyInstances, (instances) => {
        const graph = buildNetworkGraph(instances);
        const found = new Map(instances.map(({ id }) => [id, bfs(graph, `instance/${id}`)]));
        for (const { a, b, hops } of hopPairs(compileNetwork(instances))) {
          expect(found.get(a)?.get(`instance/${b}`) ?? null).toBe(hops);
        }
      }),
      RUNS,
    );
  });

  it('gives one set of nodes and links to the same instances in any order', () => {
    const contents = (graph: NetworkGraph): unknown[] => [
      graph.nodes().sort(),
      graph.mapEdges((_, attributes, source, target) => JSON.stringify([source, target, attributes])).sort(),
    ];
    fc.assert(
      fc.property(twoOrders, ([instances, shuffled]) => {
        expect(contents(buildNetworkGraph(shuffled))).toEqual(contents(buildNetworkGraph(instances)));
      }),
      RUNS,
    );
  });
});

describe('instancesFromGraph', () => {
  it('is the inverse of buildNetworkGraph, also after export and import', () => {
    const full: Instance = {
      id: 'i-0',
      type: 'p6e-gb200.36xlarge',
      networkNodes: ['nn-1'],
      groupName: 'g',
      availabilityZone: 'us-west-2a',
      zoneId: 'usw2-az2',
      capacityBlockId: 'cb-1',
      ultraServerId: 'us-1',
      nodeName: 'hyperpod-i-0',
    };
    fc.assert(
      fc.property(anyInstances, (drawn) => {
        const instances = [...drawn.filter(({ id }) => id !== 'i-0'), full];
        const graph = buildNetworkGraph(instances);
        expect(instancesFromGraph(graph)).toEqual(instances);
        const copy: NetworkGraph = new DirectedGraph();
        copy.import(JSON.parse(JSON.stringify(graph.export())));
        expect(instancesFromGraph(copy)).toEqual(instances);
      }),
      RUNS,
    );
  });

  it('reads a graph that was built by hand, and leaves out network nodes without instances', () => {
    const graph: NetworkGraph = new DirectedGraph();
    graph.addNode('spine', { kind: 'network-node', label: 'nn-spine', layer: 1 });
    graph.addNode('empty', { kind: 'network-node', label: 'nn-empty', layer: 1 });
    graph.addNode('server', { kind: 'instance', label: 'any', layer: 2, id: 'i-1' });
    graph.addDirectedEdge('spine', 'server', { layer: 1, weight: 1 });
    expect(instancesFromGraph(graph)).toEqual([{ id: 'i-1', networkNodes: ['nn-spine'] }]);
  });

  it('refuses an instance with two parents, and one below a cycle', () => {
    const graph = buildNetworkGraph(instancesAt({ a: ['x', 'y'], b: ['z'] }));
    const circle = graph.copy() as NetworkGraph;
    graph.addDirectedEdge('z', 'instance/a', { layer: 1, weight: 1 });
    expect(() => instancesFromGraph(graph)).toThrow(
      'the graph is not a forest: "instance/a" has 2 parents (y, z); give every node one parent',
    );
    circle.addDirectedEdge('y', 'x', { layer: 1, weight: 1 });
    expect(() => instancesFromGraph(circle)).toThrow('the graph is not a forest: "instance/a" lies below a cycle');
  });
});

describe('the graph', () => {
  it('is one that other graphology code can copy, walk and change', () => {
    const graph = buildNetworkGraph(ec2Instances(`${FIXTURES}seven-instances.json`));
    const other = new MultiDirectedGraph();
    other.import(graph.export());
    expect([other.order, other.size]).toEqual([7 + 7, 6 + 7]);
    expect(DirectedGraph.from(graph.export()).outDegree('nn-33333example')).toBe(3);
    graph.dropNode('nn-33333example');
    expect(graph.filterNodes((key) => graph.degree(key) === 0)).toHaveLength(3);
  });
});

/** Distance of every reachable node. */
function bfs(graph: NetworkGraph, from: string): Map<string, number> {
  const far = new Map([[from, 0]]);
  for (const [node, distance] of far) {
    for (const next of graph.neighbors(node)) if (!far.has(next)) far.set(next, distance + 1);
  }
  return far;
}
