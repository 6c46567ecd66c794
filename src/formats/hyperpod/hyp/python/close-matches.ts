import { compareStrings } from '../../../../base/index.ts';

const MOST = 3;
const LEAST_RATIO = 0.6;

interface Scored {
  readonly word: string;
  readonly ratio: number;
}

/**
 * Which known words are like this one? What Python's `difflib.get_close_matches` answers, and click suggests: at most
 * three words that share 60 % of their letters in order, in byte order.
 *
 * Complexity: cubic in the length of the words; those much longer than all known ones are like none.
 */
export function closeMatches(word: string, known: Iterable<string>): string[] {
  const scored: Scored[] = [];
  for (const candidate of known) {
    const [least, total] = [Math.min(word.length, candidate.length), word.length + candidate.length];
    if ((2 * least) / total < LEAST_RATIO) continue;
    const ratio = (2 * commonLength(candidate, word)) / total;
    if (ratio >= LEAST_RATIO) scored.push({ word: candidate, ratio });
  }
  scored.sort((a, b) => b.ratio - a.ratio || compareStrings(b.word, a.word));
  return scored
    .slice(0, MOST)
    .map((match) => match.word)
    .sort(compareStrings);
}

/** Letters in the longest common piece, and in the common pieces before and behind it, and so on. */
function commonLength(a: string, b: string): number {
  const { size, startA, startB } = longestCommon(a, b);
  if (size === 0) return 0;
  const before = commonLength(a.slice(0, startA), b.slice(0, startB));
  return size + before + commonLength(a.slice(startA + size), b.slice(startB + size));
}

/** The longest piece that both have; the first in `a`, then in `b`, of several. */
function longestCommon(
  a: string,
  b: string,
): { readonly size: number; readonly startA: number; readonly startB: number } {
  let longest = { size: 0, startA: 0, startB: 0 };
  let previous: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const lengths: number[] = [];
    for (let j = 0; j < b.length; j++) {
      const size = a[i] === b[j] ? (previous[j - 1] ?? 0) + 1 : 0;
      lengths.push(size);
      if (size > longest.size) longest = { size, startA: i - size + 1, startB: j - size + 1 };
    }
    previous = lengths;
  }
  return longest;
}
