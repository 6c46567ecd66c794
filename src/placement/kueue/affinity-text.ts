import type { NodeSelectorRequirement, NodeSelectorTerm, PreferredSchedulingTerm } from '../../model/index.ts';

/** Required node affinity as Go prints it in messages. */
export function requiredAffinityText(terms: readonly NodeSelectorTerm[]): string {
  const texts = terms.map(({ matchExpressions, matchFields }) => {
    const [labels, fields] = [requirementsText(matchExpressions), requirementsText(matchFields)];
    return `NodeSelectorTerm{MatchExpressions:${labels},MatchFields:${fields},},`;
  });
  return `&NodeSelector{NodeSelectorTerms:[]NodeSelectorTerm{${texts.join('')}},}`;
}

function requirementsText(requirements: readonly NodeSelectorRequirement[] = []): string {
  const texts = requirements.map(
    ({ key, operator, values = [] }) =>
      `NodeSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(' ')}],},`,
  );
  return `[]NodeSelectorRequirement{${texts.join('')}}`;
}

/** Preferred node affinity as Go prints it: bare values. */
export function preferredAffinityText(terms: readonly PreferredSchedulingTerm[]): string {
  const texts = terms.map(({ weight, preference: { matchExpressions, matchFields } = {} }) => {
    return `{${weight} {${bareText(matchExpressions)} ${bareText(matchFields)}}}`;
  });
  return `[${texts.join(' ')}]`;
}

function bareText(requirements: readonly NodeSelectorRequirement[] = []): string {
  const texts = requirements.map(({ key, operator, values = [] }) => `{${key} ${operator} [${values.join(' ')}]}`);
  return `[${texts.join(' ')}]`;
}
