import { type Quantity, storedQuantity } from '../../base/index.ts';
import { isRecord } from '../objects.ts';
import { decodedQuantity } from './quantity-fields.ts';
import type { ObjectShape, Structure } from './structure.ts';
import { timeMs } from './time.ts';
import { withItems, withMembers } from './with-changes.ts';

const ZERO_TIME_MS = Date.parse('0001-01-01T00:00:00Z');

/** How a value is written back. */
export interface GoEncoding {
  /** Are empty texts, lists and maps left out, where Go may? A webhook's patch takes nothing away. */
  readonly dropsEmpty: boolean;
}

/**
 * A value as Go writes it after reading it into its types: fields that Go always writes are there, quantities are in the
 * form that Kubernetes stores, times in UTC and whole seconds, a `null` in a list is what its type is without a value. Lists
 * and maps that Go always writes are `null` where there is none.
 * @see kueue-validation §2, Mutating
 */
export function goEncode(structure: Structure, value: unknown, encoding: GoEncoding): unknown {
  switch (structure.type) {
    case 'object':
      return encodeFields(structure, isRecord(value) ? value : {}, encoding);
    case 'map':
      return isRecord(value) ? withMembers(value, (member) => goEncode(structure.values, member, encoding)) : null;
    case 'list':
      return Array.isArray(value) ? withItems(value, (item) => goEncode(structure.items, item, encoding)) : null;
    case 'text':
      if (typeof value !== 'string') return '';
      return structure.isDateTime ? goTime(value) : value;
    case 'intOrString':
      if (structure.pattern === undefined) return value ?? 0;
      return storedQuantity(decodedQuantity((value ?? 0) as Quantity));
    case 'integer':
      return value ?? 0;
    case 'boolean':
      return value ?? false;
    case 'any':
      return value;
  }
}

function encodeFields(
  { entries }: ObjectShape,
  value: Readonly<Record<string, unknown>>,
  encoding: GoEncoding,
): Readonly<Record<string, unknown>> {
  const encoded: Record<string, unknown> = {};
  for (const [key, field] of entries) {
    const isGiven = Object.hasOwn(value, key) && value[key] !== null;
    if (!isGiven && field.goZero === undefined) continue;
    const given = isGiven ? value[key] : field.goZero;
    const member = given === null ? null : goEncode(field, given, encoding);
    const isWritten = field.goZero !== undefined || field.keepsEmpty || !encoding.dropsEmpty || !isEmpty(member);
    if (isWritten) encoded[key] = member;
  }
  return encoded;
}

function isEmpty(member: unknown): boolean {
  if (Array.isArray(member)) return member.length === 0;
  return isRecord(member) ? Object.keys(member).length === 0 : member === '' || member === 0 || member === false;
}

/** Go's zero time is written as `null`. */
function goTime(text: string): string | null {
  const ms = timeMs(text);
  if (ms === undefined) return text;
  return ms === ZERO_TIME_MS ? null : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
