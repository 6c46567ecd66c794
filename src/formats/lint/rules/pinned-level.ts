import { below, type DocumentPath } from '../../located-object.ts';
import { shown } from '../../path.ts';
import { askedLevels } from '../asked-levels.ts';
import type { LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

const REQUIRED = 'requiredDuringSchedulingIgnoredDuringExecution';

/** A level that is asked for, and at the same time fixed by a node selector or required node affinity. */
export const pinnedLevel: LintRule = {
  code: 'pinned-level',
  severity: 'warning',
  about: 'a pod set that asks for a topology level and also selects nodes by the label of that level',
  consequence: 'Kueue may only choose among the selected domains, so the job waits while all others are free',
  *check({ jobs }) {
    for (const { podSets } of jobs) for (const podSet of podSets) yield* pinsOf(podSet);
  },
};

function* pinsOf(podSet: LintPodSet): Iterable<LintPlace> {
  const pins = new Map([...affinityPins(podSet), ...selectorPins(podSet)]);
  const told = new Set<string>();
  for (const { level, how } of askedLevels(podSet)) {
    const at = pins.get(level);
    if (at === undefined || told.has(level)) continue;
    told.add(level);
    const asks =
      how === 'slices' ? 'asks for slices in domains' : how === 'required' ? 'requires a domain' : 'prefers a domain';
    yield {
      at,
      isKey: true,
      reason: `${podSetText(podSet)} ${asks} of level ${shown(level)} and selects nodes by the same label`,
      mend: 'remove the node selector or affinity and let Kueue choose, or remove the topology annotation',
    };
  }
}

function selectorPins({ template, specAt }: LintPodSet): [string, DocumentPath][] {
  const labels = Object.keys(template.spec?.nodeSelector ?? {});
  return labels.map((label) => [label, below(specAt, 'nodeSelector', label)]);
}

function affinityPins({ template, specAt }: LintPodSet): [string, DocumentPath][] {
  const affinity = template.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const at = below(specAt, 'affinity', 'nodeAffinity', REQUIRED, 'nodeSelectorTerms');
  return (affinity?.nodeSelectorTerms ?? []).flatMap(({ matchExpressions = [] }, term) =>
    matchExpressions.flatMap(({ key, operator }, index): [string, DocumentPath][] =>
      operator === 'In' ? [[key, below(at, term, 'matchExpressions', index)]] : [],
    ),
  );
}
