import { goQuote, MAX_INT64, MIN_INT64 } from '../../base/index.ts';
import {
  labelKeyErrors,
  labelValueErrors,
  type Node,
  type NodeSelectorRequirement,
  type NodeSelectorTerm,
} from '../../model/index.ts';

const LABEL_OPERATORS: readonly string[] = ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'];
const FIELD_OPERATORS: readonly string[] = ['In', 'NotIn'];

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

function labelRequirementErrors({ key, operator, values }: NodeSelectorRequirement, path: string): string[] {
  if (!LABEL_OPERATORS.includes(operator)) return [unsupported(operator, LABEL_OPERATORS, path)];
  return [
    ...invalid(`${path}.key`, key, labelKeyErrors(key)),
    ...valuesErrors(operator, values, `${path}.values`),
    ...(values ?? []).flatMap((value, i) => invalid(`${path}.values[${i}][${key}]`, value, labelValueErrors(value))),
  ];
}

/** What is wrong with how many values there are, and with bounds; that none are given is `null` in Go. */
function valuesErrors(operator: string, values: readonly string[] | undefined, path: string): string[] {
  const { length } = values ?? [];
  if (operator === 'Exists' || operator === 'DoesNotExist') {
    return length === 0 ? [] : invalid(path, values, ['values set must be empty for exists and does not exist']);
  }
  if (operator === 'In' || operator === 'NotIn') {
    return length > 0 ? [] : invalid(path, values, ["for 'in', 'notin' operators, values set can't be empty"]);
  }
  return [
    ...(length === 1 ? [] : invalid(path, values, ["for 'Gt', 'Lt' operators, exactly one value is required"])),
    ...(values ?? []).flatMap((value, i) => boundErrors(value, `${path}[${i}]`)),
  ];
}

function boundErrors(value: string, path: string): string[] {
  if (parseInteger(value) !== undefined) return [];
  return invalid(path, value, ["for 'Gt', 'Lt' operators, the value must be an integer"]);
}

function fieldRequirementErrors({ operator, values }: NodeSelectorRequirement, path: string): string[] {
  if (!FIELD_OPERATORS.includes(operator)) return [unsupported(operator, FIELD_OPERATORS, path)];
  return values?.length === 1 ? [] : invalid(`${path}.values`, values, ['must have one element']);
}

function unsupported(operator: string, known: readonly string[], path: string): string {
  return `${path}.operator: Unsupported value: ${goQuote(operator)}: supported values: ${known.map(goQuote).join(', ')}`;
}

function invalid(path: string, value: string | readonly string[] | undefined, messages: readonly string[]): string[] {
  if (messages.length === 0) return [];
  const shown = typeof value === 'string' ? goQuote(value) : JSON.stringify(value ?? null);
  return [`${path}: Invalid value: ${shown}: ${messages.join('; ')}`];
}
