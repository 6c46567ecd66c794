import { compareStrings } from '../base/index.ts';
import { HOSTNAME_LABEL, NETWORK_LAYER_LABELS, type Node } from '../model/index.ts';
import { listed } from './listed.ts';
import type { NetworkProblem } from './network-problems.ts';

/**
 * What is missing in the labels of Kubernetes nodes: one problem for all nodes that lack the same. First nodes without
 * any label, then nodes whose labels stop early, then gaps; coarser levels first.
 *
 * @param levels label keys, coarsest first, that every node must have, the host name aside: Kueue passes over the
 * others. Default: EC2's network layers, as far down as any node has them
 * @see ec2-hyperpod §8.2
 */
export function findLabelProblems(nodes: readonly Node[], levels?: readonly string[]): NetworkProblem[] {
  const keys = (levels ?? layersInUse(nodes)).filter((level) => level !== HOSTNAME_LABEL);
  const groups: Record<LabelKind, string[][]> = { 'no-labels': [], 'labels-stop': [], 'labels-gap': [] };
  for (const { name, labels } of nodes) {
    const has = keys.map((key) => hasLabel(labels, key));
    const first = has.indexOf(false);
    if (first < 0) continue;
    const kind = has.includes(true, first) ? 'labels-gap' : first === 0 ? 'no-labels' : 'labels-stop';
    groups[kind][first] ??= [];
    groups[kind][first].push(name);
  }
  return KINDS.flatMap((kind) =>
    groups[kind].flatMap((names, level) => toProblem(kind, names.sort(compareStrings), keys[level] as string)),
  );
}

const KINDS = ['no-labels', 'labels-stop', 'labels-gap'] as const;
type LabelKind = (typeof KINDS)[number];

function layersInUse(nodes: readonly Node[]): readonly string[] {
  const depth = NETWORK_LAYER_LABELS.findLastIndex((key) => nodes.some(({ labels }) => hasLabel(labels, key))) + 1;
  return NETWORK_LAYER_LABELS.slice(0, Math.max(1, depth));
}

function hasLabel(labels: Node['labels'], key: string): boolean {
  return Object.hasOwn(labels, key) && labels[key] !== '';
}

function toProblem(kind: LabelKind, names: readonly string[], key: string): NetworkProblem {
  const nodes = names.length === 1 ? `node ${names[0]}` : `${names.length} nodes (${listed(names)})`;
  const what = {
    'no-labels': 'no topology labels',
    'labels-stop': `labels stop before ${key}`,
    'labels-gap': `label ${key} is missing above others that are there`,
  }[kind];
  return { kind, names, message: `${nodes}: ${what}` };
}
