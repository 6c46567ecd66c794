import { InputError } from '../base/index.ts';
import type { Inputs, ReadInputsOptions } from '../formats/index.ts';
import type { SourceOptions } from './list-files.ts';
import { printProblems } from './print-problems.ts';
import { readSources } from './read-sources.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads what files, directories and standard input hold; prints warnings.
 *
 * @throws InputError with every problem of every source
 */
export async function readInputFiles(
  args: readonly string[],
  terminal: Terminal,
  options: SourceOptions & ReadInputsOptions = {},
): Promise<Inputs> {
  const [{ readInputs }, sources] = await Promise.all([
    import('../formats/index.ts'),
    readSources(args, terminal, options),
  ]);
  const result = readInputs(sources, options);
  if (result.state === 'refused') throw new InputError(result.problems);
  await printProblems(result.warnings, terminal);
  return result.value;
}
