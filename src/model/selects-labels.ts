import type { LabelSelector, LabelSelectorRequirement } from './label-selector.ts';

/** Does a selector select an object with these labels? All parts must hold; without parts it selects everything. */
export function selectsLabels(selector: LabelSelector, labels: Readonly<Record<string, string>> = {}): boolean {
  const { matchLabels = {}, matchExpressions = [] } = selector;
  return (
    Object.entries(matchLabels).every(([key, value]) => labelValue(labels, key) === value) &&
    matchExpressions.every((requirement) => meets(labels, requirement))
  );
}

/** A missing label meets `NotIn`, as in Kubernetes. */
function meets(labels: Readonly<Record<string, string>>, requirement: LabelSelectorRequirement): boolean {
  const value = labelValue(labels, requirement.key);
  const isListed = value !== undefined && (requirement.values ?? []).includes(value);
  switch (requirement.operator) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}

function labelValue(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
