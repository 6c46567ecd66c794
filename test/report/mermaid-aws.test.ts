import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../src/model/index.ts';
import { AWS_VISUALIZER_TYPES, hyperPodNodes, mermaidAws } from '../../src/report/index.ts';
import { ec2Instances, FIXTURES, kubernetesNodes } from '../topology/samples.ts';

const TYPE = 'node.kubernetes.io/instance-type';
const LAYER = 'topology.k8s.aws/network-node-layer-';

function node(name: string, layers: readonly string[], type = 'ml.p5.48xlarge'): Node {
  const labels = Object.fromEntries(layers.map((value, i) => [`${LAYER}${i + 1}`, value]));
  return { name, labels: { ...labels, [TYPE]: type }, allocatable: {}, isReady: true };
}

function drawn(nodes: readonly Node[]): string[] {
  const answer = mermaidAws(nodes);
  if (answer.state === 'refused') throw new Error(JSON.stringify(answer.nodes));
  return answer.text.split('\n');
}

describe('mermaidAws', () => {
  const expected = readFileSync(`${FIXTURES}seven-instances.mermaid.txt`, 'utf8');

  it("draws the seven nodes byte for byte, with the last line's break", () => {
    const nodes = kubernetesNodes(`${FIXTURES}seven-instances.nodes.json`);
    expect(mermaidAws(nodes)).toEqual({ state: 'drawn', text: expected });
    expect(expected.endsWith(']\n')).toBe(true);
  });

  it("draws the same from EC2's answer", () => {
    const nodes = hyperPodNodes(ec2Instances(`${FIXTURES}seven-instances.json`));
    expect(mermaidAws(nodes)).toEqual({ state: 'drawn', text: expected });
  });

  it('keeps nodes in the order given and sorts everything else', () => {
    const lines = drawn([node('z', ['t2', 'b', 'x']), node('a', ['t1', 'c', 'w']), node('m', ['t1', 'a', 'v'])]);
    expect(lines).toEqual([
      'flowchart TD',
      '    A["Cluster Topology"]',
      '    A --> L1_t1["Layer 1: t1"]',
      '    A --> L1_t2["Layer 1: t2"]',
      '    L1_t1 --> L2_a["Layer 2: a"]',
      '    L1_t2 --> L2_b["Layer 2: b"]',
      '    L1_t1 --> L2_c["Layer 2: c"]',
      '    L2_a --> L3_v["Layer 3: v"]',
      '    L2_c --> L3_w["Layer 3: w"]',
      '    L2_b --> L3_x["Layer 3: x"]',
      '    L3_x --> N_z["z"]',
      '    L3_w --> N_a["a"]',
      '    L3_v --> N_m["m"]',
      '',
    ]);
  });

  it('takes the parent of a value from the first node that has it', () => {
    const lines = drawn([node('n1', ['t', 'right', 'x']), node('n2', ['t', 'wrong', 'x'])]);
    expect(lines.filter((line) => line.includes('--> L3_'))).toEqual(['    L2_right --> L3_x["Layer 3: x"]']);
  });

  it('makes ids of letters, digits and underscores', () => {
    const lines = drawn([node('ip-10-192-7-11.ec2.internal', ['nn-1', 'nn_2', 'nn.3'])]);
    expect(lines.at(-2)).toBe('    L3_nn_3 --> N_ip_10_192_7_11_ec2_internal["ip-10-192-7-11.ec2.internal"]');
  });

  it('draws no more than three layers', () => {
    const lines = drawn([node('a', ['1', '2', '3', '4'], 'ml.p6-b200.48xlarge')]);
    expect(lines.at(-2)).toBe('    L3_3 --> N_a["a"]');
  });

  it('hangs a node without layer 3 on an id without a name', () => {
    const lines = drawn([node('whole', ['1', '2', '3']), node('short', ['1'])]);
    expect(lines.at(-2)).toBe('    L3_ --> N_short["short"]');
    expect(lines.filter((line) => line.includes('Layer '))).toHaveLength(3);
  });

  it.each(AWS_VISUALIZER_TYPES)('takes %s', (type) => {
    expect(mermaidAws([node('a', ['1', '2', '3'], type)]).state).toBe('drawn');
  });

  it('refuses everything when one type is not supported, and names whose', () => {
    const nodes = [
      node('fine', ['1', '2', '3']),
      node('cpu', ['1', '2', '3'], 'ml.m5.xlarge'),
      node('no-prefix', ['1', '2', '3'], 'p5.48xlarge'),
      { ...node('untyped', []), labels: {} },
    ];
    expect(mermaidAws(nodes)).toEqual({
      state: 'refused',
      nodes: [
        { name: 'cpu', type: 'ml.m5.xlarge' },
        { name: 'no-prefix', type: 'p5.48xlarge' },
        { name: 'untyped', type: '' },
      ],
    });
  });

  it('draws no nodes as a root alone', () => {
    expect(drawn([])).toEqual(['flowchart TD', '    A["Cluster Topology"]', '']);
  });
});
