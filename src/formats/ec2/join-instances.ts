import type { Place, Problem } from '../../base/index.ts';
import { type Instance, NETWORK_LAYER_LABELS, type Node, ULTRASERVER_LABEL } from '../../model/index.ts';
import { instanceIdOf } from '../../topology/index.ts';
import { shown } from '../path.ts';

/** Instances and nodes that know of each other. */
export interface JoinedInstances {
  /** With the name and UltraServer of their Kubernetes node, where one was given. */
  readonly instances: readonly Instance[];
  /** With the network layers of their EC2 instance, where they lacked them. */
  readonly nodes: readonly Node[];
  /** Warnings: labels that differ from EC2's answer. */
  readonly problems: readonly Problem[];
}

/** No file in particular: several together say it. */
const NOWHERE: Place = { file: '', line: 0, column: 0 };

/**
 * Joins EC2's answer with Kubernetes' nodes. An instance and a node are the same machine when the node is named
 * `hyperpod-ID`, or its AWS providerID ends in the instance id.
 *
 * A label is never overwritten: where it differs from EC2's answer the label stays, and a warning says so.
 *
 * @param at place that the warnings point at
 * @see ec2-hyperpod §2.4
 */
export function joinInstances(
  instances: readonly Instance[],
  nodes: readonly Node[],
  at: Place = NOWHERE,
): JoinedInstances {
  const instanceOfId = new Map(instances.map((instance) => [instance.id, instance]));
  const nodeOfId = new Map<string, Node>();
  const problems: Problem[] = [];
  const joinedNodes = nodes.map((node) => {
    const instance = instanceOfId.get(instanceIdOf(node) ?? '');
    if (instance === undefined) return node;
    nodeOfId.set(instance.id, node);
    for (const message of conflicts(node, instance)) {
      problems.push({ ...at, code: 'conflict', severity: 'warning', field: 'metadata.labels', message });
    }
    return withLayers(node, instance);
  });
  const joinedInstances = instances.map((instance) => withNode(instance, nodeOfId.get(instance.id)));
  return { instances: joinedInstances, nodes: joinedNodes, problems };
}

function withLayers(node: Node, instance: Instance): Node {
  const missing = NETWORK_LAYER_LABELS.flatMap((label, layer) => {
    const value = instance.networkNodes[layer];
    return value !== undefined && node.labels[label] === undefined ? [[label, value] as const] : [];
  });
  return missing.length === 0 ? node : { ...node, labels: { ...node.labels, ...Object.fromEntries(missing) } };
}

function withNode(instance: Instance, node: Node | undefined): Instance {
  if (node === undefined) return instance;
  const ultraServerId = node.labels[ULTRASERVER_LABEL];
  return { ...instance, nodeName: node.name, ...(ultraServerId === undefined ? {} : { ultraServerId }) };
}

function conflicts(node: Node, instance: Instance): string[] {
  return NETWORK_LAYER_LABELS.flatMap((label, layer) => {
    const isLabelled = node.labels[label] !== undefined && instance.networkNodes.length > 0;
    const value = instance.networkNodes[layer];
    if (!isLabelled || node.labels[label] === value) return [];
    const ec2 = value === undefined ? 'has no such layer' : `says ${shown(value)}`;
    return [
      `node "${node.name}": label ${label} is ${shown(node.labels[label])}, but EC2 ${ec2} for ${instance.id}; the label is kept, correct it if it is stale`,
    ];
  });
}
