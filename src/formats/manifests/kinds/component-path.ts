import { parseGoInt } from '../../../base/index.ts';
import { isRecord } from '../../objects.ts';

/** What stands at a path of a component, or Go's text for where the path leaves it. */
export type Found<T = unknown> = { readonly value: T } | { readonly error: string };

const ROOT = 'template';

/** How far a path was followed. */
interface Cursor {
  readonly value: unknown;
  readonly done: string;
  readonly rest: string;
}

/** What stands at `template.spec.worker[0].template` of a wrapped object, which is `template` itself. */
export function valueAtPath(object: unknown, path: string): Found {
  if (!path.startsWith(ROOT)) return { error: "first element of the path must be 'template'" };
  let cursor: Cursor = { value: object, done: ROOT, rest: path.slice(ROOT.length) };
  while (cursor.rest !== '') {
    const next = step(cursor);
    if ('error' in next) return { error: `at path position '${next.at ?? cursor.done}' ${next.error}` };
    cursor = next;
  }
  return { value: cursor.value };
}

/** An object at a path. */
export function recordAtPath(object: unknown, path: string): Found<Readonly<Record<string, unknown>>> {
  const found = valueAtPath(object, path);
  if ('error' in found) return found;
  return isRecord(found.value) ? { value: found.value } : { error: `at path position '${path}' non-map value` };
}

/** A whole number at a path. */
export function integerAtPath(object: unknown, path: string): Found<number> {
  const found = valueAtPath(object, path);
  return 'error' in found ? found : asInteger(found.value, path);
}

/** A value as an int32; Go cuts off what is above. */
export function asInteger(value: unknown, path: string): Found<number> {
  if (typeof value === 'number' && Number.isSafeInteger(value))
    return { value: Number(BigInt.asIntN(32, BigInt(value))) };
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return { error: `at path position '${path}' non-int value ${text}` };
}

type Step = Cursor | { readonly error: string; readonly at?: string };

function step(cursor: Cursor): Step {
  if (cursor.rest.startsWith('[')) return itemStep(cursor);
  if (cursor.rest.startsWith('.')) return fieldStep(cursor);
  return { error: `invalid path element '${cursor.rest}'` };
}

function itemStep({ value, done, rest }: Cursor): Step {
  const end = rest.indexOf(']');
  if (end < 0) return { error: `invalid array index '${rest}'` };
  const text = rest.slice(1, end);
  const parsed = parseGoInt(text);
  if ('error' in parsed) return { error: `invalid index expression '${text}'` };
  if (!Array.isArray(value)) return { error: 'found non-array value' };
  const index = Number(parsed.value);
  if (index < 0 || index >= value.length) return { error: `out of bounds index '${index}'` };
  return { value: value[index], done: done + rest.slice(0, end), rest: rest.slice(end + 1) };
}

function fieldStep({ value, done, rest }: Cursor): Step {
  const name = rest.slice(1);
  const ends = [name.indexOf('.'), name.indexOf('[')].filter((index) => index > 0);
  const key = name.slice(0, Math.min(name.length, ...ends));
  const at = `${done}.`;
  if (!isRecord(value)) return { error: 'non-map value', at };
  if (!Object.hasOwn(value, key)) return { error: `missing field '${key}'`, at };
  return { value: value[key], done: `${at}${key}`, rest: name.slice(key.length) };
}
