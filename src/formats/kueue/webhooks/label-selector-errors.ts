import { labelKeyErrors, labelValueErrors } from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import { labelErrors } from '../../api-server/validate-metadata.ts';
import type { Path } from '../../path.ts';
import type { LabelSelectorObject } from '../label-selector.ts';
import { invalids, named, refusal } from './webhook.ts';

type Requirement = NonNullable<LabelSelectorObject['matchExpressions']>[number];

/** What stands against a label selector, in the words of the API server. */
export function labelSelectorErrors(selector: LabelSelectorObject | undefined, path: Path): ApiError[] {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  return [
    ...labelErrors(matchLabels, [...path, 'matchLabels'], 'webhook'),
    ...matchExpressions.flatMap((requirement, index) =>
      requirementErrors(requirement, [...path, 'matchExpressions', index]),
    ),
  ];
}

function requirementErrors({ key, operator, values = [] }: Requirement, path: Path): ApiError[] {
  return [
    ...operatorErrors(operator, values.length, path),
    ...invalids([...path, 'key'], key, labelKeyErrors(key)),
    ...values.flatMap((value, index) => invalids([...path, 'values', index], value, labelValueErrors(value))),
  ];
}

function operatorErrors(operator: string, valueCount: number, path: Path): ApiError[] {
  const at = [...path, 'values'];
  switch (operator) {
    case 'In':
    case 'NotIn': {
      const message = "must be specified when `operator` is 'In' or 'NotIn'";
      return valueCount > 0 ? [] : [refusal(at, { type: 'FieldValueRequired', message })];
    }
    case 'Exists':
    case 'DoesNotExist': {
      const message = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'";
      return valueCount === 0 ? [] : [refusal(at, { type: 'FieldValueForbidden', message })];
    }
    default:
      return invalids([...path, 'operator'], named(operator), ['not a valid selector operator']);
  }
}
