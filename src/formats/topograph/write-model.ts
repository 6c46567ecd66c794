import { compareStrings } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import { compilePaths, type FlatTree, findParentConflicts, pathOf } from '../../topology/index.ts';
import { toYaml } from '../documents/write-yaml.ts';
import { compactHosts } from '../hostlist.ts';
import {
  DOMAIN_ANNOTATIONS,
  SUB_DOMAIN_ANNOTATIONS,
  type TopographBlock,
  type TopographSwitch,
  ZONE_LABEL,
} from './model.ts';

/**
 * The network above these instances as topograph's model YAML; what the reader here reads back, and topograph's
 * simulators take.
 *
 * Nodes are called by their Kubernetes names, else by instance id. Carried: network nodes, accelerator domains and their
 * parts, and zones that everything below a switch shares. Not carried: ids beside names, instance types, placement
 * groups, zone ids, capacity blocks, zones of nodes without network nodes, and several places of one network node: there
 * it is called by its whole path.
 */
export function topographYaml(instances: readonly Instance[]): string {
  const { tree, nodeOfPath } = compilePaths(instances.map(({ networkNodes }) => networkNodes));
  const names = switchNames(tree, instances);
  const zones = sharedZones(tree, nodeOfPath, instances);
  const model = { switches: switchesOf(tree, names, zones), blocks: blocksOf(nodeOfPath, names, instances) };
  const isFlat = Object.keys(model.switches).length === 0;
  return toYaml(isFlat ? { blocks: model.blocks } : model);
}

/** Tree index → name in the model, where each name stands once. */
function switchNames(tree: FlatTree, instances: readonly Instance[]): string[] {
  const ambiguous = new Set(findParentConflicts(instances).map(({ node }) => node));
  return tree.label.map((label, d) => (ambiguous.has(label) ? pathOf(tree, d).join('/') : label));
}

function switchesOf(
  tree: FlatTree,
  names: readonly string[],
  zones: readonly (string | undefined)[],
): Record<string, TopographSwitch> {
  const switches: [string, TopographSwitch][] = [];
  for (let d = 0; d < tree.size; d++) {
    const children = names.slice(tree.childStart[d], tree.childStart[d + 1]);
    const parent = tree.parent[d] as number;
    const isSaidAbove = parent >= 0 && zones[parent] !== undefined;
    const zone = isSaidAbove ? undefined : zones[d];
    if (children.length === 0 && zone === undefined) continue;
    switches.push([
      names[d] as string,
      {
        ...(zone === undefined ? {} : { labels: { [ZONE_LABEL]: zone } }),
        ...(children.length === 0 ? {} : { switches: children }),
      },
    ]);
  }
  return Object.fromEntries(switches);
}

/** Tree index → the zone of all instances below; undefined where they differ or one has none. */
function sharedZones(tree: FlatTree, nodeOfPath: Int32Array, instances: readonly Instance[]): (string | undefined)[] {
  const found = Array.from({ length: tree.size }, () => new Set<string | undefined>());
  for (const [i, { availabilityZone }] of instances.entries()) {
    for (let d = nodeOfPath[i] as number; d >= 0; d = tree.parent[d] as number) found[d]?.add(availabilityZone);
  }
  return found.map((zones) => {
    const [zone] = zones;
    return zones.size === 1 ? zone : undefined;
  });
}

function blocksOf(nodeOfPath: Int32Array, names: readonly string[], instances: readonly Instance[]): TopographBlock[] {
  const blocks = new Map<string, { readonly d: number; readonly first: Instance; readonly nodes: string[] }>();
  for (const [i, instance] of instances.entries()) {
    const d = nodeOfPath[i] as number;
    const key = JSON.stringify([d, instance.ultraServerId ?? '', instance.subDomainId ?? '']);
    const block = blocks.get(key) ?? { d, first: instance, nodes: [] };
    block.nodes.push(instance.nodeName ?? instance.id);
    blocks.set(key, block);
  }
  const keys = [...blocks].sort(([a, { d }], [b, other]) => d - other.d || compareStrings(a, b));
  return keys.map(([, { d, first, nodes }]) => ({
    ...(d < 0 ? {} : { switch: names[d] as string }),
    nodes: compactHosts(nodes),
    ...annotationsOf(first),
  }));
}

function annotationsOf({ ultraServerId, subDomainId }: Instance): Pick<TopographBlock, 'annotations'> {
  if (ultraServerId === undefined && subDomainId === undefined) return {};
  const annotations: Record<string, string> = {};
  if (ultraServerId !== undefined) annotations[DOMAIN_ANNOTATIONS[0] as string] = ultraServerId;
  if (subDomainId !== undefined) annotations[SUB_DOMAIN_ANNOTATIONS[0] as string] = subDomainId;
  return { annotations };
}
