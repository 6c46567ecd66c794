import { MAX_INT64, MIN_INT64 } from '../../base/index.ts';
import type { Node, NodeSelectorRequirement, NodeSelectorTerm } from '../../model/index.ts';

const LABEL_OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];

/** Does a term hold on a node? All its conditions must; a term without any holds on no node. */
export function matchesTerm(term: NodeSelectorTerm, node: Node): boolean {
  const onLabels = term.matchExpressions ?? [];
  const onFields = term.matchFields ?? [];
  if (onLabels.length === 0 && onFields.length === 0) return false;
  return (
    onLabels.every((requirement) => matchesRequirement(requirement, node.labels[requirement.key])) &&
    onFields.every((requirement) => matchesRequirement(requirement, node.name))
  );
}

/** What Kubernetes finds wrong with terms, in its words; empty when it would take them (k8s nodeaffinity package). */
export function termErrors(terms: readonly NodeSelectorTerm[], path: string): string[] {
  return terms.flatMap((term, i) => [
    ...(term.matchExpressions ?? []).flatMap((requirement, j) =>
      labelRequirementErrors(requirement, `${path}[${i}].matchExpressions[${j}]`),
    ),
    ...(term.matchFields ?? []).flatMap((requirement, j) =>
      fieldRequirementErrors(requirement, `${path}[${i}].matchFields[${j}]`),
    ),
  ]);
}

function matchesRequirement({ operator, values = [] }: NodeSelectorRequirement, actual: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return actual !== undefined && values.includes(actual);
    case 'NotIn':
      return actual === undefined || !values.includes(actual);
    case 'Exists':
      return actual !== undefined;
    case 'DoesNotExist':
      return actual === undefined;
    case 'Gt':
      return compareIntegers(actual, values[0], (a, b) => a > b);
    case 'Lt':
      return compareIntegers(actual, values[0], (a, b) => a < b);
    default:
      return false;
  }
}

function compareIntegers(
  actual: string | undefined,
  bound: string | undefined,
  holds: (actual: bigint, bound: bigint) => boolean,
): boolean {
  const [a, b] = [parseInteger(actual), parseInteger(bound)];
  return a !== undefined && b !== undefined && holds(a, b);
}

/** As Go's `ParseInt`: a decimal of int64. */
function parseInteger(text: string | undefined): bigint | undefined {
  if (text === undefined || text.length > 64 || !/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value >= MIN_INT64 && value <= MAX_INT64 ? value : undefined;
}

function labelRequirementErrors({ operator, values = [] }: NodeSelectorRequirement, path: string): string[] {
  const invalid = (why: string): string[] => [`${path}.values: Invalid value: ${JSON.stringify(values)}: ${why}`];
  if (!LABEL_OPERATORS.includes(operator)) return [`${path}.operator: Unsupported value: ${JSON.stringify(operator)}`];
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return values.length === 0 ? [] : invalid('values set must be empty for exists and does not exist');
  }
  if (operator === 'In' || operator === 'NotIn') {
    return values.length > 0 ? [] : invalid("for 'in', 'notin' operators, values set can't be empty");
  }
  if (values.length !== 1) return invalid("for 'Gt', 'Lt' operators, exactly one value is required");
  if (parseInteger(values[0]) !== undefined) return [];
  return [
    `${path}.values[0]: Invalid value: ${JSON.stringify(values[0])}: for 'Gt', 'Lt' operators, the value must be an integer`,
  ];
}

function fieldRequirementErrors({ operator, values = [] }: NodeSelectorRequirement, path: string): string[] {
  if (operator !== 'In' && operator !== 'NotIn') {
    return [`${path}.operator: Unsupported value: ${JSON.stringify(operator)}: supported values: "In", "NotIn"`];
  }
  if (values.length === 1) return [];
  return [`${path}.values: Invalid value: ${JSON.stringify(values)}: must have one element`];
}
