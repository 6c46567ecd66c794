import type { CommandWords, FlagWords } from './completion-words.ts';

/** Completion for zsh: write it to a file `_hopwise` in `$fpath`, or `source <(hopwise completion zsh)`. */
export function zshCompletion(words: readonly CommandWords[]): string {
  const [root, ...commands] = words as [CommandWords, ...CommandWords[]];
  return `#compdef hopwise
_hopwise() {
  local curcontext=$curcontext state line
  _arguments -C ${root.flags.map(flagSpec).join(' ')} '1:command:->command' '*::argument:->argument'
  case $state in
    command)
      local -a commands=(${commands.map((command) => `'${describe(command)}'`).join(' ')})
      _describe command commands ;;
    argument)
      case $words[1] in
${commands.map((command) => `        ${command.name}) _arguments -s ${specs(command)} ;;`).join('\n')}
      esac ;;
  esac
}
if [[ $funcstack[1] == _hopwise ]]; then _hopwise "$@"; else compdef _hopwise hopwise; fi
`;
}

function specs(command: CommandWords): string {
  const rest = command.choices.length === 0 ? "'*:file:_files'" : `'1:argument:(${command.choices.join(' ')})'`;
  return [...command.flags.map(flagSpec), rest].join(' ');
}

function flagSpec(flag: FlagWords): string {
  const value = flag.choices.length === 0 ? '_files' : `(${flag.choices.join(' ')})`;
  const tail = `[${quote(flag.description).replace(/[[\]]/g, '\\$&')}]${flag.hasValue ? `:value:${value}` : ''}`;
  const names = flag.short === undefined ? [flag.long] : [flag.short, flag.long];
  // The star lets a flag be given several times.
  return names.map((name) => `'*${name}${tail}'`).join(' ');
}

function describe(command: CommandWords): string {
  return `${command.name}:${quote(command.description).replaceAll(':', '\\:')}`;
}

function quote(text: string): string {
  return text.replaceAll("'", "'\\''");
}
