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
  let changes: Map<string, unknown> | undefined;
  for (const key of Object.keys(record)) {
    const member = change(record[key], key);
    if (member === record[key] && member !== undefined) continue;
    changes ??= new Map();
    changes.set(key, member);
  }
  if (changes === undefined) return record;
  const members = Object.entries(record).map(([key, member]) => [key, changes.has(key) ? changes.get(key) : member]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
