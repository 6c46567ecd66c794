import { didYouMean } from '../../../base/index.ts';
import { shown } from '../../path.ts';
import { askedLevels } from '../asked-levels.ts';
import type { LintContext } from '../lint-context.ts';
import type { LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** A level that no Topology has. */
export const unknownLevel: LintRule = {
  code: 'unknown-level',
  severity: 'warning',
  about: 'a pod set that asks for a level which no Topology has',
  consequence: 'no flavor can take the job, and it waits forever',
  *check(context) {
    const known = knownLevels(context);
    for (const { podSets } of known === undefined ? [] : context.jobs) {
      for (const podSet of podSets) {
        for (const { level, at } of askedLevels(podSet)) {
          if (known?.has(level)) continue;
          const hint = didYouMean(level, known ?? []);
          const reason = `${podSetText(podSet)} asks for level ${shown(level)}, which no Topology has${hint}`;
          yield { at, reason, mend: `ask for one of ${[...(known ?? [])].join(', ')}` };
        }
      }
    }
  },
};

/** Undefined where no Topology is given, or one could not be read. */
function knownLevels({ inputs, objects, isWhole }: LintContext): ReadonlySet<string> | undefined {
  const { topologies } = inputs;
  if (!isWhole || topologies.length === 0 || topologies.length < objects.ofKind('Topology').length) return undefined;
  return new Set(topologies.flatMap(({ levels }) => levels));
}
