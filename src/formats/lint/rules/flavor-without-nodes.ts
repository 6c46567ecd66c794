import { hasFlavorLabels } from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';

/** A flavor whose labels no node carries. */
export const flavorWithoutNodes: LintRule = {
  code: 'flavor-without-nodes',
  severity: 'warning',
  about: 'a ResourceFlavor whose nodeLabels no node carries all of',
  consequence: 'Kueue admits jobs to the flavor by quota alone, and their pods find no node',
  *check({ inputs, objects, cluster }) {
    for (const flavor of cluster === undefined ? [] : inputs.resourceFlavors) {
      const object = objects.find('ResourceFlavor', flavor.name);
      if (object === undefined || cluster?.nodes.some((node) => hasFlavorLabels(node, flavor)) === true) continue;
      const labels = Object.entries(flavor.nodeLabels ?? {}).map(([key, value]) => `${shown(key)}: ${shown(value)}`);
      yield {
        at: below(object, 'spec', 'nodeLabels'),
        isKey: true,
        reason: `none of the ${cluster?.nodes.length} nodes is of ResourceFlavor ${shown(flavor.name)}: ${labels.join(', ')}`,
        mend: 'correct the labels, label the nodes, or add nodes',
      };
    }
  },
};
