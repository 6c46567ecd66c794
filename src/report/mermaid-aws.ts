import { compareStrings } from '../base/index.ts';
import { INSTANCE_TYPE_LABEL, NETWORK_LAYER_LABELS, type Node } from '../model/index.ts';
import { escapeMermaid } from './escape.ts';

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
 * values sorted, nodes in the order given, the parent of a value taken from the first node that has it. Ends with a line
 * break; the script's progress lines are left out. Names that Kubernetes would refuse are escaped.
 *
 * Every node's instance type must be one that the script supports. Of a node without a label the script takes whatever
 * kubectl prints last, its version, for the value; here a missing value is no branch, and what hangs on it hangs on an
 * id that ends in `_`, as the script's own lines for such nodes do.
 *
 * @see ec2-hyperpod §1.2
 */
export function mermaidAws(nodes: readonly Node[]): AwsMermaid {
  const typed = nodes.map((node) => ({ name: node.name, type: node.labels[INSTANCE_TYPE_LABEL] ?? '' }));
  const unsupported = typed.filter(({ type }) => !AWS_VISUALIZER_TYPES.includes(type));
  if (unsupported.length > 0) return { state: 'refused', nodes: unsupported };
  const lines = ['flowchart TD', '    A["Cluster Topology"]', ...LAYERS.flatMap((_, i) => layerLines(nodes, i))];
  for (const node of nodes) {
    const parent = layerId(LAYERS.length, valueAt(node, LAYERS.length));
    lines.push(edge(parent, `N_${identifier(node.name)}`, node.name));
  }
  return { state: 'drawn', text: `${lines.join('\n')}\n` };
}

/** Branches to the values of layer `above + 1`. */
function layerLines(nodes: readonly Node[], above: number): string[] {
  const layer = above + 1;
  const firstOf = new Map<string, Node>();
  for (const node of nodes) {
    const value = valueAt(node, layer);
    if (value !== '' && !firstOf.has(value)) firstOf.set(value, node);
  }
  return [...firstOf]
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([value, first]) => {
      const parent = above === 0 ? 'A' : layerId(above, valueAt(first, above));
      return edge(parent, layerId(layer, value), `Layer ${layer}: ${value}`);
    });
}

function valueAt({ labels }: Node, layer: number): string {
  return labels[LAYERS[layer - 1] as string] ?? '';
}

function edge(parent: string, id: string, label: string): string {
  return `    ${parent} --> ${id}["${escapeMermaid(label)}"]`;
}

function layerId(layer: number, value: string): string {
  return `L${layer}_${identifier(value)}`;
}

function identifier(text: string): string {
  return text.replace(/[^A-Za-z0-9]/g, '_');
}
