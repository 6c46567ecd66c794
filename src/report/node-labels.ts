import { HOSTNAME_LABEL, type Instance, NETWORK_LAYER_LABELS, ULTRASERVER_LABEL } from '../model/index.ts';
import { escapeShell } from './escape.ts';

/**
 * The topology labels that the Kubernetes node of an instance should carry: its network layers and its UltraServer.
 *
 * @param levels label keys of the layers, coarsest first, the host name aside; a layer without a key has no label
 */
export function topologyLabels(
  { networkNodes, ultraServerId }: Instance,
  levels: readonly string[] = NETWORK_LAYER_LABELS,
): Readonly<Record<string, string>> {
  const keys = levels.filter((level) => level !== HOSTNAME_LABEL).slice(0, networkNodes.length);
  const labels = Object.fromEntries(keys.map((key, i) => [key, networkNodes[i] as string]));
  return ultraServerId === undefined ? labels : { ...labels, [ULTRASERVER_LABEL]: ultraServerId };
}

/**
 * One `kubectl label node` command per instance, in the order given, for a POSIX shell. Left out are instances without
 * any label, and those whose name begins with `-`, which no node's does and which kubectl would take for a flag.
 *
 * The node is named by its Kubernetes name where that is known, else by the instance id.
 *
 * @param levels as for {@link topologyLabels}
 */
export function nodeLabelCommands(instances: readonly Instance[], levels?: readonly string[]): string {
  return labelCommands(
    instances.map((instance) => ({ name: instance.nodeName ?? instance.id, labels: topologyLabels(instance, levels) })),
  );
}

/** The same for nodes whose labels are known. */
export function labelCommands(
  nodes: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[],
): string {
  return nodes
    .map(({ name, labels }) => ({ name, labels: Object.entries(labels) }))
    .filter(({ name, labels }) => labels.length > 0 && !name.startsWith('-'))
    .map(({ name, labels }) => {
      const pairs = labels.map(([key, value]) => escapeShell(`${key}=${value}`));
      return `kubectl label node ${escapeShell(name)} ${pairs.join(' ')} --overwrite`;
    })
    .join('\n');
}
