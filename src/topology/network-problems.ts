import { compareStrings } from '../base/index.ts';
import type { Instance } from '../model/index.ts';
import { listed } from './listed.ts';
import { findParentConflicts } from './parent-conflicts.ts';

/** Something that the data does not say, or says twice; closed by `kind`. */
export interface NetworkProblem {
  readonly kind: 'no-network-nodes' | 'several-parents' | 'mixed-depth' | 'labels-stop' | 'labels-gap' | 'no-labels';
  /** What it is about, in byte order: instances, the network node, the instance type, or Kubernetes nodes. */
  readonly names: readonly string[];
  /** One line for a person. */
  readonly message: string;
}

/**
 * What is missing or contradictory in EC2's answer: instances without network nodes, network nodes in several places,
 * instance types whose depth is not one. In this order of kinds, then in byte order of names.
 *
 * @see ec2-hyperpod §8.1–3
 */
export function findNetworkProblems(instances: readonly Instance[]): NetworkProblem[] {
  return [...withoutNodes(instances), ...severalParents(instances), ...mixedDepth(instances)];
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
    const places = parentPaths.map((path, i) => `${path.join('/') || 'the top'} (${listed(ids[i] ?? [])})`);
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
      const layers = [...ofType].sort((a, b) => a - b).join(' and ');
      return { kind: 'mixed-depth', names: [type], message: `instances of type ${type} report ${layers} layers` };
    });
}
