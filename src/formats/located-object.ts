import type { InputDocument } from './input-document.ts';
import { type Path, valueAt } from './path.ts';

/** A place in a document that can still be asked for its line. */
export interface DocumentPath {
  readonly document: InputDocument;
  readonly path: Path;
}

/** An object of a known kind as it was written, sound or not, and where it stands. */
export interface LocatedObject extends DocumentPath {
  readonly kind: string;
  readonly value: unknown;
}

/** A place further inside. */
export function below({ document, path }: DocumentPath, ...steps: Path): DocumentPath {
  return { document, path: [...path, ...steps] };
}

/** The first of these places that is in its document; if none is, the last. */
export function firstGiven(...places: readonly [DocumentPath, ...DocumentPath[]]): DocumentPath {
  const given = places.find(({ document, path }) => valueAt(document.value, path) !== undefined);
  return given ?? (places.at(-1) as DocumentPath);
}
