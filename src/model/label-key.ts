import { remembered } from '../base/index.ts';

const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const MAX_NAME_BYTES = 63;
const MAX_SUBDOMAIN_BYTES = 253;
const NOT_ASCII = /[^\0-\x7f]/;
const encoder = new TextEncoder();

const NAME_RULE =
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character " +
  "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const PREFIX_RULE = "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";
const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and " +
  "end with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const DNS_LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

/**
 * What is wrong with a label key, in the words of the Kubernetes API server; empty for a valid key.
 *
 * A key is a name of up to 63 bytes, after an optional DNS subdomain of up to 253 bytes and a slash.
 * @see kueue-validation, `metadata.labels`
 */
export const labelKeyErrors: (key: string) => readonly string[] = remembered((key) => {
  const parts = key.split('/');
  if (parts.length > 2) return [`a valid label key ${NAME_RULE} ${PREFIX_RULE}`];
  const name = parts[parts.length - 1] as string;
  const prefixErrors = parts.length === 2 ? prefixPartErrors(parts[0] as string) : [];
  return [
    ...prefixErrors.map((error) => `prefix part ${error}`),
    ...nameErrors(name).map((error) => `name part ${error}`),
  ];
});

/** What is wrong with a label's value, in the words of the Kubernetes API server; empty for a valid value. */
export function labelValueErrors(value: string): string[] {
  const errors: string[] = [];
  if (isLonger(value, MAX_NAME_BYTES)) errors.push(`must be no more than ${MAX_NAME_BYTES} bytes`);
  if (value !== '' && !NAME.test(value)) errors.push(VALUE_RULE);
  return errors;
}

function nameErrors(name: string): string[] {
  const errors: string[] = [];
  if (name === '') errors.push('must be non-empty');
  else if (isLonger(name, MAX_NAME_BYTES)) errors.push(`must be no more than ${MAX_NAME_BYTES} bytes`);
  if (!NAME.test(name)) errors.push(NAME_RULE);
  return errors;
}

function prefixPartErrors(prefix: string): string[] {
  return prefix === '' ? ['must be non-empty'] : subdomainErrorsIn(prefix, 'bytes');
}

/** What is wrong with a lower-case DNS subdomain of up to 253 bytes, in the words of the Kubernetes API server. */
export function subdomainErrors(subdomain: string): string[] {
  return subdomainErrorsIn(subdomain, 'characters');
}

/** Bytes are counted, whatever the text calls them. */
function subdomainErrorsIn(subdomain: string, unit: 'bytes' | 'characters'): string[] {
  const errors: string[] = [];
  if (isLonger(subdomain, MAX_SUBDOMAIN_BYTES)) errors.push(`must be no more than ${MAX_SUBDOMAIN_BYTES} ${unit}`);
  if (!SUBDOMAIN.test(subdomain)) errors.push(SUBDOMAIN_RULE);
  return errors;
}

/** What is wrong with a DNS label of up to 63 bytes, as namespaces are named, in the words of the Kubernetes API server. */
export function dnsLabelErrors(label: string): string[] {
  const errors: string[] = [];
  if (isLonger(label, MAX_NAME_BYTES)) errors.push(`must be no more than ${MAX_NAME_BYTES} characters`);
  if (DNS_LABEL.test(label)) return errors;
  return [...errors, SUBDOMAIN.test(label) ? 'must not contain dots' : DNS_LABEL_RULE];
}

function isLonger(text: string, bytes: number): boolean {
  return text.length > bytes || (NOT_ASCII.test(text) && encoder.encode(text).length > bytes);
}
