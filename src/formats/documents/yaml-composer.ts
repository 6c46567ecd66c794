import { setMember } from '../objects.ts';
import { MAX_DEPTH } from './input-document.ts';
import { MAX_EXPANDED_SIZE, MERGE_KEY, resolveMerges } from './shared-value.ts';
import { NotUsual } from './yaml-cursor.ts';
import { type TrailMark, YamlTrail } from './yaml-trail.ts';

/** A document: an object or a list, and where its steps are in the trail. */
export interface ComposedDocument {
  readonly value: object;
  readonly from: TrailMark;
  readonly to: TrailMark;
}

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
  /** Values of the document before it. */
  readonly countBefore: number;
  /** The key whose value comes next. */
  key: string | undefined;
  keyOffset: number;
  hasMerge: boolean;
}

/**
 * Puts documents together from their parts, told one after another, and remembers where everything stands. It takes what
 * is usual: no document of a text alone, no key twice, no alias of what is not whole before it, or of very much. All
 * offsets are those of the text.
 */
export class YamlComposer {
  readonly trail: YamlTrail = new YamlTrail();
  readonly #stack: Open[] = [];
  #open: Open | undefined;
  #document: ComposedDocument | undefined;
  #from: TrailMark = this.trail.end;
  readonly #anchors = new Map<string, Anchored>();
  /** Values of this document so far. */
  #count = 0;

  /** A document starts; one that was not ended is forgotten. */
  startDocument(): void {
    this.#stack.length = 0;
    this.#open = undefined;
    this.#anchors.clear();
    this.#count = 0;
    this.#from = this.trail.end;
  }

  /** The document that has ended last. */
  get document(): ComposedDocument {
    return this.#document as ComposedDocument;
  }

  /** An object starts. @throws NotUsual */
  openObject(offset: number, anchor: string | undefined): void {
    this.#enter({}, false, anchor);
    this.trail.openObject(offset);
  }

  /** A list starts. @throws NotUsual */
  openList(offset: number, anchor: string | undefined): void {
    this.#enter([], true, anchor);
    this.trail.openList(offset);
  }

  #enter(value: object, isList: boolean, anchor: string | undefined): void {
    const countBefore = this.#count;
    this.#put(value);
    const open = opened(value, isList, countBefore);
    if (anchor !== undefined) this.#anchors.set(anchor, open);
    if (this.#open !== undefined) this.#stack.push(this.#open);
    if (this.#stack.length >= MAX_DEPTH) throw new NotUsual();
    this.#open = open;
  }

  /** The innermost object or list ends. @throws NotUsual */
  close(): void {
    const ended = this.#open as Open;
    ended.count = this.#count - ended.countBefore;
    ended.depth++;
    ended.isWhole = true;
    if (ended.hasMerge && !resolveMerges([ended.value])) throw new NotUsual();
    this.trail.close();
    this.#open = this.#stack.pop();
    if (this.#open === undefined) this.#document = { value: ended.value, from: this.#from, to: this.trail.end };
    else if (this.#open.depth < ended.depth) this.#open.depth = ended.depth;
  }

  /** A key of the innermost object; its value comes next. @throws NotUsual */
  key(key: string, offset: number): void {
    const open = this.#open as Open;
    if (Object.hasOwn(open.value, key)) throw new NotUsual();
    open.key = key;
    open.keyOffset = offset;
    if (key === MERGE_KEY) open.hasMerge = true;
    this.trail.key(key, offset);
  }

  /** A value that holds no others. @throws NotUsual */
  scalar(value: unknown, offset: number, anchor: string | undefined): void {
    this.#put(value);
    if (this.#open === undefined) throw new NotUsual();
    if (anchor !== undefined) this.#anchors.set(anchor, whole(value));
    this.trail.scalar(offset);
  }

  /** Nothing, where a value could be; under a key, it is found where the key is. */
  nothing(offset: number): void {
    const open = this.#open as Open;
    this.scalar(null, open.isList ? offset : open.keyOffset, undefined);
  }

  /** @throws NotUsual */
  alias(name: string, offset: number): void {
    const target = this.#anchors.get(name);
    if (target?.isWhole !== true || this.#open === undefined) throw new NotUsual();
    this.#put(target.value);
    this.#count += target.count - 1;
    const depth = this.#stack.length + 1 + target.depth;
    if (this.#count > MAX_EXPANDED_SIZE || depth > MAX_DEPTH) throw new NotUsual();
    if (this.#open.depth < target.depth) this.#open.depth = target.depth;
    this.trail.scalar(offset);
  }

  /** Hands a value to what it stands in. */
  #put(value: unknown): void {
    this.#count++;
    const open = this.#open;
    if (open === undefined) return;
    if (open.isList) (open.value as unknown[]).push(value);
    else setMember(open.value, open.key as string, value);
  }
}

function opened(value: object, isList: boolean, countBefore: number): Open {
  return {
    value,
    count: 0,
    depth: 0,
    isWhole: false,
    isList,
    countBefore,
    key: undefined,
    keyOffset: 0,
    hasMerge: false,
  };
}

function whole(value: unknown): Anchored {
  return { value, count: 1, depth: 0, isWhole: true };
}
