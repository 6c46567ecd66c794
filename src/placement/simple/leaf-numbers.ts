import type { RuleSearch } from '../search-rule.ts';

/** All leaves, in path order. */
export function leafNumbers({ snapshot }: RuleSearch): number[] {
  return Array.from({ length: snapshot.domains.leafCount }, (_, leaf) => leaf);
}
