import { type JSONVisitor, printParseErrorCode, visit } from 'jsonc-parser';
import type { Place, Problem } from '../../base/index.ts';
import { fieldText, shortened } from '../path.ts';
import {
  duplicateKeyProblem,
  type InputDocument,
  MAX_DEPTH,
  type ReadDocuments,
  type Spot,
  syntaxProblem,
  TOO_DEEP_MESSAGE,
} from './input-document.ts';
import { locateInJson } from './json-locate.ts';
import { type JsonSpan, scanJson } from './json-scan.ts';
import type { TextPositions } from './text-positions.ts';

/** Syntax errors listed of one file; each broken bracket drags others behind it. */
const MAX_SYNTAX_ERRORS = 1000;
const STRICT = { disallowComments: true, allowTrailingComma: false };

/**
 * The JSON values of a text, one after another as `kubectl` and paged `aws` output concatenates them. Values with problems
 * are left out; behind one that is no JSON, so is what does not start a line, for that may be a part of it.
 */
export function readJsonDocuments(file: string, text: string, positions: TextPositions): ReadDocuments {
  const { spans, tooDeepAt } = scanJson(text, MAX_DEPTH);
  const documents: InputDocument[] = [];
  const problems: Problem[] = [];
  const isAlone = spans.length === 1 && tooDeepAt < 0;
  let isBroken = false;
  for (const span of spans) {
    if (problems.length > MAX_SYNTAX_ERRORS) break;
    const piece = isAlone ? text.slice(span.start) : text.slice(span.start, span.end);
    const place = (offset: number): Place => positions(span.start + offset);
    const value = parse(piece);
    const found = value === undefined ? syntaxErrors(piece, place) : duplicateKeys(value, span, piece, place);
    for (const problem of found) problems.push(problem);
    const isPart: boolean = isBroken && text[span.start - 1] !== '\n';
    if (found.length === 0 && !isPart) documents.push(jsonDocument(file, piece, value, span, positions));
    isBroken = value === undefined || isPart;
  }
  if (tooDeepAt >= 0) problems.push(syntaxProblem(positions(tooDeepAt), TOO_DEEP_MESSAGE));
  return { documents, problems: capped(problems) };
}

function jsonDocument(
  file: string,
  piece: string,
  value: unknown,
  span: JsonSpan,
  positions: TextPositions,
): InputDocument {
  const locate = (spots: readonly Spot[]): Place[] =>
    locateInJson(piece, spots).map((offset) => positions(span.start + offset));
  return { file, value, start: positions(span.start), locate };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((count, child) => count + countKeys(child), 0);
  let count = 0;
  for (const key in value) count += 1 + countKeys((value as Record<string, unknown>)[key]);
  return count;
}

const ERROR_TEXT: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value; quote texts, and write true, false and null in small letters',
  InvalidNumberFormat: 'this is no JSON number; write digits, or quote it as text',
  PropertyNameExpected: 'a key in double quotes is expected here; remove a comma before "}", or add the key',
  ValueExpected: 'a value is expected here; add it, or remove the comma or key before it',
  ColonExpected: 'a colon is expected between a key and its value',
  CommaExpected: 'a comma is expected between two entries',
  CloseBraceExpected: 'a closing "}" is missing; the text may have been cut off',
  CloseBracketExpected: 'a closing "]" is missing; the text may have been cut off',
  EndOfFileExpected: 'nothing is expected after the end of the value; remove what follows',
  InvalidCommentToken: 'JSON has no comments; remove it, or name the file .yaml and use "#"',
  UnexpectedEndOfComment: 'JSON has no comments, and this one does not end; remove it',
  UnexpectedEndOfString: 'a closing double quote is missing on this line',
  UnexpectedEndOfNumber: 'this number is cut off; complete it',
  InvalidUnicode: 'an escape \\u needs four hexadecimal digits',
  InvalidEscapeCharacter: 'unknown escape; known are \\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX',
  InvalidCharacter: 'control characters are not allowed in a text; write them as \\uXXXX',
};

function syntaxErrors(piece: string, place: (offset: number) => Place): Problem[] {
  const problems: Problem[] = [];
  let lastEnd = -1;
  const visitor: JSONVisitor = {
    onError: (code, offset, length) => {
      // An error right behind another one is the same mistake, seen again.
      const isFollowUp = lastEnd >= 0 && offset - lastEnd < 100 && piece.slice(lastEnd, offset).trim() === '';
      lastEnd = offset + length;
      if (isFollowUp || problems.length > MAX_SYNTAX_ERRORS) return;
      const reason = ERROR_TEXT[printParseErrorCode(code)] ?? 'this is not valid JSON';
      const found = length > 0 ? `found "${shortened(piece.slice(offset, offset + Math.min(length, 61)))}": ` : '';
      problems.push(syntaxProblem(place(offset), `${found}${reason}`));
    },
  };
  try {
    visit(piece, visitor, STRICT);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push(syntaxProblem(place(0), TOO_DEEP_MESSAGE));
  }
  // JSON.parse is the stricter of the two in corners; its refusal must not get lost.
  if (problems.length === 0)
    problems.push(syntaxProblem(place(0), 'this is not valid JSON; run it through a JSON checker'));
  return problems;
}

/** Looked for only where the text has more keys than the value. */
function duplicateKeys(
  value: unknown,
  { keyCount }: JsonSpan,
  piece: string,
  place: (offset: number) => Place,
): Problem[] {
  if (countKeys(value) === keyCount) return [];
  const problems: Problem[] = [];
  const scopes: Set<string>[] = [];
  visit(piece, {
    onObjectBegin: () => {
      scopes.push(new Set());
    },
    onObjectEnd: () => {
      scopes.pop();
    },
    onObjectProperty: (key, offset, _length, _line, _column, pathSupplier) => {
      const scope = scopes[scopes.length - 1] as Set<string>;
      if (scope.has(key) && problems.length <= MAX_SYNTAX_ERRORS) {
        problems.push(duplicateKeyProblem(place(offset), key, fieldText([...pathSupplier(), key])));
      }
      scope.add(key);
    },
  });
  return problems;
}

function capped(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MAX_SYNTAX_ERRORS) return problems;
  const kept = problems.slice(0, MAX_SYNTAX_ERRORS);
  const last = kept[kept.length - 1] as Problem;
  return [...kept, { ...last, message: 'more errors follow; mend those above first' }];
}
