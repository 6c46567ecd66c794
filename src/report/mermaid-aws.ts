import { compareStrings } from '../base/index.ts';
import { INSTANCE_TYPE_LABEL, NETWORK_LAYER_LABELS, type Node } from '../model/index.ts';

/** Instance types that AWS's visualiser takes (ec2-hyperpod §1.2). */
export const AWS_VISUALIZER_TYPES: readonly string[] = [
  'ml.p4d.24xlarge',
  'ml.p4de.24xlarge',
  'ml.p5.48xlarge',
  'ml.p5e.48xlarge',
  'ml.p5en.48xlarge',
  'ml.p6e-gb200.36xlarge',
  'ml.trn1.2xlarge',
  'ml.trn1.32xlarge',
  'ml.trn1n.32xlarge',
  'ml.trn2.48xlarge',
  'ml.trn2u.48xlarge',
  'ml.p6-b200.48xlarge',
];

/** AWS's picture, or the nodes that keep its script from drawing one. */
export type AwsMermaid =
  | { readonly state: 'drawn'; readonly text: string }
  | { readonly state: 'refused'; readonly nodes: readonly { readonly name: string; readonly type: string }[] };

const LAYERS = NETWORK_LAYER_LABELS.slice(0, 3);

/**
 * The Mermaid flowchart that AWS's visualiser script for HyperPod task governance writes, byte for byte: three layers,
 * values sorted, nodes in the order given, the parent of a value taken from the first node that has it
 * (ec2-hyperpod §1.2). Ends without a line break.
 *
 * Every node's instance type must be one that the script supports.
 */
export function mermaidAws(nodes: readonly Node[]): AwsMermaid {
  const typed = nodes.map((node) => ({ name: node.name, type: node.labels[INSTANCE_TYPE_LABEL] ?? '' }));
  const unsupported = typed.filter(({ type }) => !AWS_VISUALIZER_TYPES.includes(type));
  if (unsupported.length > 0) return { state: 'refused', nodes: unsupported };
  const lines = ['flowchart TD', '    A["Cluster Topology"]'];
  for (const [i, label] of LAYERS.entries()) {
    for (const value of layerValues(nodes, label)) {
      const first = nodes.find((node) => node.labels[label] === value) as Node;
      const parent = i === 0 ? 'A' : layerId(i, first.labels[LAYERS[i - 1] as string] ?? '');
      lines.push(`    ${parent} --> ${layerId(i + 1, value)}["Layer ${i + 1}: ${value}"]`);
    }
  }
  for (const node of nodes) {
    const parent = layerId(3, node.labels[LAYERS[2] as string] ?? '');
    lines.push(`    ${parent} --> N_${identifier(node.name)}["${node.name}"]`);
  }
  return { state: 'drawn', text: lines.join('\n') };
}

function layerValues(nodes: readonly Node[], label: string): string[] {
  const values = new Set(nodes.map(({ labels }) => labels[label] ?? '').filter((value) => value !== ''));
  return [...values].sort(compareStrings);
}

function layerId(layer: number, value: string): string {
  return `L${layer}_${identifier(value)}`;
}

function identifier(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '_');
}
