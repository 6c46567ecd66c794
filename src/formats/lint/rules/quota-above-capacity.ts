import { quantityText } from '../../../base/index.ts';
import { amountText, toAmount } from '../../../quota/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { capacityOf, flavorQuotas } from '../flavor-capacity.ts';
import type { LintRule } from '../lint-rule.ts';
import { counted } from '../subjects.ts';

/** A nominal quota that is more than all nodes of its flavor have together. */
export const quotaAboveCapacity: LintRule = {
  code: 'quota-above-capacity',
  severity: 'warning',
  about: 'a nominal quota that is more than all nodes of its flavor let pods use',
  consequence: 'Kueue admits jobs whose pods then find no node and stay pending',
  *check(context) {
    for (const { flavor, resource, quotas } of flavorQuotas(context)) {
      const capacity = capacityOf(flavor, resource, context);
      if (capacity === undefined) continue;
      for (const { owner, amount, object, path } of quotas) {
        if (amount <= toAmount(capacity.amount)) continue;
        const has = `${counted(capacity.nodeCount, 'node')} let pods use ${quantityText(resource, capacity.amount)}`;
        yield {
          at: below(object, ...path, 'nominalQuota'),
          reason: `${owner} owns ${amountText(resource, amount)} of ${shown(resource)} in flavor ${shown(flavor)}, whose ${has}`,
          mend: 'lower the quota to what the nodes have, or add nodes',
        };
      }
    }
  },
};
