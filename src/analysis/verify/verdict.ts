/** Does hopwise decide as the reference did? */
export type Verdict =
  | { readonly state: 'passed' }
  | { readonly state: 'notRun' }
  /** `expected` and `actual` are plain data of the same shape, for a person to compare. */
  | { readonly state: 'failed'; readonly expected: unknown; readonly actual: unknown };

/** Compares two answers as data: the order of keys does not matter, the order of lists does. */
export function compareAnswers(expected: unknown, actual: unknown): Verdict {
  return isSame(expected, actual) ? { state: 'passed' } : { state: 'failed', expected, actual };
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(
    (key) => Object.hasOwn(b, key) && isSame((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]),
  );
}
