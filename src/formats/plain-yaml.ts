import {
  COLLECTION_STYLE,
  CORE_SCHEMA,
  constructFromEvents,
  EVENT_ID,
  type Event,
  getScalarValue,
  type MappingEvent,
  parseEvents,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Place } from '../base/index.ts';
import { type InputDocument, MAX_DEPTH, type Spot } from './input-document.ts';
import { SpotFinder } from './spot-finder.ts';
import type { TextPositions } from './text-positions.ts';

/** The events of one document: from its first value on, up to its end. */
interface Span {
  readonly first: number;
  readonly end: number;
}

/**
 * The documents of a YAML text in which all is as usual: no mistake, alias, anchor, tag, directive, merge key, nor a key
 * that could be taken for something else than text. `undefined` for every other text, which `readAnyYaml` reads
 * more slowly and says more about; so it does with a text without documents.
 */
export function readPlainYaml(file: string, text: string, positions: TextPositions): InputDocument[] | undefined {
  // js-yaml takes a carriage return alone for the end of a line.
  if (/\r(?!\n)/.test(text)) return undefined;
  let events: Event[];
  let values: unknown[];
  let spans: Span[] | undefined;
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
    spans = plainSpans(events, text);
    if (spans === undefined) return undefined;
    values = constructFromEvents(events, { source: text, schema: CORE_SCHEMA });
  } catch {
    return undefined;
  }
  const documents = spans.flatMap((span, index): InputDocument[] => {
    const root = events[span.first] as Event;
    // A span is empty, or starts with a container.
    if (root.type !== EVENT_ID.MAPPING && root.type !== EVENT_ID.SEQUENCE) return [];
    const locate = (spots: readonly Spot[]): Place[] => {
      const finder = find(spots, events, span, text);
      return spots.map((spot) => positions(finder.offsetOf(spot)));
    };
    return [{ file, value: values[index], start: positions(root.start), locate }];
  });
  return documents.length === 0 ? undefined : documents;
}

/** What a node is to the container that it stands in. */
type Role = 'root' | 'entry' | 'key' | 'block-key' | 'value';

/** Tells what each node is while events go by. */
class OpenContainers {
  /** What the first and the next node of each is. */
  readonly #first: Role[] = [];
  readonly #next: Role[] = [];

  enter(event: Event): Role {
    const innermost = this.#next.length - 1;
    const role = this.#next[innermost] ?? 'root';
    if (role === 'value') this.#next[innermost] = this.#first[innermost] as Role;
    else if (role !== 'entry' && role !== 'root') this.#next[innermost] = 'value';
    if (event.type === EVENT_ID.SEQUENCE) this.#open('entry');
    else if (event.type === EVENT_ID.MAPPING) this.#open(event.style === COLLECTION_STYLE.BLOCK ? 'block-key' : 'key');
    return role;
  }

  #open(first: Role): void {
    this.#first.push(first);
    this.#next.push(first);
  }

  /** @returns whether one was open */
  close(): boolean {
    this.#first.pop();
    return this.#next.pop() !== undefined;
  }
}

/** Where the documents are; none if something is not as usual. */
function plainSpans(events: readonly Event[], text: string): Span[] | undefined {
  const spans: Span[] = [];
  const open = new OpenContainers();
  let first = 0;
  for (let index = 0; index < events.length; index++) {
    const event = events[index] as Event;
    if (event.type === EVENT_ID.DOCUMENT) {
      if (event.directives.length > 0) return undefined;
      first = index + 1;
    } else if (event.type === EVENT_ID.POP) {
      if (!open.close()) spans.push({ first, end: index });
    } else {
      if (event.type === EVENT_ID.ALIAS || event.anchorStart >= 0 || event.tagStart >= 0) return undefined;
      if (!isUsual(event, open.enter(event), text)) return undefined;
    }
  }
  return spans;
}

function isUsual(event: SequenceEvent | MappingEvent | ScalarEvent, role: Role, text: string): boolean {
  if (role === 'entry' || role === 'value') return true;
  if (event.type !== EVENT_ID.SCALAR) return role === 'root';
  return role === 'root' ? isEmpty(event) : isPlainKey(event, role, text);
}

/** Keys that are the same text whatever the schema, and that merge nothing. */
function isPlainKey({ style, valueStart, valueEnd }: ScalarEvent, role: Role, text: string): boolean {
  const key = text.slice(valueStart, valueEnd);
  const isQuoted = style !== SCALAR_STYLE.PLAIN;
  if (role === 'block-key' && !startsLine(isQuoted ? valueStart - 1 : valueStart, text)) return false;
  if (!isQuoted) return /^(?!(?:null|true|false)$)[a-z_][^\n\r]*$/i.test(key);
  return style !== SCALAR_STYLE.LITERAL_BLOCK && style !== SCALAR_STYLE.FOLDED_BLOCK && /^[^<\\'\n\r]*$/.test(key);
}

/** Is there nothing before it in its line but list marks? js-yaml lets some other things pass. */
function startsLine(offset: number, text: string): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '-') at--;
  return at < 0 || text[at] === '\n';
}

function isEmpty(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.PLAIN && event.valueStart < 0;
}

function find(spots: readonly Spot[], events: readonly Event[], { first, end }: Span, text: string): SpotFinder {
  const finder = new SpotFinder(spots);
  const open = new OpenContainers();
  // Of most documents of a long stream only the beginning is asked for.
  const last = spots.every(({ path }) => path.length === 0) ? first + 1 : end;
  let before = 0;
  let keyOffset = 0;
  for (const event of events.slice(first, last)) {
    if (event.type === EVENT_ID.POP) {
      open.close();
      finder.close();
    } else if (event.type === EVENT_ID.SCALAR) {
      const role = open.enter(event);
      const offset = role === 'value' && isEmpty(event) ? keyOffset : scalarOffset(event, before, text);
      if (role === 'key' || role === 'block-key') {
        keyOffset = offset;
        finder.key(getScalarValue(text, event), offset);
      } else finder.scalar(offset);
      before = Math.max(offset, event.valueEnd);
    } else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      open.enter(event);
      if (event.type === EVENT_ID.SEQUENCE) finder.openList(event.start);
      else finder.openObject(event.start);
      before = event.start;
    }
  }
  return finder;
}

/** What may stand between what was before and a block scalar, or an entry of a list that is not there. */
const BEFORE_BLOCK = /(?:[\s"'[\]{}:-]|#.*)*/y;
const BEFORE_ENTRY = /(?:[\s"'[\]{}]|#.*)*-? */y;

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
