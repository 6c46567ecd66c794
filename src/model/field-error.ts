import { goQuote } from '../base/index.ts';

/** Kinds of field errors that Kubernetes' webhooks give. */
export type FieldErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueDuplicate'
  | 'FieldValueNotSupported'
  | 'FieldValueNotFound'
  | 'FieldValueTypeInvalid'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany';

/** A found value as an error shows it: scalars as they are, lists and objects as JSON. */
export type FieldErrorValue = string | number | bigint | boolean | null | readonly unknown[] | object;

/** One refused field of an object, as a Kubernetes webhook reports it. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** Path, with map keys in brackets: `metadata.annotations[kueue.x-k8s.io/podset-slice-size]`. */
  readonly field: string;
  /** What was found there; absent when the text leaves it out. */
  readonly value?: FieldErrorValue;
  /** What is wrong with it; may be empty for duplicates. */
  readonly message: string;
}

/** The whole line as the API server prints it: `FIELD: Invalid value: VALUE: MESSAGE`. */
export function fieldErrorText({ type, field, value, message }: FieldError): string {
  const parts = [field, TITLES[type]];
  if (value !== undefined && SHOWS_VALUE[type]) parts.push(valueText(value));
  if (message !== '') parts.push(message);
  return parts.join(': ');
}

/** Errors of a webhook as it gives them: those with a text that stood before are left out. */
export function distinctErrors<E extends { readonly text: string } | FieldError>(errors: readonly E[]): E[] {
  const seen = new Set<string>();
  return errors.filter((error) => {
    const text = 'text' in error ? error.text : fieldErrorText(error);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

function valueText(value: FieldErrorValue): string {
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number') return goNumber(value);
  return typeof value === 'object' && value !== null ? goJson(value) : String(value);
}

const TWO_TO_63 = 2 ** 63;

/** A number as Go prints it: what is no int64 is a float, which has an exponent from a million on. */
function goNumber(value: number): string {
  const isInteger = Number.isInteger(value) && Math.abs(value) < TWO_TO_63;
  const size = Math.abs(value);
  if (isInteger || (size < 1e6 && size >= 1e-4)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

/** JSON as Go prints it: what means something in HTML is escaped. */
function goJson(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

const TITLES: Readonly<Record<FieldErrorType, string>> = {
  FieldValueInvalid: 'Invalid value',
  FieldValueRequired: 'Required value',
  FieldValueForbidden: 'Forbidden',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueNotFound: 'Not found',
  FieldValueTypeInvalid: 'Invalid value',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
};

const SHOWS_VALUE: Readonly<Record<FieldErrorType, boolean>> = {
  FieldValueInvalid: true,
  FieldValueRequired: false,
  FieldValueForbidden: false,
  FieldValueDuplicate: true,
  FieldValueNotSupported: true,
  FieldValueNotFound: true,
  FieldValueTypeInvalid: true,
  FieldValueTooLong: false,
  FieldValueTooMany: true,
};

/** Several errors as Go's aggregates print them: each once, in brackets unless it is alone. */
export function aggregateText(errors: readonly string[]): string {
  const distinct = [...new Set(errors)];
  return distinct.length === 1 ? (distinct[0] as string) : `[${distinct.join(', ')}]`;
}
