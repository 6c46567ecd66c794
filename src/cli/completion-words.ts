import type { Command, Option } from 'commander';

/** A flag as a shell needs to know it. */
export interface FlagWords {
  /** `--format`. */
  readonly long: string;
  /** `-o`. */
  readonly short?: string;
  readonly description: string;
  /** Does a value follow? */
  readonly hasValue: boolean;
  /** Values to choose from; empty where a file or free text follows. */
  readonly choices: readonly string[];
}

/** A command as a shell needs to know it. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly flags: readonly FlagWords[];
  /** Words to choose from as the argument; empty where arguments are files or there are none. */
  readonly choices: readonly string[];
}

/** Everything that can be completed: the root (named `hopwise`) first, then its commands in their order. */
export function completionWords(program: Command): CommandWords[] {
  return [program, ...program.commands].map((command) => ({
    name: command.name(),
    description: command.description(),
    flags: command.createHelp().visibleOptions(command).map(flagWords),
    choices: command.registeredArguments.flatMap((argument) => argument.argChoices ?? []),
  }));
}

function flagWords(option: Option): FlagWords {
  return {
    long: option.long ?? '',
    ...(option.short === undefined ? {} : { short: option.short }),
    description: option.description,
    hasValue: option.required || option.optional,
    choices: option.argChoices ?? [],
  };
}
