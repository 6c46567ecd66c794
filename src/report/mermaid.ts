import type { Network } from '../topology/index.ts';
import { escapeMermaid } from './escape.ts';

/**
 * The network as a Mermaid flowchart: any depth, any type, every instance.
 *
 * Network nodes of one layer first, then the next, then instances, each in path order; instances without network nodes
 * hang apart, on a dotted line. Ids are numbers, so that no two names can be taken for one; names stand in the labels,
 * escaped. Ends without a line break.
 */
export function mermaid(network: Network, title = 'Cluster Topology'): string {
  const { tree, isHost, instances } = network;
  const lines = ['flowchart TD', `    A["${escapeMermaid(title)}"]`];
  const hostLines: string[] = [];
  if (instances.some(({ networkNodes }) => networkNodes.length === 0)) {
    hostLines.push('    A -.-> U["no network nodes known"]');
  }
  for (let layer = 1; layer <= tree.height; layer++) {
    for (let d = tree.levelStart[layer - 1] as number; d < (tree.levelStart[layer] as number); d++) {
      const parent = tree.parent[d] as number;
      const isLeaf = isHost[d] === 1;
      const above = parent >= 0 ? `n${parent}` : isLeaf ? 'U' : 'A';
      const label = isLeaf ? hostLabel(network, d) : `Layer ${layer}: ${tree.label[d]}`;
      (isLeaf ? hostLines : lines).push(`    ${above} --> n${d}["${escapeMermaid(label)}"]`);
    }
  }
  return [...lines, ...hostLines].join('\n');
}

function hostLabel({ instances, hostStart }: Network, d: number): string {
  const instance = instances[hostStart[d] as number];
  return instance?.nodeName ?? instance?.id ?? '';
}
