import { Command } from 'commander';
import { completionCommand } from './completion.ts';
import { demoCommand } from './demo.ts';
import { driftCommand } from './drift.ts';
import { addExamples } from './examples-help.ts';
import { generateCommand } from './generate.ts';
import { governanceCommand } from './governance.ts';
import { hopsCommand } from './hops.ts';
import { manifestCommand } from './manifest.ts';
import { placeCommand } from './place.ts';
import { quotaCommand } from './quota.ts';
import type { Terminal } from './terminal.ts';
import { topologyCommand } from './topology.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';
import { VERSION } from './version.ts';

/** The whole command tree. Commands load what they need when they run: building the tree must stay cheap. */
export function buildProgram(terminal: Terminal): Command {
  const program = new Command('hopwise')
    .description("Topology-aware scheduling decisions for AI clusters on EC2, Kueue's, without a cluster.")
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show this help');
  addExamples(program, [
    ['Draw the network below a set of instances', 'aws ec2 describe-instance-topology | hopwise topology -'],
    ['Ask where a job would land', 'hopwise place -f job.yaml --cluster nodes.json'],
  ]);
  for (const command of [
    topologyCommand,
    hopsCommand,
    driftCommand,
    generateCommand,
    placeCommand,
    quotaCommand,
    manifestCommand,
    validateCommand,
    governanceCommand,
    verifyCommand,
    demoCommand,
    completionCommand,
  ]) {
    program.addCommand(command(terminal));
  }
  for (const command of [program, ...program.commands]) applyHabits(command, terminal);
  return program;
}

function applyHabits(command: Command, terminal: Terminal): void {
  command
    .helpOption('-h, --help', 'show this help')
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
    .showHelpAfterError(`(hopwise ${command.name() === 'hopwise' ? '' : `${command.name()} `}--help says more)`);
}
