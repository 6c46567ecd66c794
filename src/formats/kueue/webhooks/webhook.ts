import { compareStrings, goQuote } from '../../../base/index.ts';
import type { FeatureGates, FieldError } from '../../../model/index.ts';
import { type ApiError, apiError, schemaField } from '../../api-server/api-error.ts';
import type { Path } from '../../path.ts';
import type { JsonObject } from '../kueue-kind.ts';

/** What a webhook knows besides the object. */
interface WebhookContext {
  readonly gates: FeatureGates;
  /** What is stored, in v1beta2; absent on create. */
  readonly old?: JsonObject | undefined;
}

/** Kueue's say on one kind; objects come in v1beta2, with the types that their schema says. */
export interface KueueWebhook {
  /** As errors name it: `vclusterqueue.kb.io` validates, `mclusterqueue.kb.io` changes. */
  readonly name: string;
  /** The object as the webhook changes it; undefined if it changes nothing. Only on create. */
  readonly mutate?: (object: JsonObject, gates: FeatureGates) => JsonObject | undefined;
  readonly validate: (object: JsonObject, context: WebhookContext) => ApiError[];
}

/** An error of a webhook; `field` where it is told otherwise than the path, as keys of maps are. */
export function refusal(path: Path, error: Omit<FieldError, 'field'> & { readonly field?: string }): ApiError {
  return apiError('webhook', path, { field: schemaField(path), ...error });
}

/** One error of type Invalid for each message. */
export function invalids(path: Path, value: FieldError['value'] & {}, messages: readonly string[]): ApiError[] {
  return messages.map((message) => refusal(path, { type: 'FieldValueInvalid', value, message }));
}

/** A text whose Go type has a name of its own: errors show it as JSON. */
export function named(value: string): object {
  return { toJSON: () => value };
}

/** A value that is none of those known, of which none stands twice. */
export function unsupported(path: Path, value: string, known: Iterable<string>, field?: string): ApiError {
  const names = [...known].toSorted(compareStrings).map(goQuote);
  const message = names.length === 0 ? '' : `supported values: ${names.join(', ')}`;
  return refusal(path, { type: 'FieldValueNotSupported', value, message, ...(field !== undefined && { field }) });
}
