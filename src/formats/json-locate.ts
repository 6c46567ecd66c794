import { visit } from 'jsonc-parser';
import type { Spot } from './input-document.ts';
import type { Path } from './path.ts';

/** A trie of wanted paths; offsets are filled in while the text is visited. */
interface Wanted {
  children: Map<string | number, Wanted> | undefined;
  valueOffset: number;
  keyOffset: number;
}

/** Offsets of many spots in a valid JSON text: one pass over the text, whatever their number. */
export function locateInJson(text: string, spots: readonly Spot[]): number[] {
  // Most documents of a long stream are asked for their beginning only.
  if (spots.every(({ path }) => path.length === 0)) return spots.map(() => text.search(/\S/));
  const root = wanted();
  for (const spot of spots) insert(root, spot.path);
  findOffsets(text, root);
  return spots.map((spot) => offsetOf(root, spot));
}

function wanted(): Wanted {
  return { children: undefined, valueOffset: -1, keyOffset: -1 };
}

function insert(root: Wanted, path: Path): void {
  let node = root;
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

function findOffsets(text: string, root: Wanted): void {
  /** Open containers: what is wanted below each, and the index of the next element (-1 in an object). */
  const containers: { node: Wanted | undefined; index: number }[] = [];
  let property: Wanted | undefined = root;
  const enter = (offset: number): Wanted | undefined => {
    const container = containers[containers.length - 1];
    const isElement = container !== undefined && container.index >= 0;
    const node = isElement ? container.node?.children?.get(container.index++) : property;
    if (node !== undefined) node.valueOffset = offset;
    return node;
  };
  const close = (): void => {
    containers.pop();
  };
  visit(text, {
    onObjectBegin: (offset) => {
      containers.push({ node: enter(offset), index: -1 });
    },
    onArrayBegin: (offset) => {
      containers.push({ node: enter(offset), index: 0 });
    },
    onObjectEnd: close,
    onArrayEnd: close,
    onObjectProperty: (key, offset) => {
      property = containers[containers.length - 1]?.node?.children?.get(key);
      if (property !== undefined) property.keyOffset = offset;
    },
    onLiteralValue: (_value, offset) => {
      enter(offset);
    },
  });
}

function offsetOf(root: Wanted, spot: Spot): number {
  let node: Wanted | undefined = root;
  let offset = Math.max(0, root.valueOffset);
  for (const step of spot.path) {
    node = node.children?.get(step);
    if (node === undefined || node.valueOffset < 0) return offset;
    offset = node.valueOffset;
  }
  return spot.isKey === true && node.keyOffset >= 0 ? node.keyOffset : offset;
}
