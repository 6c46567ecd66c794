import { InvalidArgumentError } from 'commander';
import { didYouMean } from '../base/index.ts';
import { DEFAULT_FEATURE_GATES } from '../model/index.ts';

/** Reads `A=true,B=false` as Kueue's `--feature-gates` does; several flags add up. */
export function parseFeatureGates(
  text: string,
  previous: Readonly<Record<string, boolean>> = {},
): Record<string, boolean> {
  const gates: Record<string, boolean> = { ...previous };
  for (const item of text.split(',')) {
    const [, gate = '', value] = /^\s*(\w+)=(true|false)\s*$/.exec(item) ?? [];
    if (value === undefined) throw new InvalidArgumentError(`Expected GATE=true or GATE=false, found "${item}".`);
    if (!Object.hasOwn(DEFAULT_FEATURE_GATES, gate)) {
      throw new InvalidArgumentError(`No gate "${gate}"${didYouMean(gate, Object.keys(DEFAULT_FEATURE_GATES))}.`);
    }
    gates[gate] = value === 'true';
  }
  return gates;
}
