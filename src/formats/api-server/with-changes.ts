import { pick, setMember } from '../objects.ts';

/**
 * A list with other items; the list itself if none changes. Most objects of a large file are as they should be, and are not
 * copied.
 */
export function withItems(
  list: readonly unknown[],
  change: (item: unknown, index: number) => unknown,
): readonly unknown[] {
  let changed: unknown[] | undefined;
  for (let index = 0; index < list.length; index++) {
    const item = change(list[index], index);
    if (item !== list[index]) changed ??= [...list];
    if (changed !== undefined) changed[index] = item;
  }
  return changed ?? list;
}

/**
 * A record with other members, those that are undefined left out; the record itself if none changes. Safe for keys such as
 * `__proto__`.
 */
export function withMembers(
  record: Readonly<Record<string, unknown>>,
  change: (member: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(record);
  let changed: Record<string, unknown> | undefined;
  for (const [index, key] of keys.entries()) {
    const member = change(record[key], key);
    const isKept = member === record[key] && member !== undefined;
    if (!isKept) changed ??= pick(record, keys.slice(0, index));
    if (changed !== undefined && member !== undefined) setMember(changed, key, member);
  }
  return changed ?? record;
}
