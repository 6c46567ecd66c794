import * as z from 'zod';
import { compareAnswers } from '../../analysis/index.ts';
import { compareStrings } from '../../base/index.ts';
import { resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { mistake, placeFindings } from '../finding.ts';
import { kueueKindOf } from '../kueue/kinds.ts';
import { type JsonObject, kueueVersion } from '../kueue/kueue-kind.ts';
import { type ValidatedObject, validateKueueObject } from '../kueue/validate-object.ts';
import { isRecord } from '../objects.ts';
import { shown } from '../path.ts';
import { answered, oneOf, optional } from '../schema.ts';
import { jsonDifferences } from './json-differences.ts';
import type { RecordingReader } from './recording-reader.ts';

const error = answered(
  () => ({ stage: z.string(), field: z.string(), type: z.string(), text: z.string() }),
  ['message'],
);
const difference = z.object({ path: z.string(), value: z.unknown().optional(), removed: z.literal(true).optional() });

const schema = answered(() => ({
  id: z.string(),
  op: optional(oneOf(['status'])),
  gates: optional(z.record(z.string(), z.boolean())),
  object: z.custom<JsonObject>(isRecord, { error: 'expected an object' }),
  expect: answered(
    () => ({
      errors: optional(z.array(error)),
      defaulted: optional(z.array(difference)),
      warnings: optional(z.array(z.string())),
    }),
    ['kubectl', 'mutatingWebhook'],
  ),
}));

type Expected = z.output<typeof schema>['expect'];

/** Reads recordings of kind `validate`: how an API server with Kueue's webhooks takes one of Kueue's own objects. */
export const validateRecordingReader: RecordingReader = {
  kind: 'validate',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, object, expect, op } = checked.value;
    const unknown = unknownKind(object, op === 'status');
    if (unknown !== undefined) {
      return { problems: placeFindings(document, [mistake('unsupported-kind', ['object', 'kind'], unknown)]) };
    }
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const judge = () => {
      const result = validateKueueObject(object, { gates, op: op ?? 'create' });
      return compareAnswers(expectedAnswer(expect), actualAnswer(object, result));
    };
    return { recording: { id, kind: 'validate', judge }, problems: [] };
  },
};

function unknownKind({ kind: name, apiVersion }: JsonObject, isStatus: boolean): string | undefined {
  const kind = kueueKindOf(name);
  if (kind === undefined || kueueVersion(apiVersion) === undefined) {
    return `expected one of Kueue's kinds, found ${shown(name)} of ${shown(apiVersion)}`;
  }
  return isStatus && !kind.hasStatusSubresource
    ? `a ${kind.kind} has no status that could be written by itself`
    : undefined;
}

/** What is compared: errors and differences as sets, warnings in their order. */
interface ComparedAnswer {
  readonly errors: readonly string[];
  /** JSON pointer → value. */
  readonly defaulted: Readonly<Record<string, unknown>>;
  readonly warnings: readonly string[];
}

function expectedAnswer({ errors, defaulted, warnings }: Expected): ComparedAnswer {
  return { errors: comparableErrors(errors ?? []), defaulted: comparable(defaulted ?? []), warnings: warnings ?? [] };
}

function actualAnswer(given: JsonObject, { errors, object, warnings }: ValidatedObject): ComparedAnswer {
  const { apiVersion, kind } = given;
  const differences = object === undefined ? [] : jsonDifferences(given, { apiVersion, kind, ...object });
  return {
    errors: comparableErrors(errors),
    defaulted: comparable(differences.filter(({ path }) => !SERVER_FIELDS.test(path))),
    warnings,
  };
}

/** Metadata that the server fills in by itself. */
const SERVER_FIELDS = /^\/metadata\/(?:creationTimestamp|uid|generation|resourceVersion|managedFields)(?:$|\/)/;
/** What Go's decoder says names types of Go's, which are not imitated. */
const DECODER_ERRORS: ReadonlySet<string> = new Set(['BadRequest', 'Decode', 'Conversion']);

function comparableErrors(errors: readonly z.output<typeof error>[]): string[] {
  const texts = errors.map(({ stage, field, type, text }) =>
    DECODER_ERRORS.has(type) ? type : [stage, field, type, text].join(' | '),
  );
  return [...new Set(texts)].toSorted(compareStrings);
}

function comparable(differences: readonly z.output<typeof difference>[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    differences.map(({ path, value, removed }) => [path, removed === true ? { removed } : value]),
  );
}
