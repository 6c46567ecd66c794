import type * as z from 'zod';
import type { Configuration } from '../../model/index.ts';
import { type ConfigurationObject, configurationShape } from '../kubernetes/configuration-schema.ts';
import { toConfiguration as toWrittenConfiguration } from '../kubernetes/to-configuration.ts';
import { answered } from '../schema.ts';

/** A recording's `config`. */
export type RecordedConfig = ConfigurationObject;

/** Schema of a recording's `config`: the fields of Kueue's `Configuration` that are set for the case. */
export const recordedConfig: z.ZodType<RecordedConfig> = answered(() => configurationShape(answered));

/** The configuration that a recording was made with. What it does not name is off, where a real one has defaults. */
export function toConfiguration(config: RecordedConfig): Configuration {
  return toWrittenConfiguration(config);
}
