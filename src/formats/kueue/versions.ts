import { fillDefaults } from '../api-server/fill-defaults.ts';
import { type GoEncoding, goEncode } from '../api-server/go-encode.ts';
import { prune } from '../api-server/prune.ts';
import { type Structure, wholeStructureOf } from '../api-server/structure.ts';
import type { JsonObject, KueueKind, KueueVersion } from './kueue-kind.ts';

/** What the schema of a version says of a whole object. */
export function structureIn({ schemas }: KueueKind, version: KueueVersion): Structure {
  return wholeStructureOf(schemas[version]);
}

/** The object as the server keeps it in hand: without unknown fields and nulls, with the defaults of its version. */
export function settled(kind: KueueKind, version: KueueVersion, object: JsonObject): JsonObject {
  const structure = structureIn(kind, version);
  return fillDefaults(structure, prune(structure, object).value) as JsonObject;
}

/** The object as Go writes it in a version. */
export function encoded(
  kind: KueueKind,
  version: KueueVersion,
  object: JsonObject,
  encoding: GoEncoding = { dropsEmpty: true },
): JsonObject {
  return goEncode(structureIn(kind, version), object, encoding) as JsonObject;
}

/** Do objects of this version look otherwise than they are stored, and not only call their version otherwise? */
export function isConverted(kind: KueueKind, version: KueueVersion): boolean {
  return version === 'v1beta1' && kind.fromV1beta1 !== undefined;
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
