import { type Quantity, quantityNanos, storedQuantity } from '../../../base/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import type { Path } from '../../path.ts';
import { refusal } from './webhook.ts';

/** An error if the amount is negative. */
export function negativeErrors(path: Path, quantity: Quantity, field?: string): ApiError[] {
  if (quantityNanos(quantity) >= 0n) return [];
  return [quantityError(path, quantity, 'must be greater than or equal to 0', field)];
}

/** An error of an amount, shown as Kubernetes writes it. */
export function quantityError(path: Path, quantity: Quantity, message: string, field?: string): ApiError {
  const value = storedQuantity(quantity);
  return refusal(path, { type: 'FieldValueInvalid', value, message, ...(field !== undefined && { field }) });
}
