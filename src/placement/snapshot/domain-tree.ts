import { compareStrings } from '../../base/index.ts';
import { HOSTNAME_LABEL, hasFlavorLabels, type Node, type ResourceFlavor, type Topology } from '../../model/index.ts';
import { compilePaths, type FlatTree, pathOf } from '../../topology/index.ts';

/** The domains of one flavor's nodes under one Topology (kueue-tas §6). */
export interface DomainTree {
  readonly topology: Topology;
  readonly tree: FlatTree;
  /** Is the lowest level the host name? Only then do leaves have nodes, taints and selectors. */
  readonly isHostExact: boolean;
  readonly leafCount: number;
  /** Index of the first leaf in `tree`; leaf number i is tree node `firstLeaf + i`. */
  readonly firstLeaf: number;
  /** Domain id as in a stored assignment (the host name alone where host-exact) → leaf number. */
  readonly leafOfId: ReadonlyMap<string, number>;
  /** Leaf number → domain id. */
  readonly leafIds: readonly string[];
  /** Leaf number → the node that made the leaf; empty where not host-exact. */
  readonly leafNodes: readonly Node[];
}

/** A node of the flavor and the leaf it adds its capacity to. */
export interface NodeAtLeaf {
  readonly node: Node;
  readonly leaf: number;
}

/**
 * Does this node count for the flavor? Ready, not cordoned, all labels of the flavor, and a label for every level
 * (kueue-tas §4.2). A topology without levels, which no API server takes, has no place for any.
 */
export function belongsToFlavor(node: Node, flavor: ResourceFlavor, topology: Topology): boolean {
  if (node.isUnschedulable === true || !node.isReady || !hasFlavorLabels(node, flavor)) return false;
  return topology.levels.length > 0 && topology.levels.every((level) => node.labels[level] !== undefined);
}

/**
 * Compiles the domains of a flavor.
 *
 * Nodes are taken in byte order of their names: of several with one host name the first fixes the place of the leaf,
 * where Kueue lets chance decide (kueue-tas §6, §20).
 */
export function buildDomainTree(
  topology: Topology,
  nodes: readonly Node[],
): { readonly domains: DomainTree; readonly nodesAtLeaves: readonly NodeAtLeaf[] } {
  const isHostExact = topology.levels.at(-1) === HOSTNAME_LABEL;
  const sorted = [...nodes].sort((a, b) => compareStrings(a.name, b.name));
  const founders = new Map<string, { readonly node: Node; readonly path: readonly string[] }>();
  for (const node of sorted) {
    const path = topology.levels.map((level) => node.labels[level] as string);
    const id = leafId(path, isHostExact);
    if (!founders.has(id)) founders.set(id, { node, path });
  }
  const { tree, nodeOfPath } = compilePaths([...founders.values()].map(({ path }) => path));
  const firstLeaf = tree.height === 0 ? 0 : (tree.levelStart[tree.height - 1] as number);
  const leafOfId = new Map<string, number>(
    [...founders.keys()].map((id, i) => [id, (nodeOfPath[i] as number) - firstLeaf]),
  );
  const leafIds: string[] = new Array(leafOfId.size);
  const leafNodes: Node[] = new Array(isHostExact ? leafOfId.size : 0);
  for (const [id, leaf] of leafOfId) {
    leafIds[leaf] = id;
    if (isHostExact) leafNodes[leaf] = (founders.get(id) as { node: Node }).node;
  }
  const nodesAtLeaves = sorted.map((node) => {
    const path = topology.levels.map((level) => node.labels[level] as string);
    return { node, leaf: leafOfId.get(leafId(path, isHostExact)) as number };
  });
  const domains = { topology, tree, isHostExact, leafCount: leafOfId.size, firstLeaf, leafOfId, leafIds, leafNodes };
  return { domains, nodesAtLeaves };
}

/** Domains of a level as a range of tree indices `[from, to)`; empty when no node made any. */
export function levelRange(tree: FlatTree, level: number): { readonly from: number; readonly to: number } {
  if (level >= tree.height) return { from: 0, to: 0 };
  return { from: tree.levelStart[level] as number, to: tree.levelStart[level + 1] as number };
}

/** Leaves below a domain, itself included, as a range of leaf numbers `[from, to)`. */
export function leafRange({ tree, firstLeaf }: DomainTree, d: number): { readonly from: number; readonly to: number } {
  let from = d;
  let to = d + 1;
  while (from < firstLeaf) {
    from = tree.childStart[from] as number;
    to = tree.childStart[to] as number;
  }
  return { from: from - firstLeaf, to: to - firstLeaf };
}

/** Number of the leaf that a stored assignment's values name; undefined when there is none (any more). */
export function findLeaf(domains: DomainTree, values: readonly string[]): number | undefined {
  return domains.leafOfId.get(values.length === 1 ? (values[0] as string) : values.join(','));
}

/** Level values of a leaf as they stand in an assignment: only the host name where host-exact (kueue-tas §9.8). */
export function assignmentValues(domains: DomainTree, leaf: number): readonly string[] {
  const d = domains.firstLeaf + leaf;
  return domains.isHostExact ? [domains.tree.label[d] as string] : pathOf(domains.tree, d);
}

/** Level keys of every assignment in these domains. */
export function assignmentLevels(domains: DomainTree): readonly string[] {
  return domains.isHostExact ? [HOSTNAME_LABEL] : domains.topology.levels;
}

function leafId(path: readonly string[], isHostExact: boolean): string {
  return isHostExact ? (path.at(-1) as string) : path.join(',');
}
