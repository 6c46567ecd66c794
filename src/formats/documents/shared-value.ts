import { setMember } from '../objects.ts';

/** How large and how deep a value is when everything that is shared in it is written out. */
export interface ValueSize {
  readonly count: number;
  readonly depth: number;
  /** Does some object stand in more than one place? */
  readonly isShared: boolean;
  /** Every distinct object and list, children before parents. */
  readonly parts: readonly object[];
}

/**
 * Size of a value whose parts may be shared, as YAML aliases make them; undefined when it contains itself.
 *
 * Linear in the distinct parts, without recursion: each part is measured once, after its children.
 */
export function measure(root: unknown): ValueSize | undefined {
  const sizes = new Map<object, { count: number; depth: number } | 'open'>();
  const parts: object[] = [];
  let isShared = false;
  const stack: { value: unknown; isDone: boolean }[] = [{ value: root, isDone: false }];
  while (stack.length > 0) {
    const { value, isDone } = stack.pop() as { value: unknown; isDone: boolean };
    if (typeof value !== 'object' || value === null) continue;
    if (isDone) {
      sizes.set(value, sumOfChildren(value, sizes));
      parts.push(value);
      continue;
    }
    const known = sizes.get(value);
    if (known === 'open') return undefined;
    if (known !== undefined) {
      isShared = true;
      continue;
    }
    sizes.set(value, 'open');
    stack.push({ value, isDone: true });
    for (const child of Object.values(value)) {
      if (typeof child === 'object' && child !== null) stack.push({ value: child, isDone: false });
    }
  }
  return { ...sizeOf(root, sizes), isShared, parts };
}

function sumOfChildren(value: object, sizes: ReadonlyMap<object, unknown>): { count: number; depth: number } {
  let count = 1;
  let depth = 0;
  for (const child of Object.values(value)) {
    const size = sizeOf(child, sizes);
    count += size.count;
    if (size.depth > depth) depth = size.depth;
  }
  return { count, depth: depth + 1 };
}

function sizeOf(value: unknown, sizes: ReadonlyMap<object, unknown>): { count: number; depth: number } {
  if (typeof value !== 'object' || value === null) return { count: 1, depth: 0 };
  return sizes.get(value) as { count: number; depth: number };
}

/** The key that takes in the members of the objects under it. */
export const MERGE_KEY = '<<';

/** Values that the aliases of a document may expand to; a large list of jobs has a million, an alias bomb billions. */
export const MAX_EXPANDED_SIZE = 4_000_000;

/**
 * Resolves YAML's merge keys (`<<`) in place: own keys win, then earlier sources. False if one does not name an object.
 *
 * The library's own way resolves a source again for every use, which is exponential in the length of a chain.
 * @param parts children before parents, as {@link measure} lists them
 */
export function resolveMerges(parts: readonly object[]): boolean {
  for (const part of parts) {
    if (Array.isArray(part) || !Object.hasOwn(part, MERGE_KEY)) continue;
    const target = part as Record<string, unknown>;
    const sources = Array.isArray(target[MERGE_KEY]) ? (target[MERGE_KEY] as unknown[]) : [target[MERGE_KEY]];
    delete target[MERGE_KEY];
    for (const source of sources) {
      if (typeof source !== 'object' || source === null || Array.isArray(source)) return false;
      for (const [key, value] of Object.entries(source)) {
        if (!Object.hasOwn(target, key)) setMember(target, key, value);
      }
    }
  }
  return true;
}
