import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';

/** A flavor with a topology that does not exist. */
export const unknownTopology: LintRule = {
  code: 'unknown-topology',
  severity: 'warning',
  about: 'a ResourceFlavor whose Topology does not exist',
  consequence: 'every ClusterQueue with the flavor is inactive',
  *check(context) {
    for (const { name: flavor, topologyName: name } of context.inputs.resourceFlavors) {
      const object = context.objects.find('ResourceFlavor', flavor);
      if (name === undefined || object === undefined) continue;
      const named = {
        by: `ResourceFlavor ${shown(flavor)}`,
        at: below(object, 'spec', 'topologyName'),
        kind: 'Topology',
        name,
      };
      yield* missingObject(context, named, 'queues with the flavor are inactive');
    }
  },
};
