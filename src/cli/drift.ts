import { Command } from 'commander';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { splitList } from './lists.ts';
import { readNetwork } from './read-network.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface DriftOptions extends OutputOptions {
  readonly failOnDrift?: boolean;
  readonly levels?: readonly string[];
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** `hopwise drift OLD NEW`: what moved between two readings of a network? */
export function driftCommand(terminal: Terminal): Command {
  const command = new Command('drift')
    .description('show what moved between two readings of a network: instances, branches, capacity, new names')
    .argument('<old>', 'the earlier reading, in any format that hopwise topology reads; a file, a directory, or -')
    .argument('<new>', 'the later reading')
    .option('--fail-on-drift', 'end with exit code 3 when anything differs')
    .option('--levels <labels>', 'node labels that say where a node is, coarsest first, separated by commas', splitList)
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object');
  addOutputOptions(command).action((old: string, now: string, options: DriftOptions) =>
    compare(old, now, options, terminal),
  );
  return addExamples(command, [
    ['Compare with last week', 'aws ec2 describe-instance-topology | hopwise drift last-week.json -'],
    ['Fail a pipeline when something moved', 'hopwise drift expected.json actual.json --fail-on-drift'],
  ]);
}

async function compare(old: string, now: string, options: DriftOptions, terminal: Terminal): Promise<void> {
  if (old === '-' && now === '-') throw new Stop(EXIT.badInput, 'only one of the two can be standard input');
  const { levels, recursive = false } = options;
  const readOptions = { recursive, ...(levels && { levels }) };
  const before = await readNetwork([old], terminal, readOptions);
  const after = await readNetwork([now], terminal, readOptions);
  const { compareNetworks, compileNetwork } = await import('../topology/index.ts');
  const drift = compareNetworks(compileNetwork(before.instances), compileNetwork(after.instances));
  if (options.json === true) await writeJson(drift, options, terminal);
  else writeAnswer((await import('../report/index.ts')).driftText(drift), options, terminal);
  if (options.failOnDrift === true && drift.hasDrift) throw new Stop(EXIT.checkFailed);
}
