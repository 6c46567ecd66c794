import { InputError } from '../base/index.ts';
import type { LabelFamilyName } from '../formats/index.ts';
import type { Node } from '../model/index.ts';
import { EXIT } from './exit-codes.ts';
import type { ReadNetwork } from './read-network.ts';
import { Stop } from './stop.ts';

/** How a network is shown, where a format has a choice. */
export interface FormatOptions {
  /** Labels to write; default: AWS's. */
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

/** Every way to show a network. */
export const NETWORK_FORMATS: Readonly<Record<string, NetworkFormat>> = {
  tree: async ({ instances }) => {
    const [{ treeText }, { compileNetwork }] = await loadRooms();
    return treeText(compileNetwork(instances));
  },
  layers: async ({ instances }) => {
    const [{ layersText }, { compileNetwork }] = await loadRooms();
    return layersText(compileNetwork(instances));
  },
  capacity: async (read) => {
    const [{ capacityTable }, { compileNetwork }] = await loadRooms();
    return capacityTable(compileNetwork(read.instances), await clusterNodes(read));
  },
  mermaid: mermaidOfAws,
  'mermaid-any': async ({ instances }) => {
    const [{ mermaid }, { compileNetwork }] = await loadRooms();
    return mermaid(compileNetwork(instances));
  },
  labels: async ({ instances }, { labelFamily = 'aws' }) => {
    const [[{ labelCommands }], { labelsOfFamily }] = await Promise.all([loadRooms(), loadFormats()]);
    return labelCommands(
      instances.map((instance) => ({
        name: instance.nodeName ?? instance.id,
        labels: labelsOfFamily(instance, labelFamily),
      })),
    );
  },
  topology: async ({ inputs, instances }) => {
    const [{ topologyObject }, { deriveTopology }] = await loadRooms();
    return topologyObject(inputs.topologies[0] ?? deriveTopology(instances, DEFAULT_NAME));
  },
  ...INTERCHANGE_FORMATS,
};

function loadRooms(): Promise<[typeof import('../report/index.ts'), typeof import('../topology/index.ts')]> {
  return Promise.all([import('../report/index.ts'), import('../topology/index.ts')]);
}

function loadFormats(): Promise<typeof import('../formats/index.ts')> {
  return import('../formats/index.ts');
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

async function mermaidOfAws({ inputs, instances }: ReadNetwork): Promise<string> {
  const [{ hyperPodNodes, mermaidAws }] = await loadRooms();
  const drawn = mermaidAws(inputs.nodes.length > 0 ? inputs.nodes : hyperPodNodes(instances));
  if (drawn.state === 'drawn') return drawn.text;
  const types = new Set(drawn.nodes.map(({ type }) => type || 'unknown'));
  throw new Stop(
    EXIT.badInput,
    `AWS's picture knows no instance type ${[...types].sort().join(', ')} (first node: ${drawn.nodes[0]?.name}); --format mermaid-any draws every type`,
  );
}
