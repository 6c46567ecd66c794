import { remembered } from '../base/index.ts';

/** A rule that a name must meet. */
export interface NameRule {
  /** What such a name is called in messages. */
  readonly what: string;
  readonly matches: (name: string) => boolean;
  /** What it looks like, as a message says it. */
  readonly form: string;
}

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const LABEL_NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** `metadata.name` of nearly everything: a lower-case DNS subdomain (Kubernetes, RFC 1123). */
export const OBJECT_NAME: NameRule = {
  what: 'name',
  matches: isDnsSubdomain,
  form: 'at most 253 small letters, digits, "-" and ".", each part starting and ending with a letter or digit',
};

/** Namespaces and pod sets: one DNS label (RFC 1123). */
export const DNS_LABEL_NAME: NameRule = {
  what: 'name',
  matches: isDnsLabel,
  form: 'at most 63 small letters, digits and "-", starting and ending with a letter or digit',
};

/** Key of a label, annotation, taint or resource: an optional DNS prefix with "/", then a name. */
export const LABEL_KEY: NameRule = {
  what: 'key',
  matches: remembered(isQualifiedName),
  form: 'an optional DNS prefix and "/", then at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
};

/** As {@link LABEL_KEY}, but the prefix of an annotation may be written in capitals. */
export const ANNOTATION_KEY: NameRule = {
  ...LABEL_KEY,
  matches: remembered((name) => isQualifiedName(name.toLowerCase())),
};

/** Value of a label; may be empty. */
export const LABEL_VALUE: NameRule = {
  what: 'label value',
  matches: (name) => name === '' || isLabelName(name),
  form: 'empty, or at most 63 letters, digits, "-", "_" and ".", starting and ending with a letter or digit',
};

/** What becomes a label of a node, so it has to be a label value: network nodes, zones, types. */
export const LABEL_TEXT: NameRule = {
  ...LABEL_VALUE,
  what: 'id',
  matches: isLabelName,
  form: LABEL_VALUE.form.slice(10),
};

/** EC2's instance ids, `i-…`, and those of managed instances, `mi-…`. */
export const INSTANCE_ID: NameRule = {
  what: 'instance id',
  matches: (name) => /^m?i-[0-9A-Za-z-]{1,60}$/.test(name) && isLabelName(name),
  form: '"i-" and letters and digits, as in i-0ad3df7a6c3e2c0cd',
};

/** EC2's capacity reservation ids, `cr-…`. */
export const RESERVATION_ID: NameRule = {
  what: 'reservation id',
  matches: (name) => /^cr-[0-9A-Za-z-]{1,60}$/.test(name) && isLabelName(name),
  form: '"cr-" and letters and digits, as in cr-1111111111example',
};

/** Free text that people read, such as placement group names: printable, and no markup. */
export const PLAIN_TEXT: NameRule = {
  what: 'text',
  matches: (name) => name.length <= 255 && !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029<>]/u.test(name),
  form: 'at most 255 printable characters without "<" and ">"',
};

/** Is this a DNS label of RFC 1123: at most 63 of `a-z`, `0-9` and inner `-`? */
export function isDnsLabel(name: string): boolean {
  return name.length <= 63 && DNS_LABEL.test(name);
}

/** Is this a DNS subdomain of RFC 1123: at most 253 characters of labels joined by `.`? Kubernetes bounds only the whole. */
export function isDnsSubdomain(name: string): boolean {
  return name.length <= 253 && name.split('.').every((part) => DNS_LABEL.test(part));
}

/** Is this what Kubernetes calls a qualified name, as label keys are? */
export function isQualifiedName(name: string): boolean {
  const slash = name.indexOf('/');
  if (slash < 0) return isLabelName(name);
  return isDnsSubdomain(name.slice(0, slash)) && isLabelName(name.slice(slash + 1));
}

function isLabelName(name: string): boolean {
  return name.length <= 63 && LABEL_NAME.test(name);
}
