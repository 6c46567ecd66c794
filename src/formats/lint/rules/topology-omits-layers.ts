import { HOSTNAME_LABEL, NETWORK_LAYER_LABELS, type Topology } from '../../../model/index.ts';
import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { nodesOfTopology } from '../flavor-nodes.ts';
import type { LintRule } from '../lint-rule.ts';

/** A Topology that leaves out network layers which all of its nodes know. */
export const topologyOmitsLayers: LintRule = {
  code: 'topology-omits-layers',
  severity: 'warning',
  about: 'a Topology without network layers that the labels of all of its nodes tell',
  consequence: 'Kueue cannot keep pods together in these layers, nor can jobs ask for them',
  *check({ inputs, objects, cluster }) {
    for (const topology of cluster === undefined ? [] : inputs.topologies) {
      const object = objects.find('Topology', topology.name);
      const nodes = nodesOfTopology(topology.name, inputs.resourceFlavors, cluster?.nodes ?? []);
      if (object === undefined || nodes.length === 0 || !isOfNetwork(topology)) continue;
      const omitted = NETWORK_LAYER_LABELS.filter(
        (layer) => !topology.levels.includes(layer) && nodes.every(({ labels }) => Object.hasOwn(labels, layer)),
      );
      if (omitted.length === 0) continue;
      yield {
        at: below(object, 'spec', 'levels'),
        isKey: true,
        reason: `Topology ${shown(topology.name)} leaves out ${omitted.join(', ')}, which all of its nodes carry`,
        mend: 'add these levels, coarsest first',
      };
    }
  },
};

/** A Topology of other labels may say the same in its own words. */
function isOfNetwork({ levels }: Topology): boolean {
  const above = levels.filter((level) => level !== HOSTNAME_LABEL);
  return above.length === 0 || above.some((level) => NETWORK_LAYER_LABELS.includes(level));
}
