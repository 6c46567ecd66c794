import type { Instance } from '../model/index.ts';
import type { Network } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';

/** What is written behind an instance, as `3/8 GPUs free`; empty for nothing. */
export type InstanceNote = (instance: Instance) => string;

/**
 * The network as a tree for a terminal: network nodes with their layer and how many instances are below, instances with
 * their type. Instances without network nodes come last, under a line of their own.
 */
export function treeText(network: Network, note: InstanceNote = () => ''): string {
  const { tree, isHost } = network;
  const rootCount = tree.levelStart[1] ?? 0;
  const roots = Array.from({ length: rootCount }, (_, d) => d);
  const lines: string[] = [];
  for (const root of roots) if (isHost[root] === 0) drawSubtree(network, root, note, lines);
  const alone = roots.filter((root) => isHost[root] === 1);
  if (alone.length > 0) {
    lines.push(`no network nodes known  ${countText(alone.length)}`);
    for (const [i, d] of alone.entries()) {
      lines.push(`${i === alone.length - 1 ? '└─ ' : '├─ '}${nodeText(network, d, 0, note)}`);
    }
  }
  return lines.join('\n');
}

interface Line {
  readonly d: number;
  readonly layer: number;
  /** What is drawn before the node itself. */
  readonly branch: string;
  /** What is drawn before everything below it. */
  readonly indent: string;
}

function drawSubtree(network: Network, root: number, note: InstanceNote, lines: string[]): void {
  const stack: Line[] = [{ d: root, layer: 1, branch: '', indent: '' }];
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    lines.push(line.branch + nodeText(network, line.d, line.layer, note));
    const from = network.tree.childStart[line.d] as number;
    const to = network.tree.childStart[line.d + 1] as number;
    for (let child = to - 1; child >= from; child--) {
      const isLast = child === to - 1;
      const branch = line.indent + (isLast ? '└─ ' : '├─ ');
      stack.push({ d: child, layer: line.layer + 1, branch, indent: line.indent + (isLast ? '   ' : '│  ') });
    }
  }
}

function nodeText(network: Network, d: number, layer: number, note: InstanceNote): string {
  const { isHost, hostStart, hostEnd, instances, tree } = network;
  const start = hostStart[d] as number;
  if (isHost[d] === 0) {
    return `${escapeTerminal(tree.label[d] as string)}  layer ${layer}, ${countText((hostEnd[d] as number) - start)}`;
  }
  const instance = instances[start] as Instance;
  const words = [instance.nodeName ?? instance.id, instance.type, note(instance)];
  return escapeTerminal(words.filter((word) => word !== undefined && word !== '').join('  '));
}

function countText(count: number): string {
  return count === 1 ? '1 instance' : `${count} instances`;
}
