import { type GoJson, MAX_INT32, parseGoJson } from '../base/index.ts';
import type { SliceConstraint } from './topology-request.ts';

/** Most layers of slices that a pod set may ask for. */
export const MAX_SLICE_LAYERS = 3;

/**
 * Reads the annotation for slices of several layers: a JSON array of `{"topology": string, "size": number}`.
 *
 * As in Go, key names match in any case, unknown keys and nulls are skipped, the last of equal keys wins, and what is
 * missing is empty or 0. The number of entries and their values are not judged here.
 * @returns the entries, or Go's text of the first mistake in the JSON
 */
export function parseSliceConstraints(
  text: string,
): { readonly constraints: readonly SliceConstraint[] } | { readonly error: string } {
  const document = parseGoJson(text);
  if ('error' in document) return document;
  const { value } = document;
  if (value.kind === 'null') return { constraints: [] };
  if (value.kind !== 'array') return { error: mismatch(value.kind, `value of type []${TYPE}`) };
  const errors: string[] = [];
  const constraints = value.items.map((item) => readEntry(item, errors));
  return errors[0] === undefined ? { constraints } : { error: errors[0] };
}

const STRUCT = 'PodsetSliceRequiredTopologyConstraint';
const TYPE = `v1beta2.${STRUCT}`;
const INTEGER = /^-?\d+$/;

function readEntry(item: GoJson, errors: string[]): SliceConstraint {
  const entry = { topology: '', size: 0 };
  if (item.kind === 'null') return entry;
  if (item.kind !== 'object') {
    errors.push(mismatch(item.kind, `value of type ${TYPE}`));
    return entry;
  }
  for (const [key, value] of item.members) {
    if (value.kind === 'null') continue;
    const name = key.toLowerCase();
    if (name === 'topology') {
      if (value.kind === 'string') entry.topology = value.value;
      else errors.push(mismatch(value.kind, `struct field ${STRUCT}.topology of type string`));
    } else if (name === 'size') {
      const size = readInt32(value);
      if (typeof size === 'number') entry.size = size;
      else errors.push(size);
    }
  }
  return entry;
}

function readInt32(value: GoJson): number | string {
  const field = `struct field ${STRUCT}.size of type int32`;
  if (value.kind !== 'number') return mismatch(value.kind, field);
  const number = Number(value.text);
  const isInt32 = INTEGER.test(value.text) && number <= MAX_INT32 && number >= -MAX_INT32 - 1;
  return isInt32 ? number : mismatch(`number ${value.text}`, field);
}

function mismatch(found: string, target: string): string {
  return `json: cannot unmarshal ${found} into Go ${target}`;
}
