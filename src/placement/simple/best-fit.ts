import type { PlacementRule } from '../rule.ts';
import { searchRule } from '../search-rule.ts';
import { scarcestDevices } from './devices.ts';
import { fillInOrder } from './fill-in-order.ts';
import { leafNumbers } from './leaf-numbers.ts';

/**
 * Nodes with the fewest free devices first, which keeps whole nodes free; path order among equals.
 *
 * Devices are counted of the resource that runs out first (`scarcestDevices`). Ignores preferred levels; a required level
 * gets the domain of the fullest node whose domain takes all.
 */
export function bestFitRule(): PlacementRule {
  return searchRule('best-fit', (search) => {
    const { free } = scarcestDevices(search);
    const order = leafNumbers(search).sort((a, b) => (free[a] as number) - (free[b] as number) || a - b);
    return fillInOrder(search, order);
  });
}
