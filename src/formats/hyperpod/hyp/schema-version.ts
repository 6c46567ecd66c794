import type { SchemaVersion } from './job-config.ts';

const NEWEST: SchemaVersion = '1.1';
const FLAG = '--version';

/**
 * Which schema do these arguments (those after `hyp`) ask for? The word behind the first `--version`, else the newest.
 *
 * The real CLI looks before it knows its flags. So `--version=1.0` chooses nothing, a later `--version` neither, and a
 * version that it does not have ends it before it reads anything.
 */
export function schemaVersion(
  args: readonly string[],
): { readonly version: SchemaVersion } | { readonly unknown: string } {
  const at = args.indexOf(FLAG);
  const asked = at < 0 ? undefined : args[at + 1];
  if (asked === undefined) return { version: NEWEST };
  return asked === '1.0' || asked === '1.1' ? { version: asked } : { unknown: asked };
}
