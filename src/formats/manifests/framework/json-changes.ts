import { compareStrings } from '../../../base/index.ts';
import { isRecord } from '../../objects.ts';

/** One difference between two JSON values, at a JSON pointer (RFC 6901). */
export type JsonChange =
  | { readonly path: string; readonly value: unknown }
  | { readonly path: string; readonly removed: true };

/**
 * What was changed from one JSON value to another, in byte order of paths. Objects are compared member by member (an
 * absent one counts as empty), lists of the same length item by item, other lists as a whole. Nulls, empty objects and
 * what is the same object are no difference.
 */
export function jsonChanges(before: unknown, after: unknown): JsonChange[] {
  const changes: JsonChange[] = [];
  const stack = [{ path: '', before, after }];
  while (stack.length > 0) {
    const entry = stack.pop() as (typeof stack)[number];
    const keys = commonKeys(entry.before, entry.after);
    if (entry.before === entry.after) continue;
    if (keys === undefined) {
      const change = scalarChange(entry.path, entry.before, entry.after);
      if (change !== undefined) changes.push(change);
      continue;
    }
    for (const key of keys) {
      const path = `${entry.path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      stack.push({ path, before: memberOf(entry.before, key), after: memberOf(entry.after, key) });
    }
  }
  return changes.sort((a, b) => compareStrings(a.path, b.path));
}

/** A value without nulls and empty objects, as recordings and answers show it. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => pruned(item) ?? {});
  if (!isRecord(value)) return value ?? undefined;
  const members = Object.entries(value).map(([key, member]) => [key, pruned(member)] as const);
  const kept = members.filter(([, member]) => member !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** Keys to compare one by one; undefined where the values are compared as a whole. */
function commonKeys(before: unknown, after: unknown): readonly string[] | undefined {
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) return Object.keys(after);
  const isObject = (value: unknown) => isRecord(value) || value === undefined || value === null;
  if (!isObject(before) || !isObject(after) || (!isRecord(before) && !isRecord(after))) return undefined;
  return [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
}

function memberOf(value: unknown, key: string): unknown {
  const holder = value as Readonly<Record<string, unknown>> | undefined | null;
  return holder !== undefined && holder !== null && Object.hasOwn(holder, key) ? holder[key] : undefined;
}

function scalarChange(path: string, before: unknown, after: unknown): JsonChange | undefined {
  const value = pruned(after);
  if (value !== undefined) return { path, value };
  return pruned(before) === undefined ? undefined : { path, removed: true };
}
