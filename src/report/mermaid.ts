import type { Network } from '../topology/index.ts';
import { escapeMermaid } from './escape.ts';

/**
 * The network as a Mermaid flowchart: any depth, any type, every instance.
 *
 * Network nodes of one layer first, then the next, then instances, each in path order. Ids are numbers, so that no two
 * names can be taken for one; names stand in the labels, escaped. Ends without a line break.
 */
export function mermaid(network: Network, title = 'Cluster Topology'): string {
  const { tree, isHost } = network;
  const lines = ['flowchart TD', `    A["${escapeMermaid(title)}"]`];
  const hostLines: string[] = [];
  for (let layer = 1; layer <= tree.height; layer++) {
    for (let d = tree.levelStart[layer - 1] as number; d < (tree.levelStart[layer] as number); d++) {
      const parent = tree.parent[d] as number;
      const edge = `    ${parent < 0 ? 'A' : `n${parent}`} --> n${d}`;
      if (isHost[d] === 1) hostLines.push(`${edge}["${escapeMermaid(hostLabel(network, d))}"]`);
      else lines.push(`${edge}["Layer ${layer}: ${escapeMermaid(tree.label[d] as string)}"]`);
    }
  }
  return [...lines, ...hostLines].join('\n');
}

function hostLabel({ instances, hostStart }: Network, d: number): string {
  const instance = instances[hostStart[d] as number];
  return instance?.nodeName ?? instance?.id ?? '';
}
