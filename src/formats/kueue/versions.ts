import { fillDefaults } from '../api-server/fill-defaults.ts';
import { type GoEncoding, goEncode } from '../api-server/go-encode.ts';
import { prune } from '../api-server/prune.ts';
import { structureOf } from '../api-server/structure.ts';
import type { JsonObject, KueueKind, KueueVersion } from './kueue-kind.ts';

/** The object without its metadata: what a kind's schema speaks of. */
export function fieldsOf({ metadata: _, ...fields }: JsonObject): JsonObject {
  return fields;
}

/** The object with other fields. */
function withFields({ metadata }: JsonObject, fields: unknown): JsonObject {
  return { metadata, ...(fields as JsonObject) };
}

/** The object as the server keeps it in hand: without unknown fields and nulls, with the defaults of its version. */
export function settled(kind: KueueKind, version: KueueVersion, object: JsonObject): JsonObject {
  const structure = structureOf(kind.schemas[version]);
  return withFields(object, fillDefaults(structure, prune(structure, fieldsOf(object)).value));
}

/** The object as Go writes it in a version. */
export function encoded(
  kind: KueueKind,
  version: KueueVersion,
  object: JsonObject,
  encoding: GoEncoding = { dropsEmpty: true },
): JsonObject {
  return withFields(object, goEncode(structureOf(kind.schemas[version]), fieldsOf(object), encoding));
}

/** The object in v1beta2, in which all are stored. Where versions look the same it only changes its name. */
export function toStored(kind: KueueKind, version: KueueVersion, object: JsonObject): JsonObject {
  if (version === 'v1beta2' || kind.fromV1beta1 === undefined) return object;
  return encoded(kind, 'v1beta2', kind.fromV1beta1(encoded(kind, 'v1beta1', object)));
}

/** A stored object in the version asked for. */
export function fromStored(kind: KueueKind, version: KueueVersion, object: JsonObject): JsonObject {
  if (version === 'v1beta2' || kind.toV1beta1 === undefined) return object;
  return encoded(kind, 'v1beta1', kind.toV1beta1(object));
}
