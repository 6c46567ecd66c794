/**
 * An object whose every field may be missing, and then counts as Go's zero value: so objects come where no API server
 * has seen them.
 */
export type Loose<T> = T extends readonly (infer I)[]
  ? readonly Loose<I>[]
  : T extends object
    ? string extends keyof T
      ? T
      : { readonly [K in keyof T]?: Loose<T[K]> | undefined }
    : T;
