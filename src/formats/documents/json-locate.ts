import { visit } from 'jsonc-parser';
import type { Spot } from './input-document.ts';
import { SpotFinder } from './spot-finder.ts';

/** Offsets of many spots in a valid JSON text: one pass over the text, whatever their number. */
export function locateInJson(text: string, spots: readonly Spot[]): number[] {
  // Most documents of a long stream are asked for their beginning only.
  if (spots.every(({ path }) => path.length === 0)) return spots.map(() => text.search(/\S/));
  const finder = new SpotFinder(spots);
  visit(text, {
    onObjectBegin: (offset) => finder.openObject(offset),
    onArrayBegin: (offset) => finder.openList(offset),
    onObjectEnd: () => finder.close(),
    onArrayEnd: () => finder.close(),
    onObjectProperty: (key, offset) => finder.key(key, offset),
    onLiteralValue: (_value, offset) => finder.scalar(offset),
  });
  return spots.map((spot) => finder.offsetOf(spot));
}
