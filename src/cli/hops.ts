import { existsSync } from 'node:fs';
import { Command } from 'commander';
import { didYouMean } from '../base/index.ts';
import type { Network } from '../topology/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { splitList } from './lists.ts';
import { readNetwork } from './read-network.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface HopsOptions extends OutputOptions {
  readonly ranks?: readonly string[];
  readonly levels?: readonly string[];
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** All pairs of more instances than this would be an answer that nobody reads. */
const MAX_INSTANCES = 1000;

/** `hopwise hops FILE… [A B]`: how far apart are instances? */
export function hopsCommand(terminal: Terminal): Command {
  const command = new Command('hops')
    .description('count the network hops between two instances, between all, or what a set of ranks costs')
    .usage('[options] <file...> [A B]')
    .argument('<file...>', 'topology or nodes: files, directories, or -; then two instances, by id or node name')
    .option(
      '--ranks <names>',
      'cost of a job with these ranks: instances in rank order, separated by commas',
      splitList,
    )
    .option('--levels <labels>', 'node labels that say where a node is, coarsest first, separated by commas', splitList)
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object');
  addOutputOptions(command).action((args: string[], options: HopsOptions) => answer(args, options, terminal));
  return addExamples(command, [
    ['Between two instances', 'hopwise hops topology.json i-0c0ffee00000000b2 i-0c0ffee00000000e5'],
    ['What a ring over four ranks costs', 'hopwise hops nodes.json --ranks node-a,node-b,node-c,node-d'],
  ]);
}

async function answer(args: readonly string[], options: HopsOptions, terminal: Terminal): Promise<void> {
  const { files, names } = splitArguments(args);
  const { levels, recursive = false } = options;
  const { instances } = await readNetwork(files, terminal, { recursive, ...(levels && { levels }) });
  const { compileNetwork } = await import('../topology/index.ts');
  const network = compileNetwork(instances);
  checkNames(network, [...names, ...(options.ranks ?? [])]);
  if (options.ranks === undefined) await answerPairs(network, names, options, terminal);
  else await answerRanks(network, options.ranks, options, terminal);
}

/** The last two arguments are instances when neither is a file. */
function splitArguments(args: readonly string[]): {
  readonly files: readonly string[];
  readonly names: readonly string[];
} {
  const last = args.slice(-2);
  const isName = (arg: string): boolean => arg !== '-' && !existsSync(arg);
  const isPair = args.length > 2 && last.every(isName);
  if (args.length === 2 && isName(args[1] as string)) {
    const usage = 'two instances stand after the files, as in hopwise hops FILE A B';
    throw new Stop(EXIT.badInput, `no file ${args[1]}; ${usage}`);
  }
  return isPair ? { files: args.slice(0, -2), names: last } : { files: args, names: [] };
}

function checkNames({ hostOfName }: Network, names: readonly string[]): void {
  const unknown = names.filter((name) => !hostOfName.has(name));
  if (unknown.length === 0) return;
  const hints = unknown.map((name) => `no instance "${name}" in the network${didYouMean(name, hostOfName.keys())}`);
  throw new Stop(EXIT.badInput, hints.join('\nerror: '));
}

async function answerPairs(
  network: Network,
  names: readonly string[],
  options: HopsOptions,
  terminal: Terminal,
): Promise<void> {
  if (names.length === 0 && network.instances.length > MAX_INSTANCES) {
    const count = network.instances.length;
    throw new Stop(EXIT.badInput, `${count} instances are too many for all pairs (at most ${MAX_INSTANCES}): name two`);
  }
  const [{ hopPairs }, { hopsTable }] = await Promise.all([
    import('../topology/index.ts'),
    import('../report/index.ts'),
  ]);
  const all = network.instances.map(({ nodeName, id }) => nodeName ?? id);
  const pairs = hopPairs(network, names.length === 0 ? all : names);
  if (options.json === true) await writeJson({ pairs }, options, terminal);
  else writeAnswer(hopsTable(pairs), options, terminal);
}

async function answerRanks(
  network: Network,
  ranks: readonly string[],
  options: HopsOptions,
  terminal: Terminal,
): Promise<void> {
  const { hopCost } = await import('../topology/index.ts');
  const cost = hopCost(network, ranks);
  const { hopCostTable } = await import('../report/index.ts');
  if (options.json === true) await writeJson({ ranks, hops: cost }, options, terminal);
  else writeAnswer(hopCostTable(cost), options, terminal);
}
