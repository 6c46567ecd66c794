import type { LocatedObject } from '../located-object.ts';
import { isRecord } from '../objects.ts';
import { valueAt } from '../path.ts';

/** Objects by kind and name, refused ones too: what is named is not missing because something else is wrong with it. */
export class ObjectIndex {
  readonly #byKind = new Map<string, LocatedObject[]>();
  readonly #byName = new Map<string, LocatedObject>();

  constructor(objects: readonly LocatedObject[]) {
    for (const object of objects) {
      const known = this.#byKind.get(object.kind);
      if (known === undefined) this.#byKind.set(object.kind, [object]);
      else known.push(object);
      const key = keyOf(object.kind, nameIn(object, 'name') ?? '', nameIn(object, 'namespace'));
      if (!this.#byName.has(key)) this.#byName.set(key, object);
    }
  }

  /** In the order of files and of places in them. */
  ofKind(kind: string): readonly LocatedObject[] {
    return this.#byKind.get(kind) ?? [];
  }

  /** The first object of this name; without a namespace the one in `default`, or outside of namespaces. */
  find(kind: string, name: string, namespace?: string): LocatedObject | undefined {
    return this.#byName.get(keyOf(kind, name, namespace));
  }

  /** Names of all objects of a kind, each as often as it stands there. */
  names(kind: string): string[] {
    return this.ofKind(kind).map((object) => nameIn(object, 'name') ?? '');
  }
}

/** `default` where none is given, as for every reader. */
function keyOf(kind: string, name: string, namespace = 'default'): string {
  return `${kind} ${namespace === '' ? 'default' : namespace}/${name}`;
}

function nameIn({ value }: LocatedObject, key: 'name' | 'namespace'): string | undefined {
  const found = isRecord(value) ? valueAt(value, ['metadata', key]) : undefined;
  return typeof found === 'string' ? found : undefined;
}
