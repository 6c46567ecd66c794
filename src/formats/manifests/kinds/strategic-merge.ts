import { isRecord, setMember } from '../../objects.ts';

/** How a patch changes a value: gives the patched one. */
export type Merge = (original: unknown, patch: unknown) => unknown;

/** The patch takes the place of the value. */
export const replaced: Merge = (_original, patch) => patch;

/** Objects are merged member by member, all the way down; everything else is replaced. */
export const merged: Merge = (original, patch) => {
  if (!isRecord(original) || !isRecord(patch)) return patch;
  const result: Record<string, unknown> = { ...original };
  for (const [key, member] of Object.entries(patch)) setMember(result, key, merged(own(original, key), member));
  return result;
};

/** Objects of which a patch may change these members only; others in the patch are passed over. */
export function fields(members: Readonly<Record<string, Merge>>): Merge {
  return (original, patch) => {
    if (!isRecord(patch)) return original;
    const result: Record<string, unknown> = isRecord(original) ? { ...original } : {};
    for (const [key, merge] of Object.entries(members)) {
      const member = own(patch, key);
      if (member !== undefined && member !== null) result[key] = merge(own(result, key), member);
    }
    return result;
  };
}

/**
 * Lists whose items are known by a key: items of both are merged, new ones added. An empty patch changes nothing.
 *
 * The order is the patch's for the items that it names, the original's for the others, and an item that the patch does
 * not name stands before the first item that it stood before; so new items go before what is left of the original.
 */
export function listBy(key: string, merge: Merge): Merge {
  return (original, patch) => {
    if (!isKeyed(patch, key)) return patch;
    if (patch.length === 0) return original;
    const items = isKeyed(original, key) ? original : [];
    const places = new Map(items.map((item, index) => [item[key], index]));
    const named = new Set(patch.map((item) => item[key]));
    const kept = items.filter((item) => !named.has(item[key]));
    const patched = patch.map((item) => merge(items[places.get(item[key]) ?? -1], item) as Item);
    return interleaved(kept, patched, (a, b) => (places.get(a[key]) ?? 0) < (places.get(b[key]) ?? -1));
  };
}

/** A list replaced by one that is not empty. */
export const replacedList: Merge = (original, patch) => (Array.isArray(patch) && patch.length === 0 ? original : patch);

type Item = Readonly<Record<string, unknown>>;

function interleaved(kept: readonly Item[], patched: readonly Item[], isBefore: (a: Item, b: Item) => boolean): Item[] {
  const result: Item[] = [];
  let next = 0;
  for (const item of patched) {
    for (let left = kept[next]; left !== undefined && isBefore(left, item); left = kept[next]) {
      result.push(left);
      next += 1;
    }
    result.push(item);
  }
  return [...result, ...kept.slice(next)];
}

function isKeyed(list: unknown, key: string): list is readonly Item[] {
  return Array.isArray(list) && list.every((item) => isRecord(item) && typeof own(item, key) === 'string');
}

function own(holder: Item, key: string): unknown {
  return Object.hasOwn(holder, key) ? holder[key] : undefined;
}
