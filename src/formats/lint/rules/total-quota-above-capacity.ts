import { quantityText } from '../../../base/index.ts';
import { type Amount, addAmounts, amountText, toAmount } from '../../../quota/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { capacityOf, flavorQuotas } from '../flavor-capacity.ts';
import type { LintRule } from '../lint-rule.ts';
import { counted } from '../subjects.ts';

/** Quotas that each fit, and together are more than the nodes have. */
export const totalQuotaAboveCapacity: LintRule = {
  code: 'total-quota-above-capacity',
  severity: 'warning',
  about: 'a flavor of which all queues and cohorts together own more than its nodes let pods use',
  consequence: 'when all teams use what they own, Kueue admits jobs whose pods find no node',
  *check(context) {
    for (const { flavor, resource, quotas } of flavorQuotas(context)) {
      const capacity = capacityOf(flavor, resource, context);
      const object = context.objects.find('ResourceFlavor', flavor);
      if (capacity === undefined || object === undefined) continue;
      const most = toAmount(capacity.amount);
      const total = quotas.reduce<Amount>((sum, { amount }) => addAmounts(sum, amount), 0);
      // A quota that is too large by itself is told where it stands.
      if (total <= most || quotas.some(({ amount }) => amount > most)) continue;
      const has = `${counted(capacity.nodeCount, 'node')} let pods use ${quantityText(resource, capacity.amount)}`;
      yield {
        at: below(object, 'metadata', 'name'),
        reason: `${counted(quotas.length, 'queue or cohort').replace('queue or cohorts', 'queues and cohorts')} own ${amountText(resource, total)} of ${shown(resource)} in flavor ${shown(flavor)} together, whose ${has}`,
        mend: 'lower some of these quotas, or lend by cohort what is now owned twice',
      };
    }
  },
};
