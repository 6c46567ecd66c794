import type { CommandWords } from './completion-words.ts';

/** Completion for bash 4 and newer: `source <(hopwise completion bash)`. Where nothing fits, bash offers files. */
export function bashCompletion(words: readonly CommandWords[]): string {
  const [root, ...commands] = words as [CommandWords, ...CommandWords[]];
  const offers = words.map((command) => {
    const arguments_ = command === root ? commands.map(({ name }) => name) : command.choices;
    return `    ${pattern(command, root)}) flags='${flagsOf(command).join(' ')}'; words='${arguments_.join(' ')}' ;;`;
  });
  return `_hopwise() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= flags= words= i
  COMPREPLY=()
  if [[ $cur == '=' ]]; then cur=
  elif [[ $prev == '=' ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then command=\${COMP_WORDS[i]}; break; fi
  done
  case "$command $prev" in
${valueCases(commands).join('\n')}
  esac
  case $command in
${offers.join('\n')}
  esac
  if [[ $cur == -* ]]; then words=$flags; fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _hopwise hopwise
`;
}

function pattern(command: CommandWords, root: CommandWords): string {
  return command === root ? "''" : command.name;
}

function flagsOf(command: CommandWords): string[] {
  return command.flags.flatMap(({ short, long }) => (short === undefined ? [long] : [short, long]));
}

/** After a flag with a value only that value is offered: its choices, or files. */
function valueCases(commands: readonly CommandWords[]): string[] {
  return commands.flatMap((command) =>
    command.flags
      .filter((flag) => flag.hasValue)
      .map((flag) => {
        const names = flag.short === undefined ? [flag.long] : [flag.short, flag.long];
        const cases = names.map((name) => `'${command.name} ${name}'`).join('|');
        return `    ${cases}) COMPREPLY=($(compgen -W '${flag.choices.join(' ')}' -- "$cur")); return ;;`;
      }),
  );
}
