import { compareStrings } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { findUndecodable, type Undecodable } from './go-decode.ts';
import { goEncode } from './go-encode.ts';
import { jsonType } from './json-type.ts';
import { OBJECT_META, type StoredMetadata } from './object-meta.ts';
import { prune } from './prune.ts';
import type { Structure } from './structure.ts';
import { withMembers } from './with-changes.ts';

/** Metadata as Go reads it, or what its decoder says where it cannot. */
export type DecodedMetadata =
  | { readonly state: 'decoded'; readonly metadata: StoredMetadata; readonly unknown: readonly Path[] }
  | { readonly state: 'malformed'; readonly message: string; readonly path: Path };

/**
 * Reads an object's metadata: unknown fields are dropped, `null` is an empty text within labels, annotations and lists and
 * counts as absent elsewhere, and empty texts, lists and maps are left out.
 */
export function decodeMetadata(value: unknown): DecodedMetadata {
  if (value === undefined || value === null) return { state: 'decoded', metadata: {}, unknown: [] };
  const found = findUndecodable(OBJECT_META, value);
  if (found !== undefined) return { state: 'malformed', path: found.path, message: decodeMessage(found) };
  const { value: known, unknown } = prune(OBJECT_META, withTextsForNulls(value as Members));
  const metadata = goEncode(OBJECT_META, known, { dropsEmpty: true }) as StoredMetadata;
  return { state: 'decoded', metadata, unknown: unknown.toSorted(compareSteps) };
}

/** The order in which Go's decoder meets fields: keys are sorted before it, items of lists are not. */
function compareSteps(a: Path, b: Path): number {
  const at = a.findIndex((step, index) => step !== b[index]);
  const [one, other] = [a[at], b[at]];
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return compareStrings(String(one), String(other));
}

type Members = Readonly<Record<string, unknown>>;

const TEXT_MAPS: ReadonlySet<string> = new Set(['labels', 'annotations']);

function withTextsForNulls(value: Members): Members {
  const textOf = (member: unknown): unknown => (member === null ? '' : member);
  return withMembers(value, (member, key) =>
    TEXT_MAPS.has(key) && isRecord(member) ? withMembers(member, textOf) : member,
  );
}

/** Go names the innermost struct. */
function structOf(path: Path): string {
  if (path.length < 2) return 'ObjectMeta';
  return path[0] === 'ownerReferences'
    ? 'OwnerReference'
    : path[0] === 'managedFields'
      ? 'ManagedFieldsEntry'
      : 'ObjectMeta';
}

const GO_WORDS: Readonly<Record<string, string>> = { boolean: 'bool', integer: 'number' };

function decodeMessage({ structure, value, path }: Undecodable): string {
  const type = jsonType(value);
  const found = GO_WORDS[type] ?? type;
  const names = path.filter((step) => typeof step === 'string');
  // The keys of labels and annotations are no fields.
  const field = names[0] === 'labels' || names[0] === 'annotations' ? names[0] : names.join('.');
  if (field === '') return `json: cannot unmarshal ${found} into Go value of type v1.ObjectMeta`;
  return `json: cannot unmarshal ${found} into Go struct field ${structOf(path)}.${field} of type ${goType(structure, path)}`;
}

function goType(structure: Structure, path: Path): string {
  switch (structure.type) {
    case 'map':
      return 'map[string]string';
    case 'list':
      return structure.items.type === 'text' ? '[]string' : `[]v1.${structOf([...path, 0])}`;
    case 'object':
      return `v1.${structOf([...path, 0])}`;
    case 'integer':
      return 'int64';
    case 'boolean':
      return 'bool';
    default:
      return path[path.length - 1] === 'uid' ? 'types.UID' : 'string';
  }
}
