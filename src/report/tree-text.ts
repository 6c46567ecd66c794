import type { Instance } from '../model/index.ts';
import type { Network } from '../topology/index.ts';
import { escapeTerminal } from './escape.ts';

/** What is written behind an instance, as `3/8 GPUs free`; empty for nothing. */
export type InstanceNote = (instance: Instance) => string;

/**
 * The network as a tree for a terminal: network nodes with their layer and how many instances are below, instances with
 * their type. Instances without network nodes come last, under a line of their own.
 *
 * @param reservations ids of the instances that stand for capacity reservations: they are counted apart
 */
export function treeText(
  network: Network,
  note: InstanceNote = () => '',
  reservations: ReadonlySet<string> = new Set(),
): string {
  const { tree, isHost } = network;
  const drawing: Drawing = { network, note, reservationsBefore: countBefore(network, reservations) };
  const rootCount = tree.levelStart[1] ?? 0;
  const roots = Array.from({ length: rootCount }, (_, d) => d);
  const lines: string[] = [];
  for (const root of roots) if (isHost[root] === 0) drawSubtree(drawing, root, lines);
  const alone = roots.filter((root) => isHost[root] === 1);
  if (alone.length > 0) {
    lines.push(`no network nodes known  ${aloneText(drawing, alone)}`);
    for (const [i, d] of alone.entries()) {
      lines.push(`${i === alone.length - 1 ? '└─ ' : '├─ '}${nodeText(drawing, d, 0)}`);
    }
  }
  return lines.join('\n');
}

interface Drawing {
  readonly network: Network;
  readonly note: InstanceNote;
  /** Host number → reservations among the hosts before it. */
  readonly reservationsBefore: Int32Array;
}

interface Line {
  readonly d: number;
  readonly layer: number;
  /** What is drawn before the node itself. */
  readonly branch: string;
  /** What is drawn before everything below it. */
  readonly indent: string;
}

function drawSubtree(drawing: Drawing, root: number, lines: string[]): void {
  const { network } = drawing;
  const stack: Line[] = [{ d: root, layer: 1, branch: '', indent: '' }];
  for (let line = stack.pop(); line !== undefined; line = stack.pop()) {
    lines.push(line.branch + nodeText(drawing, line.d, line.layer));
    const from = network.tree.childStart[line.d] as number;
    const to = network.tree.childStart[line.d + 1] as number;
    for (let child = to - 1; child >= from; child--) {
      const isLast = child === to - 1;
      const branch = line.indent + (isLast ? '└─ ' : '├─ ');
      stack.push({ d: child, layer: line.layer + 1, branch, indent: line.indent + (isLast ? '   ' : '│  ') });
    }
  }
}

function nodeText({ network, note, reservationsBefore }: Drawing, d: number, layer: number): string {
  const { isHost, hostStart, hostEnd, instances, tree } = network;
  const start = hostStart[d] as number;
  if (isHost[d] === 0) {
    const end = hostEnd[d] as number;
    const reserved = (reservationsBefore[end] as number) - (reservationsBefore[start] as number);
    return `${escapeTerminal(tree.label[d] as string)}  layer ${layer}, ${countText(end - start - reserved, reserved)}`;
  }
  const instance = instances[start] as Instance;
  const words = [instance.nodeName ?? instance.id, instance.type, note(instance)];
  return escapeTerminal(words.filter((word) => word !== undefined && word !== '').join('  '));
}

function aloneText({ network, reservationsBefore }: Drawing, alone: readonly number[]): string {
  const hosts = alone.map((d) => network.hostStart[d] as number);
  const reserved = hosts.filter((host) => reservationsBefore[host + 1] !== reservationsBefore[host]).length;
  return countText(alone.length - reserved, reserved);
}

function countBefore({ instances }: Network, reservations: ReadonlySet<string>): Int32Array {
  const before = new Int32Array(instances.length + 1);
  for (const [host, { id }] of instances.entries()) {
    before[host + 1] = (before[host] as number) + (reservations.has(id) ? 1 : 0);
  }
  return before;
}

function countText(instanceCount: number, reservationCount: number): string {
  const instances = instanceCount === 1 ? '1 instance' : `${instanceCount} instances`;
  if (reservationCount === 0) return instances;
  return `${instances}, ${reservationCount === 1 ? '1 reservation' : `${reservationCount} reservations`}`;
}
