import { remembered } from '../../base/index.ts';
import type { Path } from '../path.ts';

/**
 * Path in an object that a webhook's field names: `spec.a[0].b[some.key/x]` → `spec, a, 0, b, some.key/x`. As far as the
 * object goes: webhooks sometimes name fields that are not in the manifest.
 */
export function findField(field: string, object: unknown): Path {
  return existingPath(stepsOf(field), object);
}

/** A path as far as an object goes. */
export function existingPath(steps: Path, object: unknown): Path {
  const path: (string | number)[] = [];
  let value = object;
  for (const step of steps) {
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

const stepsOf = remembered(
  (field): Path =>
    Array.from(field.matchAll(/\[([^\]]*)\]|[^.[\]]+/g), ([whole, inBrackets]) => {
      if (inBrackets === undefined) return whole;
      return /^\d+$/.test(inBrackets) ? Number(inBrackets) : inBrackets;
    }),
);
