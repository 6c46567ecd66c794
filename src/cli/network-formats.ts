import { InputError } from '../base/index.ts';
import type { LabelFamilyName } from '../formats/index.ts';
import type { Instance, Node } from '../model/index.ts';
import { EXIT } from './exit-codes.ts';
import { familyLevels, type ReadNetwork } from './read-network.ts';
import { Stop } from './stop.ts';

/** How a network is shown, where a format has a choice. */
interface FormatOptions {
  /** Labels to write; default: those that the places were read from where they were named, else AWS's. */
  readonly labelFamily?: LabelFamilyName;
}

/** One way to show a network. */
export type NetworkFormat = (read: ReadNetwork, options: FormatOptions) => Promise<string>;

/** Name of a Topology that no input names. */
const DEFAULT_NAME = 'default';

/** Formats that can be read back, and pictures of graphs: they need nothing but the instances. */
export const INTERCHANGE_FORMATS: Readonly<Record<string, NetworkFormat>> = {
  ec2: async ({ instances }) => (await loadFormats()).instanceTopologyJson(instances),
  nodes: async (read) => (await loadFormats()).nodesJson(await nodesOf(read)),
  topograph: async ({ instances }) => (await loadFormats()).topographYaml(instances),
  'slurm-tree': async ({ instances }) => {
    const { slurmTopologyConf, slurmTreeFromInstances } = await loadFormats();
    return slurmTopologyConf(slurmTreeFromInstances(instances));
  },
  'slurm-block': async ({ instances }) => {
    const { slurmBlocksFromInstances, slurmTopologyConf } = await loadFormats();
    const blocks = slurmBlocksFromInstances(instances);
    if (blocks.blocks.length > 0) return slurmTopologyConf(blocks);
    throw new Stop(EXIT.badInput, 'no instance has an UltraServer or accelerator domain, which blocks are made of');
  },
  'slurm-yaml': async ({ instances }) => {
    const { slurmBlocksFromInstances, slurmTopologyYaml, slurmTreeFromInstances } = await loadFormats();
    const topologies = [{ name: DEFAULT_NAME, isDefault: true, topology: slurmTreeFromInstances(instances) }];
    const blocks = slurmBlocksFromInstances(instances);
    const block = { name: `${DEFAULT_NAME}-block`, isDefault: false, topology: blocks };
    return slurmTopologyYaml(blocks.blocks.length > 0 ? [...topologies, block] : topologies);
  },
  json: async ({ instances }) => {
    const [{ graphJson }, { buildNetworkGraph }] = await loadRooms();
    return graphJson(buildNetworkGraph(instances));
  },
  graphml: async ({ instances }) => {
    const [{ graphml }, { buildNetworkGraph }] = await loadRooms();
    return graphml(buildNetworkGraph(instances));
  },
  dot: async ({ instances }) => {
    const [{ dot }, { compileNetwork }] = await loadRooms();
    return dot(compileNetwork(instances));
  },
  svg: svgOf,
};

/** Formats that show capacity reservations too. */
export const RESERVATION_FORMATS: ReadonlySet<string> = new Set(['tree', 'layers', 'mermaid-any']);

/** Every way to show a network. */
export const NETWORK_FORMATS: Readonly<Record<string, NetworkFormat>> = {
  tree: async ({ inputs: { reservations }, instances }) => {
    const [{ reservationsText, treeText }, { compileNetwork, reservationLeaves }] = await loadRooms();
    const network = compileNetwork([...instances, ...reservationLeaves(reservations)]);
    const tree = treeText(network, undefined, new Set(reservations.map(({ id }) => id)));
    return withParagraph(tree, reservationsText(instances, reservations));
  },
  layers: async ({ inputs: { reservations }, instances }) => {
    const [{ layersText, reservationsText }, { compileNetwork }] = await loadRooms();
    return withParagraph(layersText(compileNetwork(instances)), reservationsText(instances, reservations));
  },
  capacity: async (read) => {
    const [{ capacityTable }, { compileNetwork }] = await loadRooms();
    return capacityTable(compileNetwork(read.instances), await clusterNodes(read));
  },
  mermaid: mermaidOfAws,
  'mermaid-any': async ({ inputs: { reservations }, instances }) => {
    const [{ mermaid }, { compileNetwork, reservationLeaves }] = await loadRooms();
    return mermaid(compileNetwork([...instances, ...reservationLeaves(reservations).map(namedByType)]));
  },
  labels: async ({ instances, levels }, { labelFamily }) => {
    const [[{ labelCommands, nodeLabelCommands }], { labelsOfFamily }] = await Promise.all([
      loadRooms(),
      loadFormats(),
    ]);
    if (labelFamily === undefined) return nodeLabelCommands(instances, levels);
    return labelCommands(
      instances.map((instance) => ({
        name: instance.nodeName ?? instance.id,
        labels: labelsOfFamily(instance, labelFamily),
      })),
    );
  },
  topology: async (read) => {
    const [{ topologyObject }, { deriveTopology }] = await loadRooms();
    const { inputs, instances } = read;
    return topologyObject(inputs.topologies[0] ?? deriveTopology(instances, DEFAULT_NAME, await levelsOf(read)));
  },
  ...INTERCHANGE_FORMATS,
};

function loadRooms(): Promise<[typeof import('../report/index.ts'), typeof import('../topology/index.ts')]> {
  return Promise.all([import('../report/index.ts'), import('../topology/index.ts')]);
}

function loadFormats(): Promise<typeof import('../formats/index.ts')> {
  return import('../formats/index.ts');
}

/** The levels that every node with any of them has: Kueue passes over nodes that lack one. */
async function levelsOf({ inputs, levels: named }: ReadNetwork): Promise<readonly string[] | undefined> {
  const levels = named ?? (inputs.instances.length > 0 ? undefined : await familyLevels(inputs));
  const placed = inputs.nodes.filter(({ labels }) => levels?.some((level) => labels[level] !== undefined));
  return levels?.filter((level) => placed.every(({ labels }) => labels[level] !== undefined));
}

function withParagraph(text: string, paragraph: string): string {
  return paragraph === '' ? text : `${text}\n\n${paragraph}`;
}

/** A picture names what hangs on a network node, and nothing else. */
function namedByType(leaf: Instance): Instance {
  return { ...leaf, nodeName: `${leaf.id}, ${leaf.type}` };
}

async function clusterNodes({ inputs }: ReadNetwork): Promise<readonly Node[]> {
  return (await loadFormats()).buildCluster(inputs).cluster.nodes;
}

/** The nodes of the cluster; without them nothing could be written. */
async function nodesOf({ inputs }: ReadNetwork): Promise<readonly Node[]> {
  const { cluster, problems } = (await loadFormats()).buildCluster(inputs);
  if (problems.some(({ severity }) => severity === 'error')) throw new InputError(problems);
  return cluster.nodes;
}

async function svgOf(read: ReadNetwork): Promise<string> {
  const [{ nodeUse, svg }, { compileNetwork }] = await loadRooms();
  const network = compileNetwork(read.instances);
  if (read.inputs.pods.length === 0) return svg(network);
  const useOf = nodeUse(await clusterNodes(read), read.inputs.pods);
  return svg(network, { use: ({ id, nodeName = id }) => useOf.get(nodeName) });
}

async function mermaidOfAws(read: ReadNetwork): Promise<string> {
  const [{ hyperPodNodes, mermaidAws }] = await loadRooms();
  const isOfNodes = read.inputs.nodes.length > 0;
  const drawn = mermaidAws(isOfNodes ? await clusterNodes(read) : hyperPodNodes(read.instances));
  if (drawn.state === 'drawn') return drawn.text;
  const types = new Set(drawn.nodes.map(({ type }) => type || 'unknown'));
  throw new Stop(
    EXIT.badInput,
    `AWS's picture knows no instance type ${[...types].sort().join(', ')} (first node: ${drawn.nodes[0]?.name}); --format mermaid-any draws every type`,
  );
}
