import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as fc from 'fast-check';
import { DirectedGraph } from 'graphology';
import { describe, expect, it } from 'vitest';
import type { Instance, Node } from '../../src/model/index.ts';
import {
  capacityTable,
  graphJson,
  hopsTable,
  hyperPodNodes,
  layersText,
  mermaid,
  mermaidAws,
  nodeLabelCommands,
  placementText,
  podsTable,
  topologyObject,
  treeText,
} from '../../src/report/index.ts';
import {
  buildNetworkGraph,
  compileNetwork,
  hopPairs,
  instancesFromGraph,
  type NetworkGraph,
} from '../../src/topology/index.ts';
import { anyInstances, HOSTILE_NAMES, twoOrders } from '../topology/arbitrary-instances.ts';

const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
/** Every name stands once as an instance, as a type, as a node name and as a network node. */
const instances: Instance[] = HOSTILE_NAMES.map((name, i) => ({
  id: name,
  type: name,
  nodeName: `${name}!`,
  ultraServerId: name,
  networkNodes: ['top', name, HOSTILE_NAMES[(i + 1) % HOSTILE_NAMES.length] as string],
}));
const network = compileNetwork(instances);
const nodes: Node[] = hyperPodNodes(instances).map((node) => ({
  ...node,
  labels: { ...node.labels, 'node.kubernetes.io/instance-type': 'ml.p5.48xlarge' },
  allocatable: { 'nvidia.com/gpu': 8 },
}));
const hops = { max: 0, mean: 0, total: 0, ring: 0, unreachablePairs: 0 };
const podSets = HOSTILE_NAMES.map((name) => ({
  name,
  count: 1,
  nodes: [{ node: name, count: 1, path: [name] }],
  hops,
}));

const outputs: Record<string, string> = {
  'the tree': treeText(network, ({ id }) => id),
  'the layers': layersText(network),
  'the capacity table': capacityTable(network, nodes),
  'the hop table': hopsTable(hopPairs(network)),
  "AWS's Mermaid": (mermaidAws(nodes) as { text: string }).text,
  'the Mermaid of any depth': mermaid(network, HOSTILE_NAMES.join('')),
  'the label commands': nodeLabelCommands(instances),
  'the Topology object': topologyObject({ name: HOSTILE_NAMES.join(''), levels: HOSTILE_NAMES }),
  'the graph': graphJson(buildNetworkGraph(instances)),
  'the pods': podsTable(HOSTILE_NAMES.join(''), podSets),
  'a placement': placementText(HOSTILE_NAMES.join(''), {
    placement: { state: 'placed', algorithm: 'kueue', flavor: 'f', podSets },
    ifRequired: HOSTILE_NAMES.map((level) => ({ level, state: 'rejected', message: level })),
  }),
  'a refusal': placementText(HOSTILE_NAMES.join(''), {
    placement: {
      state: 'rejected',
      reason: 'not-fit',
      message: HOSTILE_NAMES.join(''),
      podSet: HOSTILE_NAMES.join(''),
    },
    ifRequired: [],
  }),
};

describe('hostile names', () => {
  it.each(Object.entries(outputs))('move no cursor and hide no text in %s', (_, output) => {
    expect(output).not.toBe('');
    expect(output.replaceAll('\n', '')).not.toMatch(UNSAFE);
  });

  it('add no line to tables and pictures', () => {
    const lineCount = (name: string): number => (outputs[name] as string).split('\n').length;
    const count = HOSTILE_NAMES.length;
    // One network node of layer 1, `count` of layer 2, `count` of layer 3, `count` instances.
    expect(lineCount('the tree')).toBe(1 + 3 * count);
    expect(lineCount('the capacity table')).toBe(1 + 1 + 2 * count);
    expect(lineCount('the hop table')).toBe(1 + (count * (count - 1)) / 2);
    expect(lineCount('the Mermaid of any depth')).toBe(2 + 1 + 3 * count);
    expect(lineCount('the pods')).toBe(1 + count);
  });

  it.each(["AWS's Mermaid", 'the Mermaid of any depth'])('stay inside their labels in %s', (name) => {
    const [, , ...edges] = (outputs[name] as string).trimEnd().split('\n');
    for (const edge of edges) expect(edge).toMatch(/^ {4}\w+ --> \w+\["[^"<>`\\%]*"\]$/);
  });

  it('come back from the graph', () => {
    const copy: NetworkGraph = new DirectedGraph();
    copy.import(JSON.parse(outputs['the graph'] as string));
    const byId = (all: readonly Instance[]): Map<string, Instance> => new Map(all.map((one) => [one.id, one]));
    expect(byId(instancesFromGraph(copy))).toEqual(byId(instances));
  });

  it('come back from the Topology object', () => {
    const { metadata, spec } = JSON.parse(outputs['the Topology object'] as string);
    expect(metadata.name).toBe(HOSTILE_NAMES.join(''));
    expect(spec.levels.map(({ nodeLabel }: { nodeLabel: string }) => nodeLabel)).toEqual(HOSTILE_NAMES);
  });

  for (const shell of ['/bin/bash', '/bin/sh']) {
    const isAbsent = !existsSync(shell);
    const note = isAbsent ? ` (skipped: no ${shell})` : '';
    it.skipIf(isAbsent)(`reach kubectl as words, and nothing else runs, in ${shell}${note}`, () => {
      const plain = HOSTILE_NAMES.filter((name) => shell === '/bin/bash' || !UNSAFE.test(name));
      const calls = callsOf(shell, nodeLabelCommands(instances));
      expect(calls).toHaveLength(HOSTILE_NAMES.filter((name) => !name.startsWith('-')).length);
      for (const [i, { id, nodeName, networkNodes }] of instances.filter(({ id }) => !id.startsWith('-')).entries()) {
        const values = [...networkNodes, id];
        expect(calls[i]).toHaveLength(3 + values.length + 1);
        if (![id, ...networkNodes].every((name) => name === 'top' || plain.includes(name))) continue;
        const keys = ['network-node-layer-1', 'network-node-layer-2', 'network-node-layer-3', 'ultraserver-id'];
        const pairs = keys.map((key, k) => `topology.k8s.aws/${key}=${values[k]}`);
        expect(calls[i]).toEqual(['label', 'node', nodeName, ...pairs, '--overwrite']);
      }
    });
  }
});

describe('the order of the input', () => {
  it('changes no byte of what is drawn', () => {
    const draw = (all: readonly Instance[]): string[] => {
      const compiled = compileNetwork(all);
      return [
        treeText(compiled),
        layersText(compiled),
        mermaid(compiled),
        hopsTable(hopPairs(compiled)),
        graphJson(buildNetworkGraph(all)),
      ];
    };
    fc.assert(
      fc.property(twoOrders, ([given, shuffled]) => {
        expect(draw(shuffled)).toEqual(draw(given));
      }),
      { seed: 47, numRuns: 100 },
    );
  });

  it('is kept by the label commands', () => {
    fc.assert(
      fc.property(anyInstances, (all) => {
        const one = (instance: Instance): string => nodeLabelCommands([instance]);
        expect(nodeLabelCommands(all)).toBe(all.map(one).filter(Boolean).join('\n'));
      }),
      { seed: 53, numRuns: 100 },
    );
  });
});

/** Runs commands with a kubectl that writes down its words; anything but its calls fails. */
function callsOf(shell: string, commands: string): string[][] {
  const kubectl = `kubectl() { printf '%s\\0' "$@"; printf '\\1\\0'; }`;
  const script = `PATH=\nset -e\n${kubectl}\n${commands}`;
  const output = execFileSync(shell, ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return output
    .split('\u0001\u0000')
    .slice(0, -1)
    .map((call) => call.split('\u0000').slice(0, -1));
}
