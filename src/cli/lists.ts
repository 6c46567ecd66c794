import { InvalidArgumentError } from 'commander';

/** Reads `a,b,c`; empty items are refused. */
export function splitList(text: string): string[] {
  const items = text.split(',').map((item) => item.trim());
  if (items.includes('')) throw new InvalidArgumentError('Expected names separated by commas, found an empty one.');
  return items;
}
