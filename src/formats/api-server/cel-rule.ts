/** A rule of Kubernetes' `x-kubernetes-validations`, as a function instead of a CEL text. */
export interface CelRule<T = never> {
  /** What the API server says where it does not hold. */
  readonly message: string;
  /** Does it compare with what is stored? Then it plays a part in updates only. */
  readonly isTransition?: true;
  /**
   * Does it hold for the value here? `old` is what is stored, there in transition rules only.
   * @throws NoSuchKey where CEL would read a field that is absent
   */
  readonly holds: (self: T, old: T) => boolean;
}

/** CEL read a field that is absent: the rule fails with an error of its own. */
export class NoSuchKey extends Error {
  readonly key: string;

  constructor(key: string) {
    super(`no such key: ${key}`);
    this.key = key;
  }
}

/** The value of a field that a rule reads without asking whether it is there. */
export function read<T extends object, K extends keyof T & string>(self: T, key: K): NonNullable<T[K]> {
  const value = self[key];
  if (value === undefined || value === null) throw new NoSuchKey(key);
  return value as NonNullable<T[K]>;
}

/** CEL's `all`: one item that fails decides, even where another could not be asked. */
export function all<T>(items: readonly T[], holds: (item: T) => boolean): boolean {
  let missing: unknown;
  for (const item of items) {
    try {
      if (!holds(item)) return false;
    } catch (error) {
      missing ??= error;
    }
  }
  if (missing !== undefined) throw missing;
  return true;
}
