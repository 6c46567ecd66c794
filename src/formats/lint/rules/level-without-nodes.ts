import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { nodesOfTopology } from '../flavor-nodes.ts';
import type { LintRule } from '../lint-rule.ts';
import { counted } from '../subjects.ts';

/** A level of a Topology whose label no node carries. */
export const levelWithoutNodes: LintRule = {
  code: 'level-without-nodes',
  severity: 'warning',
  about: 'a level of a Topology whose label none of its nodes carries',
  consequence: 'Kueue passes over nodes that lack any level, so the whole Topology has no node',
  *check({ inputs, objects, cluster }) {
    for (const { name, levels } of cluster === undefined ? [] : inputs.topologies) {
      const object = objects.find('Topology', name);
      const nodes = nodesOfTopology(name, inputs.resourceFlavors, cluster?.nodes ?? []);
      if (object === undefined || nodes.length === 0) continue;
      for (const [index, level] of levels.entries()) {
        if (nodes.some(({ labels }) => Object.hasOwn(labels, level))) continue;
        yield {
          at: below(object, 'spec', 'levels', index, 'nodeLabel'),
          reason: `none of the ${counted(nodes.length, 'node')} of Topology ${shown(name)} carries the label ${shown(level)}, so it has no nodes at all`,
          mend: 'correct the label, remove the level, or label the nodes',
        };
      }
    }
  },
};
