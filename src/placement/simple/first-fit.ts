import type { PlacementRule } from '../rule.ts';
import { searchRule } from '../search-rule.ts';
import { fillInOrder } from './fill-in-order.ts';
import { leafNumbers } from './leaf-numbers.ts';

/**
 * Nodes in path order, each filled before the next.
 *
 * Ignores preferred levels and how full nodes are; a required level gets the first domain in path order that takes all.
 */
export function firstFitRule(): PlacementRule {
  return searchRule('first-fit', (search) => fillInOrder(search, leafNumbers(search)));
}
