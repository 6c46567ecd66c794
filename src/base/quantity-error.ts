import { isQuantity } from './quantity.ts';

const FORM = /^[+-]?\d*(?:\.\d*)?[eEinumkKMGTP]*[-+]?\d*$/;

/** What Go says to a text that is no quantity; undefined for one. */
export function quantityError(text: string): string | undefined {
  if (isQuantity(text)) return undefined;
  return FORM.test(text) && text !== ''
    ? "unable to parse quantity's suffix"
    : "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
}
