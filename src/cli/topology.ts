import { Command, Option } from 'commander';
import type { LabelFamilyName } from '../formats/index.ts';
import { addExamples } from './examples-help.ts';
import { splitList } from './lists.ts';
import { NETWORK_FORMATS, type NetworkFormat, RESERVATION_FORMATS } from './network-formats.ts';
import { readNetwork } from './read-network.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer } from './write-answer.ts';

interface TopologyOptions extends OutputOptions {
  readonly format: string;
  readonly levels?: readonly string[];
  readonly labelFamily?: LabelFamilyName;
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** As in the formats room, which is not loaded to show help. */
const LABEL_FAMILIES: readonly LabelFamilyName[] = ['aws', 'topograph', 'nvidia', 'nvidia-block'];

/** `hopwise topology FILE…`: what does the network below these instances look like? */
export function topologyCommand(terminal: Terminal): Command {
  const command = new Command('topology')
    .description('draw the network below a set of instances, or write it for other tools')
    .argument('<file...>', "EC2's answer, Kubernetes nodes, models of topograph or Slurm: files, directories, or -")
    .addOption(new Option('--format <format>', 'how to show it').choices(Object.keys(NETWORK_FORMATS)).default('tree'))
    .option('--levels <labels>', 'node labels that say where a node is, coarsest first, separated by commas', splitList)
    .addOption(new Option('--label-family <name>', 'labels that --format labels writes').choices(LABEL_FAMILIES))
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'the same as --format json');
  addOutputOptions(command).action(async (files: string[], options: TopologyOptions) => {
    const { levels, recursive = false } = options;
    const name = options.json === true ? 'json' : options.format;
    const withReservations = RESERVATION_FORMATS.has(name);
    const read = await readNetwork(files, terminal, { recursive, withReservations, ...(levels && { levels }) });
    if (read.inputs.reservations.length > 0 && !withReservations) {
      terminal.err(`note: capacity reservations are left out; ${[...RESERVATION_FORMATS].join(', ')} show them\n`);
    }
    const format = NETWORK_FORMATS[name] as NetworkFormat;
    writeAnswer(await format(read, options), options, terminal);
  });
  return addExamples(command, [
    ["Draw EC2's answer", 'aws ec2 describe-instance-topology | hopwise topology -'],
    ['See where reserved capacity will be', 'hopwise topology topology.json reservations.json'],
    [
      'The picture of AWS, of the nodes of a cluster',
      'kubectl get nodes -o json | hopwise topology - --format mermaid',
    ],
    ['A picture for a talk', 'hopwise topology topology.json --format svg -o network.svg'],
    ['Label nodes by hand', 'hopwise topology topology.json --format labels | sh'],
  ]);
}
