import { randomStream } from '../../base/index.ts';
import type { PlacementRule } from '../rule.ts';
import { type RuleSearch, searchRule } from '../search-rule.ts';
import { fillInOrder } from './fill-in-order.ts';
import { leafNumbers } from './leaf-numbers.ts';

export interface RandomRuleOptions {
  /** A safe integer; default 0. */
  readonly seed?: number;
}

/**
 * Nodes in a random order, each filled before the next: the baseline that every other rule should beat.
 *
 * The order depends on the seed, the workload's name and the pod set's, on nothing else, so that the same question gets
 * the same answer. Ignores preferred levels; a required level gets a random domain among those that take all, weighted
 * by nodes.
 */
export function randomRule({ seed = 0 }: RandomRuleOptions = {}): PlacementRule {
  return searchRule('random', (search) => fillInOrder(search, shuffledLeaves(search, seed)));
}

/** Fisher–Yates (Durstenfeld 1964). */
function shuffledLeaves(search: RuleSearch, seed: number): number[] {
  const { workload } = search.context;
  const name = `${workload?.namespace ?? ''}/${workload?.name ?? ''}/${search.group.workers.podSet}`;
  const stream = randomStream(seed, `random-placement ${name}`);
  const leaves = leafNumbers(search);
  for (let i = leaves.length - 1; i > 0; i--) {
    const j = stream.integer(0, i);
    [leaves[i], leaves[j]] = [leaves[j] as number, leaves[i] as number];
  }
  return leaves;
}
