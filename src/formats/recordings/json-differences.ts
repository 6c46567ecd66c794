import { isRecord } from '../objects.ts';

/** One difference of two JSON values: what stands at a place now, or that nothing does any more. */
export type JsonDifference =
  | { readonly path: string; readonly value: unknown }
  | { readonly path: string; readonly removed: true };

/**
 * What changed from one JSON value to another: paths are JSON pointers (RFC 6901), lists of equal length are compared item
 * by item, others told whole.
 */
export function jsonDifferences(before: unknown, after: unknown, path = ''): JsonDifference[] {
  if (isRecord(before) && isRecord(after)) return memberDifferences(before, after, path);
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => jsonDifferences(item, after[index], `${path}/${index}`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, value: after }];
}

function memberDifferences(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  path: string,
): JsonDifference[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!Object.hasOwn(after, key)) return [{ path: at, removed: true as const }];
    return Object.hasOwn(before, key)
      ? jsonDifferences(before[key], after[key], at)
      : [{ path: at, value: after[key] }];
  });
}
