import type { Instance, Node } from '../../model/index.ts';
import { instancesFromNodes } from '../../topology/index.ts';
import { LABEL_FAMILIES, type LabelFamily, type LabelFamilyName, labelFamily } from './label-family.ts';

/**
 * Which family of labels says where these nodes are? The one whose first label, the one that it counts from, most nodes
 * carry; the earlier in {@link LABEL_FAMILIES} on ties; undefined when no node carries any.
 */
export function detectLabelFamily(nodes: readonly Node[]): LabelFamilyName | undefined {
  let best: LabelFamilyName | undefined;
  let bestCount = 0;
  for (const family of LABEL_FAMILIES) {
    const first = family.keys[0] as string;
    const count = nodes.filter(({ labels }) => hasLabel(labels, first)).length;
    if (count > bestCount) {
      best = family.name;
      bestCount = count;
    }
  }
  return best;
}

/** The label keys of a family that any of these nodes carries, coarsest first: the levels of a Kueue Topology. */
export function labelLevels(nodes: readonly Node[], name: LabelFamilyName): string[] {
  const { keys, countsFrom } = labelFamily(name);
  const depth = keys.findLastIndex((key) => nodes.some(({ labels }) => hasLabel(labels, key))) + 1;
  return countsFrom === 'top' ? keys.slice(0, depth) : keys.slice(0, depth).reverse();
}

/**
 * Kubernetes nodes as instances, placed by the labels of one family; with their accelerator domain. In the order given.
 *
 * A path ends at the first label that is missing, counted as the family counts. What was hashed stays the hash.
 *
 * @param name default: the family that the nodes carry, AWS's if none
 */
export function instancesFromLabels(
  nodes: readonly Node[],
  name: LabelFamilyName = detectLabelFamily(nodes) ?? 'aws',
): Instance[] {
  const family = labelFamily(name);
  return instancesFromNodes(nodes).map((instance, i) => {
    const { labels } = nodes[i] as Node;
    return { ...instance, networkNodes: pathOf(labels, family), ...domainsOf(labels, family) };
  });
}

function pathOf(labels: Node['labels'], { keys, countsFrom }: LabelFamily): string[] {
  const end = keys.findIndex((key) => !hasLabel(labels, key));
  const path = keys.slice(0, end < 0 ? keys.length : end).map((key) => labels[key] as string);
  return countsFrom === 'top' ? path : path.reverse();
}

function domainsOf(
  labels: Node['labels'],
  { domainKey, subDomainKey }: LabelFamily,
): Pick<Instance, 'ultraServerId' | 'subDomainId'> {
  const hasSubDomain = subDomainKey !== undefined && hasLabel(labels, subDomainKey);
  return {
    ...(hasLabel(labels, domainKey) ? { ultraServerId: labels[domainKey] as string } : {}),
    ...(hasSubDomain ? { subDomainId: labels[subDomainKey] as string } : {}),
  };
}

function hasLabel(labels: Node['labels'], key: string): boolean {
  return Object.hasOwn(labels, key) && labels[key] !== '';
}
