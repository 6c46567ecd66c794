import { mistake } from '../finding.ts';
import type { KindContext } from '../kubernetes/kind-reader.ts';
import { type Metadata, qualifiedName } from '../kubernetes/metadata.ts';

/**
 * Name of a job: `metadata.name`, else `metadata.generateName`; undefined, with a mistake told, when there is none or
 * another job of the same kind has it.
 */
export function claimJobName(metadata: Metadata, context: KindContext): string | undefined {
  const { name, generateName } = metadata;
  if (name !== undefined && name !== null) {
    return context.claim(qualifiedName({ ...metadata, name })) ? name : undefined;
  }
  if (generateName !== undefined && generateName !== null) return generateName;
  context.report(mistake('missing', [...context.path, 'metadata', 'name'], '"name" is missing; add it (a text)'));
  return undefined;
}
