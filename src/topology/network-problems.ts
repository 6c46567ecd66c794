import { compareStrings } from '../base/index.ts';
import { HOSTNAME_LABEL, type Instance, NETWORK_LAYER_LABELS, type Node } from '../model/index.ts';
import { findParentConflicts } from './parent-conflicts.ts';

/** Something that the data does not say, or says twice; closed by `kind`. */
export interface NetworkProblem {
  readonly kind: 'no-network-nodes' | 'several-parents' | 'mixed-depth' | 'labels-stop' | 'labels-gap' | 'no-labels';
  /** The network nodes, instances or Kubernetes nodes it is about; in byte order. */
  readonly names: readonly string[];
  /** One line for a person. */
  readonly message: string;
}

/** What is missing or contradictory in EC2's answer (ec2-hyperpod §8.1–3). In byte order of names within each kind. */
export function findNetworkProblems(instances: readonly Instance[]): NetworkProblem[] {
  return [...withoutNodes(instances), ...severalParents(instances), ...mixedDepth(instances)];
}

/**
 * What is missing in the labels of Kubernetes nodes.
 *
 * @param levels label keys, coarsest first; the host name among them is left out. Default: EC2's network layers, of
 * which deeper ones may be absent everywhere
 */
export function findLabelProblems(
  nodes: readonly Node[],
  levels: readonly string[] = NETWORK_LAYER_LABELS,
): NetworkProblem[] {
  const keys = levels.filter((level) => level !== HOSTNAME_LABEL);
  const isUsed = (key: string): boolean => nodes.some(({ labels }) => (labels[key] ?? '') !== '');
  const used = keys.filter(isUsed);
  return [...nodes].sort((a, b) => compareStrings(a.name, b.name)).flatMap((node) => labelProblem(node, used) ?? []);
}

function withoutNodes(instances: readonly Instance[]): NetworkProblem[] {
  const names = instances
    .filter(({ networkNodes }) => networkNodes.length === 0)
    .map(({ id }) => id)
    .sort(compareStrings);
  if (names.length === 0) return [];
  const message = `no network nodes known of ${listed(names)}: the type is not supported or the instance is not running`;
  return [{ kind: 'no-network-nodes', names, message }];
}

function severalParents(instances: readonly Instance[]): NetworkProblem[] {
  return findParentConflicts(instances).map(({ node, parentPaths, instances: ids }) => {
    const places = parentPaths.map((path, i) => `${path.join('/') || 'the top'} (${listed(ids[i] as string[])})`);
    const message = `${node} is reported below ${places.join(' and below ')}: taken as ${places.length} different network nodes`;
    return { kind: 'several-parents', names: [node], message };
  });
}

function mixedDepth(instances: readonly Instance[]): NetworkProblem[] {
  const depths = new Map<string, Set<number>>();
  for (const { type, networkNodes } of instances) {
    if (type === undefined || networkNodes.length === 0) continue;
    depths.set(type, (depths.get(type) ?? new Set()).add(networkNodes.length));
  }
  return [...depths]
    .filter(([, ofType]) => ofType.size > 1)
    .sort(([a], [b]) => compareStrings(a, b))
    .map(([type, ofType]) => {
      const message = `instances of type ${type} report ${[...ofType].sort().join(' and ')} layers`;
      return { kind: 'mixed-depth', names: [type], message };
    });
}

function labelProblem({ name, labels }: Node, keys: readonly string[]): NetworkProblem | undefined {
  const missing = keys.filter((key) => (labels[key] ?? '') === '');
  const [first] = missing;
  if (first === undefined) return undefined;
  if (missing.length === keys.length) {
    return { kind: 'no-labels', names: [name], message: `node ${name} has no topology labels` };
  }
  const isTail = missing.length === keys.length - keys.indexOf(first);
  return isTail
    ? { kind: 'labels-stop', names: [name], message: `labels of node ${name} stop before ${first}` }
    : { kind: 'labels-gap', names: [name], message: `node ${name} lacks the label ${first} above others that it has` };
}

const MAX_LISTED = 5;

function listed(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return names.slice(0, MAX_LISTED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
