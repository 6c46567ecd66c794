import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  type ScalarTag,
  type YAMLMap,
} from 'yaml';
import type { Problem } from '../../base/index.ts';
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
import { plainScalar } from './plain-scalar.ts';
import { MAX_EXPANDED_SIZE, measure, resolveMerges } from './shared-value.ts';
import { templateProblem } from './template-problem.ts';
import type { TextPositions } from './text-positions.ts';

const CORE_TAG = 'tag:yaml.org,2002:';

/** Reads what is tagged `!!int` and the like. */
function tagged(name: string, isOf: (value: unknown) => boolean): ScalarTag {
  const resolve = (text: string, onError: (message: string) => void): unknown => {
    const value = plainScalar(text);
    if (!isOf(value)) onError(`"${shortened(text)}" is no ${name}`);
    return value;
  };
  return { tag: `${CORE_TAG}${name}`, resolve };
}

const SCALAR_TAGS: readonly ScalarTag[] = [
  { tag: `${CORE_TAG}scalar`, default: true, test: /(?:)/, resolve: plainScalar },
  tagged('null', (value) => value === null),
  tagged('bool', (value) => typeof value === 'boolean'),
  tagged('int', Number.isInteger),
  tagged('float', (value) => typeof value === 'number'),
];

/** How the yaml library reads a text here. */
export const YAML_OPTIONS = {
  version: '1.2',
  schema: 'failsafe',
  customTags: SCALAR_TAGS as ScalarTag[],
  // Merge keys are resolved afterwards, see resolveMerges.
  merge: false,
  strict: true,
  stringKeys: true,
  prettyErrors: false,
  // yaml looks for duplicates by comparing all pairs of keys; the walk below does it in linear time.
  uniqueKeys: false,
  logLevel: 'silent',
} as const;

/** The documents of a YAML text, whatever it holds, and what is wrong with it; none of a text that holds nothing. */
export function readAnyYaml(file: string, text: string, positions: TextPositions): ReadDocuments {
  const tooDeepAt = findDeepIndicators(text);
  if (tooDeepAt >= 0) return { documents: [], problems: [syntaxProblem(positions(tooDeepAt), TOO_DEEP_MESSAGE)] };
  let parsed: readonly Document[];
  try {
    parsed = parseAllDocuments(text, YAML_OPTIONS) as readonly Document[];
  } catch (error) {
    // The composer recurses; a text too deep for the stack is too deep for us.
    if (!(error instanceof RangeError)) throw error;
    return { documents: [], problems: [syntaxProblem(positions(0), TOO_DEEP_MESSAGE)] };
  }
  const documents: InputDocument[] = [];
  const problems: Problem[] = [];
  for (const document of parsed) {
    const found = errorsOf(document, text, positions);
    for (const problem of found) problems.push(problem);
    if (found.length > 0 || isNothing(document.contents)) continue;
    const value = plainValue(document, positions);
    if (value.problem !== undefined) problems.push(value.problem);
    else documents.push(yamlDocument(file, document, value.value, positions));
  }
  return { documents, problems };
}

/** A text that is too deep, or full of templates, has many more errors, which all come of that. */
function errorsOf(document: Document, text: string, positions: TextPositions): Problem[] {
  const structure = structureErrors(document, positions);
  if (structure.some((problem) => problem.message === TOO_DEEP_MESSAGE)) return structure;
  const template = templateProblem(document, text, positions);
  return template === undefined ? [...syntaxErrors(document, positions), ...structure] : [template];
}

/** Lines such as `- - - -…` nest once per mark; yaml's time and memory grow with the square of that. */
function findDeepIndicators(text: string): number {
  return text.search(new RegExp(`^[ \\t]*(?:[-?:][ \\t]+){${MAX_DEPTH},}`, 'm'));
}

/** Does a document hold nothing? Neither does one that says so, as `kubectl` takes it. */
function isNothing(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function isEmpty(node: unknown): boolean {
  return node === null || (isScalar(node) && node.value === null && (node.source ?? '') === '');
}

function syntaxErrors(document: Document, positions: TextPositions): Problem[] {
  return [...document.errors, ...document.warnings].map(({ code, message, pos: [at] }) =>
    syntaxProblem(positions(at), code === 'NON_STRING_KEY' ? NO_TEXT_KEY : invalidYaml(message)),
  );
}

const NO_TEXT_KEY = 'a key must be a text; a list, an object or a number with a tag cannot be one';

function invalidYaml(message: string): string {
  return `this is not valid YAML: ${shortenedMessage(message)}`;
}

function shortenedMessage(message: string): string {
  return message.length > 60
    ? `${shortened(message.slice(0, 60))}${shortened(message.slice(60, 120))}`
    : shortened(message);
}

/** Duplicate keys, unknown aliases and too deep nesting, found without recursion. */
function structureErrors(document: Document, positions: TextPositions): Problem[] {
  const problems: Problem[] = [];
  const anchors = new Set<string>();
  const aliases: Alias[] = [];
  const stack: { node: unknown; path: (string | number)[] }[] = [{ node: document.contents, path: [] }];
  while (stack.length > 0) {
    const { node, path } = stack.pop() as { node: unknown; path: (string | number)[] };
    if (path.length > MAX_DEPTH) return [syntaxProblem(positions(offsetOf(node)), TOO_DEEP_MESSAGE)];
    if (isAlias(node)) aliases.push(node);
    else if (isNode(node) && node.anchor !== undefined) anchors.add(node.anchor);
    if (isSeq(node)) node.items.forEach((item, index) => void stack.push({ node: item, path: [...path, index] }));
    else if (isMap(node)) {
      const keys = new Set<string>();
      for (const pair of node.items) {
        const key = keyText(pair.key);
        const at = [...path, key];
        const isText = isScalar(pair.key) || isAlias(pair.key);
        if (isText && keys.has(key))
          problems.push(duplicateKeyProblem(positions(offsetOf(pair.key)), key, fieldText(at)));
        keys.add(key);
        stack.push({ node: pair.value, path: at });
      }
    }
  }
  for (const alias of aliases) {
    if (anchors.has(alias.source)) continue;
    const message = `the alias "*${shortened(alias.source)}" names no anchor; add "&${shortened(alias.source)}" before it`;
    problems.push(syntaxProblem(positions(offsetOf(alias)), message));
  }
  return problems;
}

function plainValue(document: Document, positions: TextPositions): { value?: unknown; problem?: Problem } {
  const refuse = (message: string) => ({ problem: syntaxProblem(positions(offsetOf(document.contents)), message) });
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: -1 });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return refuse(`an alias cannot be resolved: ${shortenedMessage(error.message)}`);
  }
  const size = measure(value);
  if (size === undefined) return refuse('an alias stands inside the thing that it names; write the value out');
  if (size.depth > MAX_DEPTH) return refuse(TOO_DEEP_MESSAGE);
  if (size.count > MAX_EXPANDED_SIZE && size.isShared) {
    return refuse(`the aliases expand to more than ${MAX_EXPANDED_SIZE} values; write the values out`);
  }
  if (!resolveMerges(size.parts)) return refuse('a merge key "<<" must name an object or a list of objects');
  return { value };
}

function yamlDocument(file: string, document: Document, value: unknown, positions: TextPositions): InputDocument {
  const indexes = new WeakMap<YAMLMap, Map<string, { key: unknown; value: unknown }>>();
  const locate = (spots: readonly Spot[]) => spots.map((spot) => positions(findOffset(document, spot, indexes)));
  return { file, value, start: positions(offsetOf(document.contents)), locate };
}

function findOffset(
  document: Document,
  spot: Spot,
  indexes: WeakMap<YAMLMap, Map<string, { key: unknown; value: unknown }>>,
): number {
  let node: unknown = document.contents;
  let offset = offsetOf(node);
  let keyOffset = offset;
  for (const step of spot.path) {
    if (isSeq(node) && typeof step === 'number') node = node.items[step];
    else if (isMap(node)) {
      const pair = pairsOf(node, indexes).get(String(step));
      if (pair === undefined) return offset;
      keyOffset = offsetOf(pair.key);
      node = pair.value;
    } else return offset;
    if (node === undefined) return offset;
    if (typeof step === 'string' && isEmpty(node)) return keyOffset;
    offset = offsetOf(node);
    if (typeof step === 'number') keyOffset = offset;
  }
  return spot.isKey === true ? keyOffset : offset;
}

function pairsOf(
  map: YAMLMap,
  indexes: WeakMap<YAMLMap, Map<string, { key: unknown; value: unknown }>>,
): Map<string, { key: unknown; value: unknown }> {
  let index = indexes.get(map);
  if (index === undefined) {
    index = new Map(map.items.filter(isPair).map((pair) => [keyText(pair.key), pair]));
    indexes.set(map, index);
  }
  return index;
}

function keyText(key: unknown): string {
  if (isScalar(key)) return String(key.value);
  return isAlias(key) ? `*${key.source}` : '?';
}

function offsetOf(node: unknown): number {
  return (node as Partial<Node> | null)?.range?.[0] ?? 0;
}
