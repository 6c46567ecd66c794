import { type Instance, NETWORK_LAYER_LABELS, ULTRASERVER_LABEL } from '../model/index.ts';
import { escapeShell } from './escape.ts';

/** The topology labels that the Kubernetes node of an instance should carry: its network layers and its UltraServer. */
export function topologyLabels({ networkNodes, ultraServerId }: Instance): Readonly<Record<string, string>> {
  const labels = Object.fromEntries(networkNodes.map((node, i) => [NETWORK_LAYER_LABELS[i] as string, node]));
  return ultraServerId === undefined ? labels : { ...labels, [ULTRASERVER_LABEL]: ultraServerId };
}

/**
 * One `kubectl label node` command per instance, in the order given; instances without network nodes are left out.
 *
 * The node is named by its Kubernetes name where that is known, else by the instance id.
 */
export function nodeLabelCommands(instances: readonly Instance[]): string {
  return instances
    .map((instance) => ({ name: instance.nodeName ?? instance.id, labels: Object.entries(topologyLabels(instance)) }))
    .filter(({ labels }) => labels.length > 0)
    .map(({ name, labels }) => {
      const pairs = labels.map(([key, value]) => escapeShell(`${key}=${value}`));
      return `kubectl label node ${escapeShell(name)} ${pairs.join(' ')} --overwrite`;
    })
    .join('\n');
}
