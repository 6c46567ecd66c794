import { Document, visit } from 'yaml';
import { plainScalar } from './plain-scalar.ts';

/** Characters that would move a cursor, hide or turn text on a terminal; YAML can write them as escapes. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * One value as a YAML document, for `kubectl apply -f -` and for hopwise to read back: keys in their order, texts quoted
 * that some reader would take for something else, and what a terminal would obey written as an escape.
 */
export function toYaml(object: object): string {
  const document = new Document(object, { aliasDuplicateObjects: false, version: '1.1' });
  visit(document, {
    Scalar(_, scalar) {
      if (typeof scalar.value === 'string' && needsQuotes(scalar.value)) scalar.type = 'QUOTE_DOUBLE';
    },
  });
  const text = document.toString({ lineWidth: 0, directives: false });
  return text.replace(UNSAFE, (character) => (character === '\n' ? '\n' : escapeCharacter(character)));
}

/** Only quoted texts can hold escapes, and be what would else be a number. */
function needsQuotes(text: string): boolean {
  return text.search(UNSAFE) >= 0 || typeof plainScalar(text) !== 'string';
}

function escapeCharacter(character: string): string {
  const code = (character.codePointAt(0) as number).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}
