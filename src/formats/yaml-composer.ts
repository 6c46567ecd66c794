import {
  type AliasEvent,
  boolCoreTag,
  COLLECTION_STYLE,
  type DocumentEvent,
  EVENT_ID,
  type Event,
  floatCoreTag,
  getScalarValue,
  intCoreTag,
  type MappingEvent,
  NOT_RESOLVED,
  nullCoreTag,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { MAX_DEPTH } from './input-document.ts';
import { MAX_EXPANDED_SIZE, MERGE_KEY, resolveMerges } from './shared-value.ts';
import { type TrailMark, YamlTrail } from './yaml-trail.ts';

/** A document: an object or a list, and where its steps are in the trail. */
export interface ComposedDocument {
  readonly value: object;
  readonly from: TrailMark;
  readonly to: TrailMark;
}

/** Thrown at something that is not as usual. */
export class NotUsual extends Error {}

/** What an alias may stand for. */
interface Anchored {
  readonly value: unknown;
  /** How many values it is, itself among them, when every alias in it is written out; set at its end. */
  count: number;
  /** How deep it nests, at its end. */
  depth: number;
  isWhole: boolean;
}

/** An object or list whose end is to come. */
interface Open extends Anchored {
  readonly value: object;
  readonly isList: boolean;
  /** Of an object in block style, each key starts a line. */
  readonly isBlock: boolean;
  /** Values of the document before it. */
  readonly countBefore: number;
  /** The key whose value comes next. */
  key: string | undefined;
  keyOffset: number;
  hasMerge: boolean;
}

/**
 * Puts the documents of a text together from its events, and remembers where everything stands. It takes what is usual:
 * no tag or directive, no document of a text alone, no key that could be taken for something else than text, no anchor
 * of a key or of nothing, no alias of what is not whole before it, or of very much.
 */
export class YamlComposer {
  readonly documents: ComposedDocument[] = [];
  readonly trail: YamlTrail;
  readonly #text: string;
  readonly #stack: Open[] = [];
  #open: Open | undefined;
  #from: TrailMark;
  readonly #anchors = new Map<string, Anchored>();
  /** Values of this document so far. */
  #count = 0;
  /** Where the last value ends, or a container starts. */
  #before = 0;

  /** @param eventCount how many events will be added */
  constructor(text: string, eventCount: number) {
    this.#text = text;
    this.trail = new YamlTrail(eventCount);
    this.#from = this.trail.end;
  }

  /** @throws NotUsual */
  add(event: Event): void {
    if (event.type === EVENT_ID.SCALAR) this.#scalar(event);
    else if (event.type === EVENT_ID.POP) this.#end();
    else if (event.type === EVENT_ID.ALIAS) this.#alias(event);
    else if (event.type === EVENT_ID.DOCUMENT) this.#document(event);
    else this.#container(event);
  }

  #document({ directives }: DocumentEvent): void {
    if (directives.length > 0) throw new NotUsual();
    this.#anchors.clear();
    this.#count = 0;
    this.#from = this.trail.end;
  }

  #container(event: MappingEvent | SequenceEvent): void {
    if (event.tagStart >= 0 || isKeyNext(this.#open)) throw new NotUsual();
    const open = opened(event, this.#count);
    this.#put(open.value);
    if (event.anchorStart >= 0) this.#anchor(event, open);
    if (this.#open !== undefined) this.#stack.push(this.#open);
    this.#open = open;
    if (open.isList) this.trail.openList(event.start);
    else this.trail.openObject(event.start);
    this.#before = event.start;
  }

  #end(): void {
    const ended = this.#open;
    // Documents end too, after what they hold.
    if (ended === undefined) return;
    ended.count = this.#count - ended.countBefore;
    ended.depth++;
    ended.isWhole = true;
    if (ended.hasMerge && !resolveMerges([ended.value])) throw new NotUsual();
    this.trail.close();
    this.#open = this.#stack.pop();
    if (this.#open === undefined) this.documents.push({ value: ended.value, from: this.#from, to: this.trail.end });
    else if (this.#open.depth < ended.depth) this.#open.depth = ended.depth;
  }

  #scalar(event: ScalarEvent): void {
    if (event.tagStart >= 0 || (isLeftOut(event) && event.anchorStart >= 0)) throw new NotUsual();
    const open = this.#open;
    if (open === undefined) {
      // A document of a text alone; one that is empty is none.
      if (!isLeftOut(event)) throw new NotUsual();
    } else if (isKeyNext(open)) this.#key(event, open);
    else this.#value(event, open);
  }

  #key(event: ScalarEvent, open: Open): void {
    const key = getScalarValue(this.#text, event);
    const isPlain = event.anchorStart < 0 && isPlainKey(key, event, open.isBlock, this.#text);
    if (!isPlain || Object.hasOwn(open.value, key)) throw new NotUsual();
    const offset = scalarOffset(event, this.#before, this.#text);
    open.key = key;
    open.keyOffset = offset;
    if (key === MERGE_KEY) open.hasMerge = true;
    this.trail.key(key, offset);
    this.#before = Math.max(offset, event.valueEnd);
  }

  #value(event: ScalarEvent, open: Open): void {
    const isAtKey = isLeftOut(event) && !open.isList;
    const before = Math.max(this.#before, event.anchorEnd);
    const offset = isAtKey ? open.keyOffset : scalarOffset(event, before, this.#text);
    const value = scalarValue(event, this.#text);
    this.#put(value);
    if (event.anchorStart >= 0) this.#anchor(event, { value, count: 1, depth: 0, isWhole: true });
    this.trail.scalar(offset);
    this.#before = Math.max(offset, event.valueEnd);
  }

  #alias({ anchorStart, anchorEnd }: AliasEvent): void {
    const target = this.#anchors.get(this.#text.slice(anchorStart, anchorEnd));
    if (target?.isWhole !== true || this.#open === undefined || isKeyNext(this.#open)) throw new NotUsual();
    this.#put(target.value);
    this.#count += target.count - 1;
    const depth = this.#stack.length + 1 + target.depth;
    if (this.#count > MAX_EXPANDED_SIZE || depth > MAX_DEPTH) throw new NotUsual();
    if (this.#open.depth < target.depth) this.#open.depth = target.depth;
    this.trail.scalar(anchorStart - 1);
    this.#before = anchorEnd;
  }

  #anchor({ anchorStart, anchorEnd }: ScalarEvent | MappingEvent | SequenceEvent, anchored: Anchored): void {
    const name = this.#text.slice(anchorStart, anchorEnd);
    if (!ANCHOR_NAME.test(name)) throw new NotUsual();
    this.#anchors.set(name, anchored);
  }

  /** Hands a value to what it stands in. */
  #put(value: unknown): void {
    this.#count++;
    const open = this.#open;
    if (open === undefined) return;
    if (open.isList) (open.value as unknown[]).push(value);
    else if (open.key === '__proto__') define(open.value, open.key, value);
    else (open.value as Record<string, unknown>)[open.key as string] = value;
    open.key = undefined;
  }
}

/** Names that every reader takes for the same. */
const ANCHOR_NAME = /^[\w./-]+$/;

function opened({ type, style }: MappingEvent | SequenceEvent, countBefore: number): Open {
  const isList = type === EVENT_ID.SEQUENCE;
  return {
    value: isList ? [] : {},
    isList,
    isBlock: style === COLLECTION_STYLE.BLOCK,
    countBefore,
    key: undefined,
    keyOffset: 0,
    hasMerge: false,
    count: 0,
    depth: 0,
    isWhole: false,
  };
}

/** Is what comes next the key of an object? */
function isKeyNext(open: Open | undefined): boolean {
  return open !== undefined && !open.isList && open.key === undefined;
}

/** An assignment would set the prototype. */
function define(target: object, key: string, value: unknown): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** Is there nothing, where there could be a text? */
function isLeftOut(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.PLAIN && event.valueStart < 0;
}

/** Plain texts that are the same whatever the schema: only these words start with a letter and are something else. */
const PLAIN_TEXT = /^(?!(?:null|true|false)$)[a-z_][^\n\r]*$/i;
/** In quotes, without escapes. */
const QUOTED_KEY = /^[^<\\'\n\r]*$/;

/** Keys that are the same text whatever the schema, and the plain merge key. */
function isPlainKey(
  key: string,
  { style, valueStart, valueEnd }: ScalarEvent,
  isBlock: boolean,
  text: string,
): boolean {
  const isQuoted = style !== SCALAR_STYLE.PLAIN;
  if (isBlock && !startsLine(isQuoted ? valueStart - 1 : valueStart, text)) return false;
  if (!isQuoted) return key === MERGE_KEY || PLAIN_TEXT.test(text.slice(valueStart, valueEnd));
  const isBlockScalar = style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK;
  return !isBlockScalar && QUOTED_KEY.test(text.slice(valueStart, valueEnd));
}

/** Is there nothing before it in its line but list marks? js-yaml lets some other things pass. */
function startsLine(offset: number, text: string): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '-') at--;
  return at < 0 || text[at] === '\n';
}

/** A plain scalar that is no text has the type of YAML's core schema. */
function scalarValue(event: ScalarEvent, text: string): unknown {
  const source = getScalarValue(text, event);
  if (event.style !== SCALAR_STYLE.PLAIN || PLAIN_TEXT.test(source)) return source;
  for (const { resolve, tagName } of [nullCoreTag, boolCoreTag, intCoreTag, floatCoreTag]) {
    const value = resolve(source, false, tagName);
    if (value !== NOT_RESOLVED) return value;
  }
  return source;
}

/** What may stand between what was before and a block scalar, or an entry of a list that is not there. */
const BEFORE_BLOCK = /(?:[\s"'[\]{}:-]|#.*)*/y;
const BEFORE_ENTRY = /(?:[\s"'[\]{}]|#.*)*-?[ \t]*/y;

/** Where a scalar starts, with its quote or block indicator; of an entry that is not there, where it would. */
function scalarOffset({ style, valueStart }: ScalarEvent, before: number, text: string): number {
  if (style === SCALAR_STYLE.LITERAL_BLOCK || style === SCALAR_STYLE.FOLDED_BLOCK)
    return skip(BEFORE_BLOCK, before, text);
  if (style !== SCALAR_STYLE.PLAIN) return valueStart - 1;
  if (valueStart >= 0) return valueStart;
  return skip(BEFORE_ENTRY, before, text);
}

function skip(pattern: RegExp, from: number, text: string): number {
  pattern.lastIndex = from;
  pattern.test(text);
  return pattern.lastIndex;
}
