import { Command, Option } from 'commander';
import type { Node } from '../model/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { splitList } from './lists.ts';
import { type ReadNetwork, readNetwork } from './read-network.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer } from './write-answer.ts';

interface TopologyOptions extends OutputOptions {
  readonly format: string;
  readonly levels?: readonly string[];
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** Name of a Topology object that no input names. */
const DEFAULT_NAME = 'default';

/** One way to show a network. */
type Format = (read: ReadNetwork) => Promise<string>;

const FORMATS: Readonly<Record<string, Format>> = {
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
    return capacityTable(compileNetwork(read.instances), await nodesOf(read));
  },
  mermaid: mermaidOfAws,
  'mermaid-any': async ({ instances }) => {
    const [{ mermaid }, { compileNetwork }] = await loadRooms();
    return mermaid(compileNetwork(instances));
  },
  labels: async ({ instances }) => {
    const [{ nodeLabelCommands }] = await loadRooms();
    return nodeLabelCommands(instances);
  },
  topology: async ({ inputs, instances }) => {
    const [{ topologyObject }, { deriveTopology }] = await loadRooms();
    return topologyObject(inputs.topologies[0] ?? deriveTopology(instances, DEFAULT_NAME));
  },
  json: async ({ instances }) => {
    const [{ graphJson }, { buildNetworkGraph }] = await loadRooms();
    return graphJson(buildNetworkGraph(instances));
  },
};

/** `hopwise topology FILE…`: what does the network below these instances look like? */
export function topologyCommand(terminal: Terminal): Command {
  const command = new Command('topology')
    .description('draw the network below a set of instances, or write it for other tools')
    .argument('<file...>', "EC2's answer or Kubernetes nodes: files, directories, or - for standard input")
    .addOption(new Option('--format <format>', 'how to show it').choices(Object.keys(FORMATS)).default('tree'))
    .option('--levels <labels>', 'node labels that say where a node is, coarsest first, separated by commas', splitList)
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'the same as --format json');
  addOutputOptions(command).action(async (files: string[], options: TopologyOptions) => {
    const { levels, recursive = false } = options;
    const read = await readNetwork(files, terminal, { recursive, ...(levels && { levels }) });
    const format = FORMATS[options.json === true ? 'json' : options.format] as Format;
    writeAnswer(await format(read), options, terminal);
  });
  return addExamples(command, [
    ["Draw EC2's answer", 'aws ec2 describe-instance-topology | hopwise topology -'],
    [
      'The picture of AWS, of the nodes of a cluster',
      'kubectl get nodes -o json | hopwise topology - --format mermaid',
    ],
    ['Label nodes by hand', 'hopwise topology topology.json --format labels | sh'],
  ]);
}

function loadRooms(): Promise<[typeof import('../report/index.ts'), typeof import('../topology/index.ts')]> {
  return Promise.all([import('../report/index.ts'), import('../topology/index.ts')]);
}

async function nodesOf({ inputs }: ReadNetwork): Promise<readonly Node[]> {
  const { buildCluster } = await import('../formats/index.ts');
  return buildCluster(inputs).cluster.nodes;
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
