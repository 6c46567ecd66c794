import { printable } from './printable.ts';

/** Longer words are not guessed at: comparing takes the square of their length. */
const MAX_LENGTH = 100;

/**
 * Which of the known words did somebody probably mean? The one at the smallest edit distance (insert, delete, replace,
 * swap of neighbours), first in list order on ties; undefined when nothing is near (a third of the length, at most 3), or
 * the word has more than 100 letters.
 */
export function closest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const limit = Math.min(3, Math.max(1, Math.floor(word.length / 3)));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) >= bestDistance) continue;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` (did you mean "x"?)`, or nothing; known words may come from input, so they are made printable. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const match = closest(word, known);
  return match === undefined ? '' : ` (did you mean "${printable(match)}"?)`;
}

function editDistance(a: string, b: string): number {
  let previous: number[] = [];
  let current = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (current[column - 1] as number) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let distance = Math.min(substitution, (current[column] as number) + 1, (next[column - 1] as number) + 1);
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) distance = Math.min(distance, (previous[column - 2] as number) + 1);
      next.push(distance);
    }
    previous = current;
    current = next;
  }
  return current[b.length] as number;
}
