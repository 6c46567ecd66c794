import type { FeatureGates } from '../../model/index.ts';
import type { ApiError } from '../api-server/api-error.ts';
import { checkRules } from '../api-server/check-rules.ts';
import type { Structure } from '../api-server/structure.ts';
import { validateLists } from '../api-server/validate-lists.ts';
import { validateStructure } from '../api-server/validate-structure.ts';
import { type CreatedObject, findUnreadable, putBefore } from './create-object.ts';
import type { JsonObject, KueueKind, KueueVersion } from './kueue-kind.ts';
import { structureIn } from './versions.ts';
import { workloadWebhook } from './webhooks/workload-webhook.ts';

/** A status that is written. */
export interface StatusUpdate {
  readonly kind: KueueKind;
  readonly version: KueueVersion;
  /** The stored object with its new status. */
  readonly object: JsonObject;
  /** The same before. */
  readonly old: JsonObject;
  readonly gates: FeatureGates;
  /** Has the status been stored before? Then it may leave out what it should have. */
  readonly isStored: boolean;
}

/**
 * Writes the status of an object that is stored. Messages of the schema name places from the status on; only Workloads are
 * put before a webhook.
 */
export function updateStatus({ kind, version, object, old, gates, isStored }: StatusUpdate): CreatedObject {
  const structure = structureIn(kind, version);
  const found = [...schemaErrors(structure, object.status), ...validateLists(structure, object)];
  const isIncomplete = isStored && found.some(isMissing);
  const refused = isIncomplete
    ? found.filter((error) => !isMissing(error))
    : [...found, ...checkRules(structure, object, old, found)];
  if (refused.length > 0) return { errors: refused };
  const webhook = kind.kind === 'Workload' && !isIncomplete ? workloadWebhook : undefined;
  const unreadable = findUnreadable(kind, version, object);
  return putBefore(webhook, { kind, version, object, gates, unreadable, old });
}

function isMissing({ type }: ApiError): boolean {
  return type === 'FieldValueRequired';
}

function schemaErrors(structure: Structure, status: unknown): ApiError[] {
  return status === undefined ? [] : validateStructure(statusOf(structure), status, ['status']);
}

function statusOf(structure: Structure): Structure {
  const status = structure.type === 'object' ? structure.fields.get('status') : undefined;
  if (status === undefined) throw new RangeError('this kind has no status');
  return status;
}
