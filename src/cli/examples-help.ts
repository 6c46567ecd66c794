import type { Command } from 'commander';

/** What it does, and the command line that does it. */
export type Example = readonly [purpose: string, commandLine: string];

/** Adds examples to the end of a command's help. */
export function addExamples(command: Command, examples: readonly [Example, Example, ...Example[]]): Command {
  const lines = examples.map(([purpose, commandLine]) => `  # ${purpose}\n  $ ${commandLine}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n\n')}`);
}
