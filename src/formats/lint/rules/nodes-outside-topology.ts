import { compareStrings } from '../../../base/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { nodesOfTopology } from '../flavor-nodes.ts';
import type { LintRule } from '../lint-rule.ts';

/** Nodes that Kueue passes over because they lack the label of a level (kueue-tas §4.2). */
export const nodesOutsideTopology: LintRule = {
  code: 'nodes-outside-topology',
  severity: 'warning',
  about: 'a level of a Topology whose label some of its nodes lack',
  consequence: 'Kueue never places a pod on these nodes, while quota counts them',
  *check({ inputs, objects, cluster }) {
    for (const { name, levels } of cluster === undefined ? [] : inputs.topologies) {
      const object = objects.find('Topology', name);
      const nodes = nodesOfTopology(name, inputs.resourceFlavors, cluster?.nodes ?? []);
      for (const [index, level] of object === undefined ? [] : levels.entries()) {
        const outside = nodes.filter(({ labels }) => !Object.hasOwn(labels, level));
        if (object === undefined || outside.length === 0 || outside.length === nodes.length) continue;
        const first = outside.map((node) => node.name).sort(compareStrings)[0];
        yield {
          at: below(object, 'spec', 'levels', index, 'nodeLabel'),
          reason: `${outside.length} of the ${nodes.length} nodes of Topology ${shown(name)} lack the label ${shown(level)}, as ${shown(first)} does`,
          mend: 'label these nodes, or give them a flavor without topology',
        };
      }
    }
  },
};
