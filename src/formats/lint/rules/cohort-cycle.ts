import { below } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';

/** Cohorts whose parents lead back to themselves. */
export const cohortCycle: LintRule = {
  code: 'cohort-cycle',
  severity: 'error',
  about: 'a Cohort that is its own parent, directly or by way of others',
  consequence: 'no ClusterQueue below any cohort of the cycle admits anything',
  *check({ inputs, objects }): Iterable<LintPlace> {
    const parents = new Map(inputs.cohorts.map(({ name, parentName }) => [name, parentName]));
    for (const name of parents.keys()) {
      const cycle = cycleFrom(name, parents);
      const object = objects.find('Cohort', name);
      if (cycle === undefined || object === undefined) continue;
      const reason =
        cycle.length === 1
          ? `Cohort ${shown(name)} is its own parent`
          : `Cohort ${shown(name)} is below itself: ${[...cycle, name].map(shown).join(' → ')}`;
      yield { at: below(object, 'spec', 'parentName'), reason, mend: 'name another parent, or none for the root' };
    }
  },
};

/** Cohorts on the way from one up to itself; undefined if the way ends, or runs into a cycle without it. */
function cycleFrom(start: string, parents: ReadonlyMap<string, string | undefined>): string[] | undefined {
  const passed = new Set<string>();
  let name: string | undefined = start;
  while (name !== undefined && name !== '' && !passed.has(name)) {
    passed.add(name);
    name = parents.get(name);
  }
  return name === start ? [...passed] : undefined;
}
