import { collectInputs, isError, type ReadInputsOptions } from './collect-inputs.ts';
import type { Inputs } from './inputs.ts';
import type { ReadResult, Source } from './source.ts';

export type { ReadInputsOptions } from './collect-inputs.ts';

/**
 * What do these files hold? Each document is known by its shape: an EC2 answer (whole, a page, or a bare list), Kubernetes
 * objects (single, listed, mixed), a topograph model, Slurm's topology.conf or topology.yaml, or the file of Kueue's
 * performance generator.
 *
 * All problems of all files at once, by file in the given order, then line and column. Refused when one of them is an
 * error: nothing is half-read.
 *
 * @example
 * const result = readInputs([{ file: 'topology.json', text }]);
 * if (result.state === 'read') console.log(result.value.instances.length);
 */
export function readInputs(sources: readonly Source[], options: ReadInputsOptions = {}): ReadResult<Inputs> {
  const { inputs, problems } = collectInputs(sources, options);
  return problems.some(isError) ? { state: 'refused', problems } : { state: 'read', value: inputs, warnings: problems };
}
