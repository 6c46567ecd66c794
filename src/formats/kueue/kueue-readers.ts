import { didYouMean, type ProblemCode, printable } from '../../base/index.ts';
import { OBJECT_META } from '../api-server/object-meta.ts';
import { UNREADABLE_QUANTITY, unreadableQuantities } from '../api-server/quantity-fields.ts';
import { type Structure, stepInto } from '../api-server/structure.ts';
import { type Finding, mistake } from '../finding.ts';
import type { KindContext, KindReader } from '../kubernetes/kind-reader.ts';
import { isRecord, omit } from '../objects.ts';
import { type Path, valueAt } from '../path.ts';
import { claimName } from './claim-name.ts';
import type { ObjectError } from './decode-error.ts';
import { KUEUE_KINDS } from './kinds.ts';
import { type JsonObject, type KueueKind, kueueVersion } from './kueue-kind.ts';
import { isUnchecked, type ValidatedObject, validateKueueObject } from './validate-object.ts';
import { structureIn } from './versions.ts';

/**
 * Readers of Kueue's own kinds: what the API server or Kueue's webhooks refuse is a mistake, in their words. A field that
 * the kind does not know is one too, as in kubectl's strict validation; in a status, which machines write, it is not.
 */
export const KUEUE_READERS: readonly KindReader[] = KUEUE_KINDS.map((kind) => ({
  kind: kind.kind,
  apiVersions: kind.apiVersions,
  read: (value, context) => void readObject(kind, value as JsonObject, context),
}));

function readObject(kind: KueueKind, object: JsonObject, context: KindContext): void {
  let isSound = true;
  const report = (finding: Finding): void => {
    isSound &&= finding.severity !== 'error';
    context.report({ ...finding, path: [...context.path, ...finding.path] });
  };
  const result = validateKueueObject(object, { gates: context.gates, op: 'stored' });
  for (const path of result.unknown) report(unknownField(kind, object, path));
  for (const error of result.errors) if (!isUnchecked(error)) report(refusal(error));
  if (result.stored === undefined) return;
  const stored = ownNamespace(object, result.stored);
  for (const path of unreadableQuantities(structureIn(kind, 'v1beta2'), stored)) {
    report(mistake('invalid-quantity', path, UNREADABLE_QUANTITY));
  }
  const model = kind.toModel(stored, report);
  if (isSound && claimName(object, context)) kind.add(model, context);
}

/** The namespace that kubectl would have filled in stays open. */
function ownNamespace(given: JsonObject, stored: NonNullable<ValidatedObject['stored']>): JsonObject {
  if (typeof valueAt(given, ['metadata', 'namespace']) === 'string') return stored;
  const metadata = omit(stored.metadata as JsonObject, ['namespace']);
  return metadata === stored.metadata ? stored : { ...stored, metadata };
}

const CODES: Readonly<Record<ObjectError['type'], ProblemCode>> = {
  FieldValueRequired: 'missing',
  FieldValueTypeInvalid: 'wrong-type',
  FieldValueTooLong: 'out-of-range',
  FieldValueTooMany: 'out-of-range',
  FieldValueDuplicate: 'duplicate',
  FieldValueNotFound: 'not-found',
  FieldValueInvalid: 'invalid-value',
  FieldValueNotSupported: 'invalid-value',
  FieldValueForbidden: 'invalid-value',
  BadRequest: 'wrong-type',
  Decode: 'wrong-type',
  Conversion: 'wrong-type',
};
/** Values may be as long as a file; what is wrong with them stands behind them. */
const MAX_TEXT = 600;

function refusal({ type, path, text }: ObjectError): Finding {
  const message = text.length <= MAX_TEXT ? text : `${text.slice(0, MAX_TEXT / 2)} … ${text.slice(-MAX_TEXT / 2)}`;
  return { code: CODES[type], severity: 'error', path, message: printable(message) };
}

function unknownField(kind: KueueKind, object: JsonObject, path: Path): Finding {
  const key = String(path[path.length - 1]);
  const parent = valueAt(object, path.slice(0, -1));
  const absent = knownKeys(kind, object, path).filter((known) => !isRecord(parent) || !Object.hasOwn(parent, known));
  const hint = didYouMean(key, absent);
  const message = printable(`unknown field "${key.slice(0, 100)}"${hint}; rename or remove it`);
  const severity = path[0] === 'status' ? 'warning' : 'error';
  return { code: 'unknown-key', severity, path, isKey: true, message };
}

/** Fields that the schema knows where an unknown one stands. */
function knownKeys(kind: KueueKind, { apiVersion }: JsonObject, path: Path): string[] {
  const [first, ...others] = path;
  const isMetadata = first === 'metadata';
  let structure: Structure | undefined = isMetadata
    ? OBJECT_META
    : structureIn(kind, kueueVersion(apiVersion) ?? 'v1beta2');
  for (const step of (isMetadata ? others : path).slice(0, -1)) structure = structure && stepInto(structure, step);
  return structure?.type === 'object' ? [...structure.fields.keys()] : [];
}
