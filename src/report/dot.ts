import type { Network } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';
import { layerColors } from './layer-colors.ts';

/**
 * The network in Graphviz' DOT language, for `dot -Tsvg`: left to right, one colour per layer, network nodes of a layer
 * in one column. Ids are numbers, names stand in the labels; layer by layer in path order.
 */
export function dot(network: Network, title = 'Cluster Topology'): string {
  const { tree } = network;
  const lines = [
    `graph ${quote(title)} {`,
    '  rankdir=LR;',
    '  node [shape=box, style="rounded,filled", fontname="monospace"];',
  ];
  for (let d = 0; d < tree.size; d++) lines.push(`  n${d} [${attributes(network, d)}];`);
  for (let layer = 1; layer <= tree.height; layer++) {
    const first = tree.levelStart[layer - 1] as number;
    const end = tree.levelStart[layer] as number;
    const names = Array.from({ length: end - first }, (_, i) => `n${first + i};`);
    lines.push(`  { rank=same; ${names.join(' ')} }`);
  }
  for (let d = 0; d < tree.size; d++) {
    const parent = tree.parent[d] as number;
    if (parent >= 0) lines.push(`  n${parent} -- n${d};`);
  }
  return [...lines, '}'].join('\n');
}

function attributes(network: Network, d: number): string {
  const { tree, isHost, hostStart, hostEnd, instances } = network;
  if (isHost[d] === 1) {
    const { nodeName, id, type } = instances[hostStart[d] as number] ?? { id: '' };
    const tooltip = type === undefined ? '' : `, tooltip=${quote(type)}`;
    return `label=${quote(nodeName ?? id)}, shape=plain, style=""${tooltip}`;
  }
  let layer = 1;
  while (d >= (tree.levelStart[layer] as number)) layer++;
  const { strong, pale } = layerColors(layer);
  const count = (hostEnd[d] as number) - (hostStart[d] as number);
  const label = `${quote(tree.label[d] as string).slice(0, -1)}\\nlayer ${layer}, ${count === 1 ? '1 instance' : `${count} instances`}"`;
  return `label=${label}, color="${strong}", fillcolor="${pale}"`;
}

/** A DOT string: only the quote ends it, and a backslash would start one of DOT's own escapes. */
function quote(text: string): string {
  return `"${escapeTerminal(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
