import type { FeatureGates } from '../../model/index.ts';
import { checkRules } from '../api-server/check-rules.ts';
import { fillDefaults } from '../api-server/fill-defaults.ts';
import { findUndecodable, type Undecodable } from '../api-server/go-decode.ts';
import type { StoredMetadata } from '../api-server/object-meta.ts';
import { validateLists } from '../api-server/validate-lists.ts';
import { validateMetadata } from '../api-server/validate-metadata.ts';
import { validateStructure } from '../api-server/validate-structure.ts';
import { omit } from '../objects.ts';
import type { ObjectError } from './decode-error.ts';
import { undecodable } from './decode-error.ts';
import type { JsonObject, KueueKind, KueueVersion, Unconvertible } from './kueue-kind.ts';
import { encoded, fromStored, isConverted, settled, structureIn, toStored } from './versions.ts';
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
  const structure = structureIn(kind, version);
  const webhook = WEBHOOKS.get(kind.kind);
  // A webhook that may change the object sees its status, which is dropped thereafter.
  const seen = webhook?.mutate === undefined ? accepted(kind, given) : given;
  const unreadable = findUnreadable(kind, version, seen);
  const object = accepted(kind, unreadable === undefined ? mutate(kind, version, seen, gates, webhook) : seen);
  const found = [
    ...validateMetadata(object.metadata as StoredMetadata, kind.isNamespaced),
    ...validateStructure(structure, object),
    ...validateLists(structure, object),
  ];
  const refused = [...found, ...checkRules(structure, object, undefined, found)];
  if (refused.length > 0) return { errors: refused };
  return putBefore(webhook, { kind, version, object, gates, unreadable });
}

/** What of an object is taken on create. */
function accepted({ hasStatusSubresource }: KueueKind, object: JsonObject): JsonObject {
  return hasStatusSubresource ? omit(object, ['status']) : object;
}

/**
 * A webhook that changes something answers with the whole object as Go writes it, of which nothing is taken away: a list that
 * Go writes as `null` is told to be no list.
 */
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
  return fillDefaults(structureIn(kind, version), fromStored(kind, version, patched)) as JsonObject;
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
  const found = findUndecodable(structureIn(kind, version), object);
  return found ?? (version === 'v1beta1' ? kind.findUnconvertible?.(object) : undefined);
}

/** What becomes of an object that its schema accepts: it has to be readable, and a webhook may refuse it. */
export function putBefore(webhook: KueueWebhook | undefined, candidate: Candidate): CreatedObject {
  const { kind, version, object, gates, old } = candidate;
  const refusal = unreadableError(webhook, candidate);
  if (refusal !== undefined) return { errors: [refusal] };
  const converted = toStored(kind, version, object);
  const errors = webhook?.validate(converted, { gates, old: old && toStored(kind, version, old) }) ?? [];
  if (errors.length > 0) return { errors };
  if (version === 'v1beta2') return { errors, stored: object, object };
  const stored = settled(kind, 'v1beta2', converted);
  return { errors, stored, object: settled(kind, version, fromStored(kind, version, stored)) };
}

/** What cannot be read is refused by whoever is the first that has to. */
function unreadableError(
  webhook: KueueWebhook | undefined,
  { kind, version, unreadable, old }: Candidate,
): ObjectError | undefined {
  if (unreadable === undefined) return undefined;
  if (isConverted(kind, version)) return undecodable('conversion', unreadable);
  const mutates = webhook?.mutate !== undefined && old === undefined;
  return webhook && undecodable(`${mutates ? 'm' : 'v'}${webhook.name}`, unreadable);
}
