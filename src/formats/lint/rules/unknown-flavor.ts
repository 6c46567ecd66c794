import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintRule } from '../lint-rule.ts';
import { missingObject } from '../named-object.ts';
import { flavorPlaces } from '../quota-places.ts';

/** A queue or cohort with quota in a flavor that does not exist. */
export const unknownFlavor: LintRule = {
  code: 'unknown-flavor',
  severity: 'warning',
  about: 'a ClusterQueue or Cohort with quota in a ResourceFlavor that does not exist',
  consequence: 'a ClusterQueue with such a flavor is inactive: it admits nothing, in other flavors neither',
  *check(context) {
    const owners = [
      ...context.inputs.clusterQueues.map((queue) => ({
        ...queue,
        kind: 'ClusterQueue',
        cost: 'the queue is inactive',
      })),
      ...context.inputs.cohorts.map((cohort) => ({ ...cohort, kind: 'Cohort', cost: 'nobody can borrow this quota' })),
    ];
    for (const { kind, name: owner, resourceGroups, cost } of owners) {
      const object = context.objects.find(kind, owner);
      if (object === undefined) continue;
      for (const { name, path } of flavorPlaces(resourceGroups)) {
        const by = `${kind} ${shown(owner)}`;
        yield* missingObject(context, { by, at: below(object, ...path), kind: 'ResourceFlavor', name }, cost);
      }
    }
  },
};
