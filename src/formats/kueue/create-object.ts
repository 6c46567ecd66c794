import type { FeatureGates } from '../../model/index.ts';
import { checkRules } from '../api-server/check-rules.ts';
import { findUndecodable, type Undecodable } from '../api-server/go-decode.ts';
import type { StoredMetadata } from '../api-server/object-meta.ts';
import { structureOf } from '../api-server/structure.ts';
import { validateLists } from '../api-server/validate-lists.ts';
import { validateMetadata } from '../api-server/validate-metadata.ts';
import { validateStructure } from '../api-server/validate-structure.ts';
import { undecodable } from './decode-error.ts';
import type { JsonObject, KueueKind, KueueVersion, Unconvertible } from './kueue-kind.ts';
import type { ObjectError } from './validate-object.ts';
import { encoded, fieldsOf, fromStored, settled, toStored } from './versions.ts';
import type { KueueWebhook } from './webhooks/webhook.ts';
import { WEBHOOKS } from './webhooks/webhooks.ts';

/** An object that was accepted, or why not. */
export interface CreatedObject {
  readonly errors: readonly ObjectError[];
  readonly object?: JsonObject;
  readonly stored?: JsonObject;
}

/** Creates an object whose unknown fields are gone and whose defaults are there (recordings, order of one create). */
export function createObject(
  kind: KueueKind,
  version: KueueVersion,
  given: JsonObject,
  gates: FeatureGates,
): CreatedObject {
  const structure = structureOf(kind.schemas[version]);
  const webhook = WEBHOOKS.get(kind.kind);
  const isReadable = findUnreadable(kind, version, given) === undefined;
  const mutated = isReadable ? mutate(kind, version, given, gates, webhook) : given;
  const object = kind.hasStatusSubresource ? withoutStatus(mutated) : mutated;
  const fields = fieldsOf(object);
  const found = [
    ...validateMetadata(object.metadata as StoredMetadata, kind.isNamespaced),
    ...validateStructure(structure, fields),
    ...validateLists(structure, fields),
  ];
  const refused = [...found, ...checkRules(structure, fields, undefined, found)];
  // A webhook that may change the object sees its status, which is dropped thereafter.
  const unreadable = findUnreadable(kind, version, webhook?.mutate === undefined ? object : given);
  const candidate: Candidate = { kind, version, object, gates, unreadable };
  const errors: readonly ObjectError[] = refused.length > 0 ? refused : webhookErrors(candidate, webhook);
  return errors.length > 0 ? { errors } : { errors: [], ...storedAndRead(kind, version, object) };
}

/** The accepted object as it is stored, and as it is read back. */
export function storedAndRead(
  kind: KueueKind,
  version: KueueVersion,
  object: JsonObject,
): { readonly stored: JsonObject; readonly object: JsonObject } {
  const stored = settled(kind, 'v1beta2', toStored(kind, version, object));
  return { stored, object: settled(kind, version, fromStored(kind, version, stored)) };
}

/** A webhook that changes something answers with the whole object as Go writes it, of which nothing is taken away. */
function mutate(
  kind: KueueKind,
  version: KueueVersion,
  given: JsonObject,
  gates: FeatureGates,
  webhook: KueueWebhook | undefined,
): JsonObject {
  const changed = webhook?.mutate?.(toStored(kind, version, given), gates);
  if (changed === undefined) return given;
  const patched = encoded(kind, 'v1beta2', changed, { dropsEmpty: false });
  return settled(kind, version, fromStored(kind, version, patched));
}

function withoutStatus({ status: _, ...object }: JsonObject): JsonObject {
  return object;
}

/** An object that is put before Kueue's webhooks. */
interface Candidate {
  readonly kind: KueueKind;
  readonly version: KueueVersion;
  readonly object: JsonObject;
  readonly gates: FeatureGates;
  /** What of it, if anything, Go cannot read. */
  readonly unreadable: Undecodable | Unconvertible | undefined;
  readonly old?: JsonObject;
}

/** What of an object Kueue cannot read: its types are wrong, or it does not convert to the version that is stored. */
export function findUnreadable(
  kind: KueueKind,
  version: KueueVersion,
  object: JsonObject,
): Undecodable | Unconvertible | undefined {
  const found = findUndecodable(structureOf(kind.schemas[version]), fieldsOf(object));
  return found ?? (version === 'v1beta1' ? kind.findUnconvertible?.(object) : undefined);
}

/** What Kueue's webhooks have against an object that its schema accepts. */
export function webhookErrors(candidate: Candidate, webhook: KueueWebhook | undefined): ObjectError[] {
  const { kind, version, object, gates, unreadable, old } = candidate;
  const isConverted = version === 'v1beta1' && kind.fromV1beta1 !== undefined;
  if (unreadable !== undefined && isConverted) return [undecodable('conversion', unreadable)];
  if (webhook === undefined) return [];
  const mutates = webhook.mutate !== undefined && old === undefined;
  if (unreadable !== undefined) return [undecodable(`${mutates ? 'm' : 'v'}${webhook.name}`, unreadable)];
  return webhook.validate(toStored(kind, version, object), { gates, old: old && toStored(kind, version, old) });
}
