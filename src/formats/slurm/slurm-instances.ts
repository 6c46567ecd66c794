import type { Instance } from '../../model/index.ts';
import type { SlurmBlocks, SlurmSwitch, SlurmTopology, SlurmTree } from '../../placement/index.ts';
import { compilePaths, findParentConflicts, pathOf } from '../../topology/index.ts';

/**
 * The nodes of a Slurm topology as instances, in its order, each once: switches become network nodes from the top down, a
 * block becomes the accelerator domain. A node's name is its id and its node name.
 *
 * A node on two leaf switches is taken from the first, a switch below two from the last, as in Slurm. Not carried: block
 * sizes, link speeds, comments.
 */
export function instancesFromSlurm(topology: SlurmTopology): Instance[] {
  const instances = new Map<string, Instance>();
  const add = (name: string, place: Pick<Instance, 'networkNodes' | 'ultraServerId'>): void => {
    if (!instances.has(name)) instances.set(name, { id: name, nodeName: name, ...place });
  };
  if (topology.kind === 'block') {
    for (const { name, nodes } of topology.blocks) {
      for (const node of nodes) add(node, { networkNodes: [], ultraServerId: name });
    }
  } else {
    const parents = new Map(topology.switches.flatMap(({ name, switches }) => switches.map((child) => [child, name])));
    for (const { name, nodes } of topology.switches) {
      const networkNodes = pathTo(name, parents);
      for (const node of nodes) add(node, { networkNodes });
    }
  }
  return [...instances.values()];
}

/**
 * The network above instances as switches of `topology/tree`, level by level. Nodes are called by their Kubernetes names,
 * else by instance id.
 *
 * Slurm knows a node by one leaf switch only, and a switch has switches below it or nodes, never both: instances that hang
 * on a network node which has others below it get a switch of their own, `NAME.nodes`. Those without network nodes are
 * left out, as Slurm could place no job on them under this plugin. A network node that is reported in several places is
 * called by its whole path.
 */
export function slurmTreeFromInstances(instances: readonly Instance[]): SlurmTree {
  const { tree, nodeOfPath } = compilePaths(instances.map(({ networkNodes }) => networkNodes));
  const ambiguous = new Set(findParentConflicts(instances).map(({ node }) => node));
  const names = tree.label.map((label, d) => (ambiguous.has(label) ? pathOf(tree, d).join('/') : label));
  const hosts = names.map((): string[] => []);
  for (const [i, { id, nodeName }] of instances.entries()) hosts[nodeOfPath[i] as number]?.push(nodeName ?? id);
  const switches: SlurmSwitch[] = [];
  const extra: SlurmSwitch[] = [];
  for (const [d, name] of names.entries()) {
    const children = names.slice(tree.childStart[d], tree.childStart[d + 1]);
    const nodes = hosts[d] as string[];
    if (children.length === 0) switches.push({ name, switches: [], nodes });
    else {
      const own = nodes.length === 0 ? [] : [`${name}.nodes`];
      switches.push({ name, switches: [...children, ...own], nodes: [] });
      for (const leaf of own) extra.push({ name: leaf, switches: [], nodes });
    }
  }
  return { kind: 'tree', switches: [...switches, ...extra] };
}

/**
 * The accelerator domains of instances (UltraServers) as blocks of `topology/block`, in the order in which they come
 * first. The base size is that of the smallest domain, and the larger sizes double it up to all domains together, as Slurm
 * would have them. Instances without a domain are left out.
 */
export function slurmBlocksFromInstances(instances: readonly Instance[]): SlurmBlocks {
  const domains = new Map<string, string[]>();
  for (const { id, nodeName, ultraServerId } of instances) {
    if (ultraServerId === undefined) continue;
    const nodes = domains.get(ultraServerId) ?? [];
    nodes.push(nodeName ?? id);
    domains.set(ultraServerId, nodes);
  }
  const blocks = [...domains].map(([name, nodes]) => ({ name, nodes }));
  const base = blocks.reduce((least, { nodes }) => Math.min(least, nodes.length), Number.POSITIVE_INFINITY);
  const blockSizes: number[] = [];
  for (let span = 1; span <= blocks.length; span *= 2) blockSizes.push(base * span);
  return { kind: 'block', blocks, blockSizes };
}

function pathTo(name: string, parents: ReadonlyMap<string, string>): string[] {
  const path = [name];
  for (let above = parents.get(name); above !== undefined; above = parents.get(above)) path.push(above);
  return path.reverse();
}
