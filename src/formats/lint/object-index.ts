import { compareStrings } from '../../base/index.ts';
import { type LocatedObject, metadataText, namespaceIn, objectKey } from '../located-object.ts';

/** Objects by kind and name, refused ones too: what is named is not missing because something else is wrong with it. */
export class ObjectIndex {
  readonly #byKind = new Map<string, LocatedObject[]>();
  readonly #byName = new Map<string, LocatedObject>();

  constructor(objects: readonly LocatedObject[]) {
    for (const object of objects) {
      const known = this.#byKind.get(object.kind);
      if (known === undefined) this.#byKind.set(object.kind, [object]);
      else known.push(object);
      const key = objectKey(object.kind, metadataText(object, 'name') ?? '', metadataText(object, 'namespace'));
      if (!this.#byName.has(key)) this.#byName.set(key, object);
    }
  }

  /** In the order of files and of places in them. */
  ofKind(kind: string): readonly LocatedObject[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The first object of this name; without a namespace the one in `default`, or outside of namespaces. */
  find(kind: string, name: string, namespace?: string): LocatedObject | undefined {
    return this.#byName.get(objectKey(kind, name, namespace));
  }

  /** Names of all objects of a kind, each as often as it stands there; of one namespace, or of all. */
  names(kind: string, namespace?: string): string[] {
    const objects = this.ofKind(kind).filter((object) => namespace === undefined || namespaceIn(object) === namespace);
    return objects.map((object) => metadataText(object, 'name') ?? '');
  }

  /** Namespaces that have an object of this kind and name, each once, in byte order. */
  namespacesOf(kind: string, name: string): string[] {
    const named = this.ofKind(kind).filter((object) => metadataText(object, 'name') === name);
    return [...new Set(named.map(namespaceIn))].sort(compareStrings);
  }
}
