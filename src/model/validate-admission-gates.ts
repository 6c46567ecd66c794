import type { FieldError } from './field-error.ts';
import { subdomainErrors } from './label-key.ts';
import { ADMISSION_GATED_BY_ANNOTATION } from './names.ts';

const MAX_NAME_BYTES = 63;
const PATH = "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+";
const PATH_PATTERN = new RegExp(`^${PATH}$`);
const FIELD = `metadata.annotations[${ADMISSION_GATED_BY_ANNOTATION}]`;

/**
 * What Kueue has against the annotation that names who holds a job or workload back: a list with commas, each name a
 * domain, a slash and a path, none twice. An empty text is fine.
 * @see kueue-validation §2, Workload
 */
export function validateAdmissionGates(annotations: Readonly<Record<string, string>>): FieldError[] {
  const text = annotations[ADMISSION_GATED_BY_ANNOTATION] ?? '';
  if (text.trim() === '') return [];
  const names = text.split(',').map((name) => name.trim());
  return names.flatMap((name, index) => {
    if (name === '') return [invalid(text, 'cannot contain empty gate names')];
    if (names.indexOf(name) < index) return [invalid(text, `duplicate gate name: ${name}`)];
    return gateNameErrors(name);
  });
}

function gateNameErrors(name: string): FieldError[] {
  const errors = pathErrors(name);
  if (new TextEncoder().encode(name).length <= MAX_NAME_BYTES) return errors;
  const message = `may not be more than ${MAX_NAME_BYTES} bytes`;
  return [...errors, { type: 'FieldValueTooLong', field: FIELD, message }];
}

function pathErrors(name: string): FieldError[] {
  const slash = name.indexOf('/');
  if (slash < 1 || slash === name.length - 1) {
    return [invalid(name, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  const [host, path] = [name.slice(0, slash), name.slice(slash + 1)];
  const errors = subdomainErrors(host).map((message) => invalid(host, message));
  if (PATH_PATTERN.test(path)) return errors;
  return [...errors, invalid(path, `Invalid path (regex used for validation is '${PATH}')`)];
}

function invalid(value: string, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: FIELD, value, message };
}
