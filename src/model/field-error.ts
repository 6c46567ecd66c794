import { goQuote } from '../base/index.ts';

/** Kinds of field errors that Kubernetes' webhooks give. */
export type FieldErrorType =
  | 'FieldValueInvalid'
  | 'FieldValueRequired'
  | 'FieldValueForbidden'
  | 'FieldValueDuplicate'
  | 'FieldValueNotSupported';

/** One refused field of an object, as a Kubernetes webhook reports it. */
export interface FieldError {
  readonly type: FieldErrorType;
  /** Path, with map keys in brackets: `metadata.annotations[kueue.x-k8s.io/podset-slice-size]`. */
  readonly field: string;
  /** What was found there; absent when the text leaves it out. */
  readonly value?: string | number;
  /** What is wrong with it; may be empty for duplicates. */
  readonly message: string;
}

/** The whole line as the API server prints it: `FIELD: Invalid value: VALUE: MESSAGE`. */
export function fieldErrorText({ type, field, value, message }: FieldError): string {
  const parts = [field, TITLES[type]];
  if (value !== undefined && SHOWS_VALUE[type]) parts.push(typeof value === 'string' ? goQuote(value) : String(value));
  if (message !== '') parts.push(message);
  return parts.join(': ');
}

const TITLES: Readonly<Record<FieldErrorType, string>> = {
  FieldValueInvalid: 'Invalid value',
  FieldValueRequired: 'Required value',
  FieldValueForbidden: 'Forbidden',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueNotSupported: 'Unsupported value',
};

const SHOWS_VALUE: Readonly<Record<FieldErrorType, boolean>> = {
  FieldValueInvalid: true,
  FieldValueRequired: false,
  FieldValueForbidden: false,
  FieldValueDuplicate: true,
  FieldValueNotSupported: true,
};
