import type { Path } from '../path.ts';

/**
 * Path in an object that a webhook's field names: `spec.a[0].b[some.key/x]` → `spec, a, 0, b, some.key/x`. As far as the
 * object goes: webhooks sometimes name fields that are not in the manifest.
 */
export function findField(field: string, object: unknown): Path {
  const path: (string | number)[] = [];
  let value = object;
  for (const match of field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)) {
    const text = match[1] ?? match[0];
    const step = match[1] !== undefined && /^\d+$/.test(text) ? Number(text) : text;
    if (typeof value !== 'object' || value === null) break;
    const isThere = Object.hasOwn(value, step);
    // A missing field is pointed at; what would be below it is not.
    if (!isThere && path.length === 0) break;
    path.push(step);
    if (!isThere) break;
    value = (value as Record<string | number, unknown>)[step];
  }
  return path;
}
