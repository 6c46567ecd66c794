import { Argument, Command } from 'commander';
import { bashCompletion } from './completion-bash.ts';
import { fishCompletion } from './completion-fish.ts';
import { type CommandWords, completionWords } from './completion-words.ts';
import { zshCompletion } from './completion-zsh.ts';
import { addExamples } from './examples-help.ts';
import type { Terminal } from './terminal.ts';

const SHELLS: Readonly<Record<string, (words: readonly CommandWords[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `hopwise completion SHELL`: a script that completes commands, flags, choices and files. */
export function completionCommand(terminal: Terminal): Command {
  const command = new Command('completion')
    .description('print a completion script for your shell')
    .addArgument(new Argument('<shell>', 'your shell').choices(Object.keys(SHELLS)))
    .action((shell: string) => {
      const script = SHELLS[shell] as (words: readonly CommandWords[]) => string;
      terminal.out(script(completionWords(command.parent as Command)));
    });
  return addExamples(command, [
    ['Complete in this bash, and in every later one', "echo 'source <(hopwise completion bash)' >> ~/.bashrc"],
    ['Complete in fish', 'hopwise completion fish > ~/.config/fish/completions/hopwise.fish'],
  ]);
}
