import { InputError } from '../base/index.ts';
import type { ReadInputsOptions } from '../formats/index.ts';
import type { Cluster } from '../model/index.ts';
import { printProblems } from './print-problems.ts';
import { readInputFiles } from './read-inputs.ts';
import type { SourceOptions } from './read-sources.ts';
import type { Terminal } from './terminal.ts';

/**
 * Reads a cluster that can take topology requests; what had to be assumed for that is printed.
 *
 * @throws InputError when a file cannot be read, or an instance's resources are not known
 */
export async function readCluster(
  args: readonly string[],
  terminal: Terminal,
  options: SourceOptions & ReadInputsOptions = {},
): Promise<Cluster> {
  const [{ withDefaultFlavor }, { buildCluster }] = await Promise.all([
    import('../analysis/index.ts'),
    import('../formats/index.ts'),
  ]);
  const { cluster, problems } = buildCluster(await readInputFiles(args, terminal, options));
  if (problems.some(({ severity }) => severity === 'error')) throw new InputError(problems);
  await printProblems(problems, terminal);
  const placeable = withDefaultFlavor(cluster);
  for (const notice of placeable.notices) terminal.err(`note: ${notice}\n`);
  return placeable.cluster;
}
