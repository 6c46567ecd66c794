import {
  HOSTNAME_LABEL,
  INSTANCE_TYPE_LABEL,
  type Instance,
  NETWORK_LAYER_LABELS,
  type Node,
  ULTRASERVER_LABEL,
} from '../model/index.ts';

const ZONE_LABEL = 'topology.kubernetes.io/zone';
const ZONE_ID_LABEL = 'topology.k8s.aws/zone-id';
const HYPERPOD_NAME = /^hyperpod-(m?i-[0-9A-Za-z]+)$/;
const AWS_PROVIDER_ID = /^aws:.*[/-](m?i-[0-9A-Za-z]+)$/;

/**
 * Kubernetes nodes as instances, placed by their labels.
 *
 * The instance id comes from a name `hyperpod-i-…`, else from the providerID, else it is the node's name. In the order
 * given.
 *
 * @param levels label keys, coarsest first, that say where a node is; the host name among them is left out. Default: the
 * EC2 network layers. A path ends before the first label that is missing.
 */
export function instancesFromNodes(
  nodes: readonly Node[],
  levels: readonly string[] = NETWORK_LAYER_LABELS,
): Instance[] {
  const pathLevels = levels.filter((level) => level !== HOSTNAME_LABEL);
  return nodes.map((node) => {
    const { labels } = node;
    return {
      id: instanceIdOf(node) ?? node.name,
      nodeName: node.name,
      networkNodes: pathOf(node, pathLevels),
      ...pick('type', labels[INSTANCE_TYPE_LABEL]),
      ...pick('availabilityZone', labels[ZONE_LABEL]),
      ...pick('zoneId', labels[ZONE_ID_LABEL]),
      ...pick('ultraServerId', labels[ULTRASERVER_LABEL]),
    };
  });
}

/** EC2 instance id behind a Kubernetes node, where its name or AWS providerID tells (ec2-hyperpod §2.4). */
export function instanceIdOf({ name, providerId = '' }: Node): string | undefined {
  return HYPERPOD_NAME.exec(name)?.[1] ?? AWS_PROVIDER_ID.exec(providerId)?.[1];
}

function pathOf({ labels }: Node, levels: readonly string[]): string[] {
  const path: string[] = [];
  for (const level of levels) {
    const value = Object.hasOwn(labels, level) ? labels[level] : undefined;
    if (value === undefined || value === '') break;
    path.push(value);
  }
  return path;
}

function pick<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, string>);
}
