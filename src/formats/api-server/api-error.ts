import { type FieldError, fieldErrorText } from '../../model/index.ts';
import type { Path } from '../path.ts';

/** Which part of a request refused a field: ObjectMeta's rules, the schema, its CEL rules, or Kueue's webhook. */
export type ApiStage = 'metadata' | 'schema' | 'cel' | 'webhook';

/** A refused field: what the API server says of it, and where it stands. */
export interface ApiError extends FieldError {
  readonly stage: ApiStage;
  readonly path: Path;
  /** The whole line, as kubectl prints it. */
  readonly text: string;
}

/** An error with its text. */
export function apiError(stage: ApiStage, path: Path, error: FieldError): ApiError {
  return { stage, path, ...error, text: fieldErrorText(error) };
}

/** A path as the API server's errors of schemas write it: keys of maps stand behind a dot like all others. */
export function schemaField(path: Path): string {
  let text = '';
  for (const step of path) text += typeof step === 'number' ? `[${step}]` : text === '' ? step : `.${step}`;
  return text;
}
