import type { Problem } from '../base/index.ts';
import type { Inputs } from '../formats/index.ts';
import type { Instance } from '../model/index.ts';
import { EXIT } from './exit-codes.ts';
import type { SourceOptions } from './list-files.ts';
import { printProblems } from './print-problems.ts';
import { readInputFiles } from './read-inputs.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** Where the places of instances come from. */
export interface NetworkOptions extends SourceOptions {
  /** Node labels, coarsest first; default: those of the only Topology given, else of the family that the nodes carry. */
  readonly levels?: readonly string[];
  /** Are capacity reservations something to show, even alone? Default: false. */
  readonly withReservations?: boolean;
}

/** Instances of a network, and all else that stood beside them. */
export interface ReadNetwork {
  readonly inputs: Inputs;
  readonly instances: readonly Instance[];
  /** Node labels that say where a node is, where the command line or the only Topology names them. */
  readonly levels?: readonly string[];
}

/**
 * Reads the instances of a network, of EC2's answer or of Kubernetes nodes; prints what the data cannot say.
 *
 * An answer of EC2 that names nothing is a network without instances.
 *
 * @throws Stop when the files hold neither an answer nor a node
 */
export async function readNetwork(
  args: readonly string[],
  terminal: Terminal,
  options: NetworkOptions = {},
): Promise<ReadNetwork> {
  const [{ collectInstances }, inputs] = await Promise.all([
    import('../formats/index.ts'),
    readInputFiles(args, terminal, options),
  ]);
  const levels = options.levels ?? (inputs.topologies.length === 1 ? inputs.topologies[0]?.levels : undefined);
  const { instances, problems } = collectInstances(inputs, levels);
  if (instances.length === 0) checkAnswered(args, inputs, options);
  const unsaid = await whatIsUnsaid({ inputs, instances }, levels ?? (await familyLevels(inputs)));
  await printProblems([...problems, ...unsaid.map((message) => warning(args, message))], terminal);
  // What a Topology says of nodes says nothing of EC2's answer.
  const named = inputs.instances.length > 0 ? options.levels : levels;
  return { inputs, instances, ...(named && { levels: named }) };
}

function checkAnswered(args: readonly string[], inputs: Inputs, { withReservations = false }: NetworkOptions): void {
  const { emptyAnswers, reservations } = inputs;
  if (emptyAnswers.length > 0 || (withReservations && reservations.length > 0)) return;
  const hint =
    reservations.length === 0
      ? ''
      : '; capacity reservations are shown by hopwise topology, as tree, layers or mermaid-any';
  throw new Stop(EXIT.badInput, `no instance and no node in ${args.join(', ')}${hint}`);
}

/** The levels by which the nodes are placed when nobody says so. */
export async function familyLevels({ nodes }: Inputs): Promise<string[] | undefined> {
  const { detectLabelFamily, labelLevels } = await import('../formats/index.ts');
  const family = detectLabelFamily(nodes);
  return family === undefined ? undefined : labelLevels(nodes, family);
}

/** Of nodes their labels are spoken of, of instances EC2's answer. */
async function whatIsUnsaid({ inputs, instances }: ReadNetwork, levels?: readonly string[]): Promise<string[]> {
  const { findLabelProblems, findNetworkProblems } = await import('../topology/index.ts');
  const ofNetwork = findNetworkProblems(instances);
  if (inputs.instances.length > 0) return ofNetwork.map(({ message }) => message);
  const ofLabels = findLabelProblems(inputs.nodes, levels);
  const others = ofNetwork.filter(({ kind }) => kind !== 'no-network-nodes');
  return [...ofLabels, ...others].map(({ message }) => message);
}

function warning(args: readonly string[], message: string): Problem {
  return { file: args.join(' '), line: 0, column: 0, code: 'incomplete', severity: 'warning', field: '', message };
}
