import { configProblem } from './config-rules.ts';
import { fieldName } from './flag-type.ts';
import type { JobConfig, SchemaVersion } from './job-config.ts';
import { type JobField, jobFields } from './job-fields.ts';
import { type Issue, valueError } from './value-check.ts';

/** A configuration that the schema takes, or the lines with everything that is wrong with it. */
export type CheckedConfig = { readonly config: JobConfig } | { readonly complaints: readonly string[] };

/** Checks the values of all fields, in the order of the schema; and how they go together, once each is fine by itself. */
export function checkConfig(values: ReadonlyMap<JobField, unknown>, version: SchemaVersion): CheckedConfig {
  const config: [string, unknown][] = [];
  const complaints: string[] = [];
  for (const field of jobFields(version)) {
    if (!values.has(field)) continue;
    const checked = field.check(values.get(field));
    if ('value' in checked) config.push([field.key, checked.value]);
    else for (const issue of checked.issues) complaints.push(complaint(fieldName(field.flag), issue));
  }
  if (complaints.length > 0) return { complaints };
  const checked = Object.fromEntries(config) as unknown as JobConfig;
  const problem = version === '1.0' ? undefined : configProblem(checked);
  if (problem === undefined) return { config: checked };
  return { complaints: valueError(problem).issues.map((issue) => complaint('', issue)) };
}

function complaint(name: string, { path, message }: Issue): string {
  return `  – ${[name, ...path].join('.')}: ${message}`;
}
