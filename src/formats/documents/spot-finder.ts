import type { Path } from '../path.ts';
import type { Spot } from './input-document.ts';

/** A trie of wanted paths; offsets are filled in while the text is visited. */
interface Wanted {
  children: Map<string | number, Wanted> | undefined;
  valueOffset: number;
  keyOffset: number;
}

/** An open container: what is wanted below it, and the index of its next entry (-1 in an object). */
interface Container {
  readonly node: Wanted | undefined;
  index: number;
}

/** Finds many spots of a document while its values are told one after another, each container before what it holds. */
export class SpotFinder {
  readonly #root: Wanted = wanted();
  readonly #containers: Container[] = [];
  #property: Wanted | undefined = this.#root;

  constructor(spots: readonly Spot[]) {
    for (const { path } of spots) this.#insert(path);
  }

  #insert(path: Path): void {
    let node = this.#root;
    for (const step of path) {
      node.children ??= new Map();
      let child = node.children.get(step);
      if (child === undefined) {
        child = wanted();
        node.children.set(step, child);
      }
      node = child;
    }
  }

  /** An object starts. */
  openObject(offset: number): void {
    this.#containers.push({ node: this.#enter(offset), index: -1 });
  }

  /** A list starts. */
  openList(offset: number): void {
    this.#containers.push({ node: this.#enter(offset), index: 0 });
  }

  /** The innermost object or list ends. */
  close(): void {
    this.#containers.pop();
  }

  /** A key of the innermost object; its value comes next. */
  key(name: string, offset: number): void {
    this.#property = this.#containers.at(-1)?.node?.children?.get(name);
    if (this.#property !== undefined) this.#property.keyOffset = offset;
  }

  /** A value that holds no others. */
  scalar(offset: number): void {
    this.#enter(offset);
  }

  #enter(offset: number): Wanted | undefined {
    const container = this.#containers.at(-1);
    const isEntry = container !== undefined && container.index >= 0;
    const node = isEntry ? container.node?.children?.get(container.index++) : this.#property;
    if (node !== undefined) node.valueOffset = offset;
    return node;
  }

  /** Where a spot is; one that is not there is answered with the offset of the nearest thing around it. */
  offsetOf({ path, isKey = false }: Spot): number {
    let node = this.#root;
    let offset = Math.max(0, node.valueOffset);
    for (const step of path) {
      const child = node.children?.get(step);
      if (child === undefined || child.valueOffset < 0) return offset;
      node = child;
      offset = node.valueOffset;
    }
    return isKey && node.keyOffset >= 0 ? node.keyOffset : offset;
  }
}

function wanted(): Wanted {
  return { children: undefined, valueOffset: -1, keyOffset: -1 };
}
