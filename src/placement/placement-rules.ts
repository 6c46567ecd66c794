import { didYouMean, HopwiseError } from '../base/index.ts';
import { hopOptimalRule } from './hop-optimal/index.ts';
import { kaiRule } from './kai/kai-rule.ts';
import { kueueRule, type PlacementRule } from './rule.ts';
import { bestFitRule, firstFitRule, randomRule, spreadRule } from './simple/index.ts';
import { slurmRule } from './slurm/slurm-rule.ts';
import { volcanoRule } from './volcano/index.ts';

/** What some rules can be told; the others don't look. */
export interface PlacementRuleOptions {
  /** Seed of `random`; default 0. */
  readonly seed?: number;
}

const FACTORIES: ReadonlyMap<string, (options: PlacementRuleOptions) => PlacementRule> = new Map([
  ['kueue', kueueRule],
  ['hop-optimal', () => hopOptimalRule()],
  ['hop-optimal-ring', () => hopOptimalRule({ objective: 'ring' })],
  ['best-fit', bestFitRule],
  ['first-fit', firstFitRule],
  ['spread', spreadRule],
  ['random', randomRule],
  ['kai', kaiRule],
  ['slurm-tree', () => slurmRule('tree')],
  ['slurm-block', () => slurmRule('block')],
  ['volcano', volcanoRule],
]);

/** Names of the built-in rules. */
export const PLACEMENT_RULE_NAMES: readonly string[] = [...FACTORIES.keys()];

/**
 * The built-in rule of this name.
 *
 * @throws HopwiseError `unknown-name`
 */
export function placementRule(name: string, options: PlacementRuleOptions = {}): PlacementRule {
  const factory = FACTORIES.get(name);
  if (factory !== undefined) return factory(options);
  const hint = didYouMean(name, PLACEMENT_RULE_NAMES) || `; there are ${PLACEMENT_RULE_NAMES.join(', ')}`;
  throw new HopwiseError('unknown-name', `no placement rule "${name}"${hint}`);
}
