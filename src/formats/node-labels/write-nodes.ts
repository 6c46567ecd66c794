import type { Node } from '../../model/index.ts';

/**
 * Nodes as `kubectl get nodes -o json` lists them: JSON, one node after another, each on lines of its own. Carried:
 * everything that the model knows of a node, so that they can be read back.
 */
export function nodesJson(nodes: readonly Node[]): string {
  const items = nodes.map((node) => JSON.stringify(toObject(node)));
  return `{"apiVersion":"v1","kind":"List","items":[\n${items.join(',\n')}\n]}\n`;
}

function toObject({ name, labels, taints, allocatable, isUnschedulable, isReady, providerId }: Node): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: { providerID: providerId, taints, unschedulable: isUnschedulable },
    status: { allocatable, conditions: [{ type: 'Ready', status: isReady ? 'True' : 'False' }] },
  };
}
