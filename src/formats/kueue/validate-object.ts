import { compareStrings } from '../../base/index.ts';
import { DEFAULT_FEATURE_GATES, type FeatureGates } from '../../model/index.ts';
import { schemaField } from '../api-server/api-error.ts';
import { decodeMetadata } from '../api-server/decode-metadata.ts';
import { fillDefaults } from '../api-server/fill-defaults.ts';
import { finalizerWarnings } from '../api-server/finalizer-warnings.ts';
import type { StoredMetadata } from '../api-server/object-meta.ts';
import { prune } from '../api-server/prune.ts';
import { omit, setMember } from '../objects.ts';
import type { Path } from '../path.ts';
import { type CreatedObject, createObject } from './create-object.ts';
import { badMetadata, type ObjectError } from './decode-error.ts';
import { kueueKindOf } from './kinds.ts';
import { type JsonObject, type KueueKind, type KueueVersion, kueueVersion } from './kueue-kind.ts';
import { updateStatus } from './update-status.ts';
import { structureIn } from './versions.ts';

/** Read before the schema is known, or by rules of their own. */
const TYPE_META: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/** How an object is sent to the API server. */
export interface ObjectRequest {
  /** Kueue's feature gates; its defaults if not given. */
  readonly gates?: FeatureGates;
  /**
   * `create` (the default) drops the status where it is written by itself. `status`: the object is created without it,
   * then the status is written. `stored`: the object comes from a server, status and all; nothing is new about it, and
   * what is missing in its status is not asked for, since hand-made ones leave it out.
   */
  readonly op?: 'create' | 'status' | 'stored';
}

/** What became of an object that was sent to the API server. */
export interface ValidatedObject {
  /** Empty when it was accepted; each text once. */
  readonly errors: readonly ObjectError[];
  /** What kubectl prints after `Warning: `. */
  readonly warnings: readonly string[];
  /** Fields that the kind does not know; they are dropped. */
  readonly unknown: readonly Path[];
  /** The accepted object as the server gives it back, in the version that was sent; the server's own metadata left out. */
  readonly object?: JsonObject;
  /** The same as it is stored, in v1beta2. */
  readonly stored?: JsonObject;
}

/**
 * What an API server with Kueue's webhooks makes of one of Kueue's own objects: defaults, refusals and warnings, text for
 * text.
 *
 * @param object with `apiVersion` and `kind` of one of `KUEUE_KINDS`; everything else may be anything
 * @throws RangeError if the kind or version is none of Kueue's
 * @see kueue-validation
 */
export function validateKueueObject(object: JsonObject, request: ObjectRequest = {}): ValidatedObject {
  const { apiVersion, kind: kindName } = object;
  const kind = kueueKindOf(kindName);
  const version = kueueVersion(apiVersion);
  if (kind === undefined || version === undefined)
    throw new RangeError(`${apiVersion} ${kindName} is none of Kueue's kinds`);
  const deprecation = version === 'v1beta1' ? ['This version is deprecated. Use v1beta2 instead.'] : [];
  const decoded = decodeMetadata(object.metadata);
  if (decoded.state === 'malformed') {
    const error = badMetadata(kind.kind, version, decoded.path, decoded.message);
    return { errors: [error], warnings: deprecation, unknown: [] };
  }
  const structure = structureIn(kind, version);
  const pruned = prune(structure, withMetadata(object, inScope(decoded.metadata, kind)));
  const unknown = [...decoded.unknown.map((path) => ['metadata', ...path]), ...sortedPaths(pruned.unknown)];
  const given = fillDefaults(structure, pruned.value) as JsonObject;
  const outcome = send(kind, version, given, request);
  const unknownWarnings = unknown.map((path) => `unknown field "${schemaField(path)}"`);
  const warnings = [...deprecation, ...unknownWarnings];
  if (outcome.errors.length > 0) return { errors: distinct(outcome.errors), warnings, unknown };
  const { finalizers = [] } = decoded.metadata;
  const advice = request.op === 'status' ? [] : finalizerWarnings(finalizers);
  return { ...outcome, warnings: [...warnings, ...advice], unknown };
}

/** That rules went unchecked says nothing to who mends the other mistakes anyway. */
export function isUnchecked({ stage, path, message }: ObjectError): boolean {
  return stage === 'cel' && path.length === 0 && message.startsWith('some validation rules were not checked');
}

function send(kind: KueueKind, version: KueueVersion, given: JsonObject, request: ObjectRequest): CreatedObject {
  const gates = request.gates ?? DEFAULT_FEATURE_GATES;
  const { status } = given;
  const isCreate = request.op === undefined || request.op === 'create' || !kind.hasStatusSubresource;
  if (isCreate || (request.op === 'stored' && status === undefined)) return createObject(kind, version, given, gates);
  const created = createObject(kind, version, omit(given, ['status']), gates);
  if (created.object === undefined) return created;
  const object = status === undefined ? created.object : { ...created.object, status };
  const old = request.op === 'stored' ? object : created.object;
  return updateStatus({ kind, version, object, old, gates, isStored: request.op === 'stored' });
}

/** kubectl's namespace where one is needed and none is given; none where there may be none. */
function inScope(metadata: StoredMetadata, { isNamespaced }: KueueKind): StoredMetadata {
  if (!isNamespaced) return omit(metadata, ['namespace']);
  return metadata.namespace === undefined ? { ...metadata, namespace: 'default' } : metadata;
}

/** The object without its version and kind, which are looked at before everything else. */
function withMetadata(object: JsonObject, metadata: StoredMetadata): JsonObject {
  const fields: Record<string, unknown> = { metadata };
  for (const key of Object.keys(object)) if (!TYPE_META.has(key)) setMember(fields, key, object[key]);
  return fields;
}

function sortedPaths(paths: readonly Path[]): Path[] {
  return paths.toSorted((a, b) => compareStrings(schemaField(a), schemaField(b)));
}

function distinct(errors: readonly ObjectError[]): ObjectError[] {
  return [
    ...new Map(errors.toReversed().map((error) => [`${error.stage} ${error.text}`, error])).values(),
  ].toReversed();
}
