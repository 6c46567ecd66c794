import type { Document } from 'yaml';
import type { Problem } from '../../base/index.ts';
import { shortened } from '../path.ts';
import { syntaxProblem } from './input-document.ts';
import type { TextPositions } from './text-positions.ts';

/**
 * What is said of a document with templates that nobody rendered, in place of all that YAML finds wrong with them: two
 * braces are to it an object as the key of another. Undefined if there is none. A template in a quoted text is a text.
 *
 * @param text what the document was read from
 */
export function templateProblem(document: Document, text: string, positions: TextPositions): Problem | undefined {
  const offsets = document.errors.flatMap(({ code, pos: [at] }) =>
    code === 'NON_STRING_KEY' ? bracesAt(text, at) : [],
  );
  if (offsets.length === 0) return undefined;
  const at = Math.min(...offsets);
  const end = text.indexOf('}}', at);
  const template = shortened(text.slice(at, end < 0 ? at + 2 : end + 2));
  const message = `${template} looks like a template that was not rendered; render it first, as helm template does`;
  return syntaxProblem(positions(at), message);
}

/** Where the two braces are, of which one is at this offset. */
function bracesAt(text: string, offset: number): number[] {
  return [offset - 1, offset].filter((at) => at >= 0 && text.startsWith('{{', at)).slice(0, 1);
}
