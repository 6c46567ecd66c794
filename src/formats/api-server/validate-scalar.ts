import { goQuote, MAX_INT32 } from '../../base/index.ts';
import type { FieldError } from '../../model/index.ts';
import type { Path } from '../path.ts';
import { schemaField } from './api-error.ts';
import { isDateTime } from './date-time.ts';
import { jsonType } from './json-type.ts';
import type { IntegerShape, IntOrStringShape, Structure, TextPattern, TextShape } from './structure.ts';

type ScalarShape = Extract<Structure, { type: 'text' | 'integer' | 'intOrString' | 'boolean' }>;

/** An error of a schema before it knows its place: `nameless` ones name the place in their message only. */
export interface SchemaError extends Omit<FieldError, 'field'> {
  readonly nameless?: true;
}

/** What a schema has against a value that should be neither a list nor an object. */
export function scalarErrors(shape: ScalarShape, value: unknown, path: Path): SchemaError[] {
  switch (shape.type) {
    case 'text':
      return textErrors(shape, value, path);
    case 'integer':
      return integerErrors(shape, value, path);
    case 'intOrString':
      return intOrStringErrors(shape, value, path);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'boolean', jsonType(value))];
  }
}

function textErrors(shape: TextShape, value: unknown, path: Path): SchemaError[] {
  if (shape.isDateTime) return dateTimeErrors(value, path);
  const errors = shape.words === undefined || value === null ? [] : wordErrors(shape.words, value);
  if (typeof value !== 'string') return [wrongType(path, 'string', jsonType(value)), ...errors];
  const bound = boundError(shape, value, path) ?? patternError(shape.pattern, value, path);
  return bound === undefined ? errors : [bound, ...errors];
}

/** The length is counted in characters, whatever the message says. */
function boundError({ minLength = 0, maxLength }: TextShape, value: string, path: Path): SchemaError | undefined {
  if (maxLength !== undefined && value.length > maxLength && [...value].length > maxLength) {
    return { type: 'FieldValueTooLong', message: `may not be more than ${maxLength} bytes` };
  }
  if (value.length >= minLength) return undefined;
  const message = `${schemaField(path)} in body should be at least ${minLength} chars long`;
  return { type: 'FieldValueInvalid', value, message };
}

function patternError(pattern: TextPattern | undefined, value: string, path: Path): SchemaError | undefined {
  if (pattern === undefined || pattern.expression.test(value)) return undefined;
  return { type: 'FieldValueInvalid', value, message: `${schemaField(path)} in body should match '${pattern.text}'` };
}

function wordErrors(words: readonly string[], value: unknown): SchemaError[] {
  if (words.includes(value as string)) return [];
  const message = `supported values: ${words.map(goQuote).join(', ')}`;
  return [{ type: 'FieldValueNotSupported', value: value as string, message }];
}

/** A list passes as a time: kube-openapi leaves formats of lists to others. */
function dateTimeErrors(value: unknown, path: Path): SchemaError[] {
  if (Array.isArray(value)) return [];
  if (value === null) return [wrongType(path, 'string', 'null')];
  if (typeof value === 'string') return isDateTime(value) ? [] : [wrongType(path, 'date-time', value)];
  return [wrongType(path, 'date-time', formatOf(value))];
}

function integerErrors({ format, minimum }: IntegerShape, value: unknown, path: Path): SchemaError[] {
  if (value === null || typeof value === 'string' || Array.isArray(value)) {
    return [wrongType(path, 'integer', jsonType(value))];
  }
  if (typeof value !== 'number') return [wrongType(path, format, formatOf(value))];
  const errors: SchemaError[] = [];
  if (jsonType(value) !== 'integer') errors.push(wrongType(path, format, 'float64'));
  if (!isWithin(format, value)) errors.push(outOfRange(`integer with format ${format}`, path));
  if (minimum !== undefined && value < minimum) {
    const message = `${schemaField(path)} in body should be greater than or equal to ${minimum}`;
    errors.push({ type: 'FieldValueInvalid', value, message });
  }
  return errors;
}

function isWithin(format: 'int32' | 'int64', value: number): boolean {
  if (jsonType(value) !== 'integer') return false;
  return format === 'int64' || (value <= MAX_INT32 && value >= -MAX_INT32 - 1);
}

function intOrStringErrors({ pattern }: IntOrStringShape, value: unknown, path: Path): SchemaError[] {
  const found = jsonType(value);
  if (found === 'integer') return [];
  if (typeof value === 'string') {
    const error = patternError(pattern, value, path);
    return error === undefined ? [] : [error];
  }
  const errors: SchemaError[] = [wrongType(path, 'integer,string', found)];
  if (found === 'null') return errors;
  const message = `${goQuote(schemaField(path))} must validate at least one schema (anyOf)`;
  errors.push({ type: 'FieldValueInvalid', value: '', message, nameless: true }, wrongType(path, 'integer', found));
  if (found === 'number') errors.push(outOfRange('integer (default format)', path));
  return errors;
}

function outOfRange(what: string, path: Path): SchemaError {
  const message = `Checked value must be of type ${what} in ${schemaField(path)}`;
  return { type: 'FieldValueInvalid', value: '', message, nameless: true };
}

/** What the validator takes for the format of a value where one is asked for; most types have none. */
function formatOf(value: unknown): string {
  if (typeof value !== 'number') return '';
  return jsonType(value) === 'integer' ? 'int64' : 'float64';
}

function wrongType(path: Path, expected: string, found: string): SchemaError {
  const message = `${schemaField(path)} in body must be of type ${expected}: ${goQuote(found)}`;
  return { type: 'FieldValueTypeInvalid', value: found, message };
}
