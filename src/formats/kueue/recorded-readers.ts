import type { ApiError } from '../api-server/api-error.ts';
import { OBJECT_META } from '../api-server/object-meta.ts';
import { prune } from '../api-server/prune.ts';
import { UNREADABLE_QUANTITY, unreadableQuantities } from '../api-server/quantity-fields.ts';
import type { Structure } from '../api-server/structure.ts';
import { validateStructure } from '../api-server/validate-structure.ts';
import { type Finding, mistake } from '../finding.ts';
import type { KindReader } from '../kubernetes/kind-reader.ts';
import { recordedLimitRangeReader } from '../kubernetes/limit-range.ts';
import { isRecord } from '../objects.ts';
import type { Path } from '../path.ts';
import { claimName } from './claim-name.ts';
import { KUEUE_KINDS } from './kinds.ts';
import { type JsonObject, type KueueKind, kueueVersion } from './kueue-kind.ts';
import { structureIn } from './versions.ts';

/**
 * Readers for what never met an API server, as the objects of recordings: no default is filled in; of Kueue's kinds names,
 * bounds and rules are not looked at, only the types have to be right.
 */
export const RECORDED_KINDS: readonly KindReader[] = [...KUEUE_KINDS.map(recordedReader), recordedLimitRangeReader];

function recordedReader(kind: KueueKind): KindReader {
  return {
    kind: kind.kind,
    apiVersions: kind.apiVersions,
    read(value, context) {
      const model = readRecorded(kind, value, context.path, context.report);
      if (model !== undefined && claimName(value, context)) kind.add(model, context);
    },
  };
}

/** One object of a recording for the model; undefined, and the mistakes told, where its types are wrong. */
export function readRecorded<Model>(
  kind: KueueKind<Model>,
  value: unknown,
  path: Path,
  report: (finding: Finding) => void,
): Model | undefined {
  let isSound = true;
  const tell = ({ path: inner, ...finding }: Finding): void => {
    isSound &&= finding.severity !== 'error';
    report({ ...finding, path: [...path, ...inner] });
  };
  if (!isRecord(value)) {
    tell(mistake('wrong-type', [], `expected an object of kind ${kind.kind}`));
    return undefined;
  }
  const { apiVersion, kind: _, metadata = {}, ...fields } = value;
  const version = kueueVersion(apiVersion) ?? 'v1beta2';
  const object = {
    ...(sound(structureIn(kind, version), fields, [], tell) as JsonObject),
    metadata: sound(OBJECT_META, metadata, ['metadata'], tell),
  };
  if (!isSound) return undefined;
  const stored = version === 'v1beta1' && kind.fromV1beta1 !== undefined ? kind.fromV1beta1(object) : object;
  const model = kind.toModel(stored, tell);
  return isSound ? model : undefined;
}

/** The value without unknown fields; types that are wrong, and quantities that are none, are told. */
function sound(structure: Structure, value: unknown, base: Path, tell: (finding: Finding) => void): unknown {
  const known = prune(structure, value).value;
  for (const { path, message } of validateStructure(structure, known, base).filter(isTypeError)) {
    tell(mistake('wrong-type', path, message));
  }
  for (const path of unreadableQuantities(structure, known, base)) {
    tell(mistake('invalid-quantity', path, UNREADABLE_QUANTITY));
  }
  return known;
}

/** Numbers beyond their type are among these. */
function isTypeError({ type, message }: ApiError): boolean {
  return type === 'FieldValueTypeInvalid' || type === 'FieldValueNotSupported' || message.startsWith('Checked value ');
}
