import type { PlacementRule } from '../rule.ts';
import { searchRule } from '../search-rule.ts';
import { scarcestDevices } from './devices.ts';
import { fillInOrder } from './fill-in-order.ts';
import { leafNumbers } from './leaf-numbers.ts';

/**
 * One pod (or slice) to each node in turn, those with the most free devices first; path order among equals.
 *
 * What a scheduler without topology and with least-allocated scoring tends to. Ignores preferred levels; a required level
 * gets the domain of the emptiest node whose domain takes all. Within a slice pods are packed.
 */
export function spreadRule(): PlacementRule {
  return searchRule('spread', (search) => {
    const { free } = scarcestDevices(search);
    const order = leafNumbers(search).sort((a, b) => (free[b] as number) - (free[a] as number) || a - b);
    return fillInOrder(search, order, { takesTurns: true });
  });
}
