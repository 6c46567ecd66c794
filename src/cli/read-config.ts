import type { Command } from 'commander';
import { InputError } from '../base/index.ts';
import type { ReadInputsOptions } from '../formats/index.ts';
import { EXIT } from './exit-codes.ts';
import { parseFeatureGates } from './feature-gates.ts';
import { readSources } from './read-sources.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** What `--config` and `--feature-gates` say. */
export interface ConfigOptions {
  readonly config?: string;
  readonly featureGates?: Readonly<Record<string, boolean>>;
}

/** Adds the flags of {@link ConfigOptions}. */
export function addConfigOptions(command: Command, example = 'PartialAdmission=false'): Command {
  return command
    .option('--config <file>', "Kueue's Configuration: feature gates, and what jobs it manages")
    .option('--feature-gates <list>', `Kueue's feature gates, as in ${example}`, parseFeatureGates);
}

/**
 * Kueue's configuration and feature gates by the flags of a command: gates of the flag go above those of the file.
 *
 * @throws InputError when the file cannot be read
 * @throws Stop when it holds no configuration, or gates contradict each other
 */
export async function readConfig(
  { config: file, featureGates }: ConfigOptions,
  terminal: Terminal,
): Promise<Required<Pick<ReadInputsOptions, 'gates'>> & Pick<ReadInputsOptions, 'config'>> {
  const config = file === undefined ? undefined : await readConfiguration(file, terminal);
  const { resolveFeatureGates, unmetGateDependencies } = await import('../model/index.ts');
  const gates = resolveFeatureGates({ ...config?.featureGates, ...featureGates });
  const [unmet] = unmetGateDependencies(gates);
  if (unmet !== undefined) throw new Stop(EXIT.badInput, `feature gates: ${unmet}`);
  return { gates, ...(config && { config }) };
}

async function readConfiguration(file: string, terminal: Terminal): Promise<NonNullable<ReadInputsOptions['config']>> {
  const [{ readInputs }, sources] = await Promise.all([import('../formats/index.ts'), readSources([file], terminal)]);
  const result = readInputs(sources);
  if (result.state === 'refused') throw new InputError(result.problems);
  const { configuration } = result.value;
  if (configuration === undefined) throw new Stop(EXIT.badInput, `--config: no Kueue Configuration in ${file}`);
  return configuration;
}
