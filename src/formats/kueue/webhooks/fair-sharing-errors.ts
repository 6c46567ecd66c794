import { type Quantity, quantityNanos } from '../../../base/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import { negativeErrors, quantityError } from './quantities.ts';

/** What stands against the weight of a ClusterQueue or Cohort; a LocalQueue's is not looked at. */
export function fairSharingErrors(fairSharing: { readonly weight?: Quantity | undefined } | undefined): ApiError[] {
  const { weight } = fairSharing ?? {};
  if (weight === undefined) return [];
  const path = ['spec', 'fairSharing', 'weight'];
  const field = 'spec.fairSharing';
  if (quantityNanos(weight) !== 1n) return negativeErrors(path, weight, field);
  return [quantityError(path, weight, 'When not 0, weight must be > 10e-9', field)];
}
