import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** Where the answer goes. */
export interface OutputOptions {
  /** File, absent for stdout. */
  readonly output?: string;
  /** May an existing file be replaced? */
  readonly force?: boolean;
}

/** Adds `-o FILE` and `--force`. */
export function addOutputOptions(command: Command): Command {
  return command
    .option('-o, --output <file>', 'write the answer to a file')
    .option('--force', 'replace the file of -o where it exists');
}

/** Writes the answer to stdout or to the file of `-o`; an existing file only with `--force`. */
export function writeAnswer(text: string, options: OutputOptions, terminal: Terminal): void {
  const answer = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  if (options.output === undefined || options.output === '-') {
    terminal.out(answer);
    return;
  }
  try {
    writeFileSync(options.output, answer, { flag: options.force === true ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Stop(EXIT.badInput, code === 'EEXIST' ? `${options.output} exists; --force replaces it` : message);
  }
}

/** An answer for programs: one JSON object, numbers as they are. */
export async function writeJson(answer: object, options: OutputOptions, terminal: Terminal): Promise<void> {
  const { jsonText } = await import('../report/index.ts');
  writeAnswer(jsonText(answer), options, terminal);
}
