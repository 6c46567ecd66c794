import { describe, it } from 'vitest';
import { PLACEMENT_RULE_NAMES, placementRule } from '../../../src/placement/placement-rules.ts';
import { ruleConformance } from '../../../src/placement/rule-conformance/rule-conformance.ts';

describe.each(PLACEMENT_RULE_NAMES)('the placement rule %s', (name) => {
  for (const { name: law, check } of ruleConformance(placementRule(name))) it(law, check);
});
