import type { InputDocument } from './documents/input-document.ts';
import { isRecord } from './objects.ts';
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

/** A text of the object's metadata; undefined if it is not there, or no text. */
export function metadataText({ value }: Pick<LocatedObject, 'value'>, key: string): string | undefined {
  const found = isRecord(value) ? valueAt(value, ['metadata', key]) : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** Namespace of an object, if it is of a kind that is in one. */
export function namespaceIn(object: LocatedObject): string {
  return orDefault(metadataText(object, 'namespace'));
}

/** What tells objects of a cluster apart. */
export function objectKey(kind: string, name: string, namespace: string | undefined): string {
  return `${kind} ${orDefault(namespace)}/${name}`;
}

/** `default` where none is given, as for every reader. */
function orDefault(namespace = ''): string {
  return namespace === '' ? 'default' : namespace;
}

/** The same of an object as it was written; undefined for one whose name the server makes. */
export function keyOf(object: Pick<LocatedObject, 'kind' | 'value'>): string | undefined {
  const name = metadataText(object, 'name');
  if (name === undefined && metadataText(object, 'generateName') !== undefined) return undefined;
  return objectKey(object.kind, name ?? '', metadataText(object, 'namespace'));
}
