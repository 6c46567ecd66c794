import type { CommandWords, FlagWords } from './completion-words.ts';

/** Completion for fish: `hopwise completion fish | source`. */
export function fishCompletion(words: readonly CommandWords[]): string {
  const [root, ...commands] = words as [CommandWords, ...CommandWords[]];
  const lines = [
    ...root.flags.map((flag) => `complete -c hopwise -n __fish_use_subcommand ${flagWords(flag)}`),
    ...commands.map(
      ({ name, description }) => `complete -c hopwise -n __fish_use_subcommand -f -a ${name} -d ${quote(description)}`,
    ),
    ...commands.flatMap(commandLines),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: CommandWords): string[] {
  const start = `complete -c hopwise -n '__fish_seen_subcommand_from ${command.name}'`;
  const flags = command.flags.map((flag) => `${start} ${flagWords(flag)}`);
  return command.choices.length === 0 ? flags : [...flags, `${start} -f -a '${command.choices.join(' ')}'`];
}

function flagWords(flag: FlagWords): string {
  const short = flag.short === undefined ? '' : ` -s ${flag.short.slice(1)}`;
  const choices = flag.choices.length === 0 ? '-r -F' : `-x -a '${flag.choices.join(' ')}'`;
  return `-l ${flag.long.slice(2)}${short}${flag.hasValue ? ` ${choices}` : ''} -d ${quote(flag.description)}`;
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
