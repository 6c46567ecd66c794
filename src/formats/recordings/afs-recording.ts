import * as z from 'zod';
import type { AfsAnswer, AfsQuestion, AfsRecording } from '../../analysis/index.ts';
import { type Quantity, quantityNanos } from '../../base/index.ts';
import type { Consumption } from '../../quota/index.ts';
import { checkShape } from '../check-shape.ts';
import { type Finding, mistake, placeFindings } from '../finding.ts';
import { answered, count, oneOf, optional, plainMap, resourceList } from '../schema.ts';
import { type RecordedConfig, recordedConfig, toConfiguration } from './recorded-config.ts';
import type { RecordingReader } from './recording-reader.ts';

const seconds = z.number().min(0);

const ask = answered(() => ({
  what: oneOf(['decay', 'samples', 'penalty', 'usage']),
  consumed: optional(resourceList),
  usage: optional(resourceList),
  elapsedSeconds: optional(seconds),
  halfLifeSeconds: optional(seconds),
  times: optional(count()),
  requests: optional(resourceList),
  penalty: optional(resourceList),
  weight: optional(z.number()),
  resourceWeights: optional(
    plainMap<number>((_, value) =>
      typeof value === 'number' ? undefined : { code: 'wrong-type', message: 'a weight is a number' },
    ),
  ),
}));

const schema = answered(() => ({
  id: z.string(),
  config: optional(recordedConfig),
  ask,
  expect: answered(() => ({
    consumed: optional(z.union([resourceList, z.array(resourceList)])),
    penalty: optional(resourceList),
    usage: optional(z.string().regex(/^(?:\+Inf|-?\d+(?:\.\d+)?(?:e[+-]\d+)?)$/)),
  })),
}));

type Ask = z.output<typeof ask>;

/** Reads recordings of kind `afs`: sums of admission fair sharing. */
export const afsRecordingReader: RecordingReader = {
  kind: 'afs',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, config, expect } = checked.value;
    const findings: Finding[] = [];
    const question = toQuestion(ask, config ?? {}, findings);
    const expected = toAnswer(expect, ask.what, findings);
    if (question === undefined || expected === undefined) return { problems: placeFindings(document, findings) };
    const recording: AfsRecording = { id, kind: 'afs', question, expected };
    return { recording, problems: [] };
  },
};

function toQuestion(ask: Ask, config: RecordedConfig, findings: Finding[]): AfsQuestion | undefined {
  const elapsed = {
    usage: toConsumption(ask.usage),
    elapsedMs: toMs(ask.elapsedSeconds),
    usageHalfLifeMs: toMs(ask.halfLifeSeconds),
  };
  switch (ask.what) {
    case 'decay':
      return { what: 'decay', consumed: toConsumption(ask.consumed), ...elapsed };
    case 'samples':
      return { what: 'samples', times: ask.times ?? 1, ...elapsed };
    case 'penalty': {
      const decay = toConfiguration(config).admissionFairSharing;
      if (decay !== undefined) return { what: 'penalty', requests: toConsumption(ask.requests), decay };
      const message = '"admissionFairSharing" is missing; add it with half-life and sampling interval';
      findings.push(mistake('missing', ['config', 'admissionFairSharing'], message));
      return undefined;
    }
    case 'usage': {
      const { consumed, penalty, weight, resourceWeights } = ask;
      return {
        what: 'usage',
        consumed: toConsumption(consumed),
        penalty: toConsumption(penalty),
        weight: weight ?? 1,
        resourceWeights: resourceWeights ?? {},
      };
    }
  }
}

function toAnswer(
  { consumed, penalty, usage }: z.output<typeof schema>['expect'],
  what: Ask['what'],
  findings: Finding[],
): AfsAnswer | undefined {
  if (what === 'usage' && usage) return String(usage === '+Inf' ? Number.POSITIVE_INFINITY : Number(usage));
  const amounts = what === 'penalty' ? penalty : consumed;
  if (what !== 'usage' && amounts) return (Array.isArray(amounts) ? amounts : [amounts]).map(nanoTexts);
  const key = what === 'usage' || what === 'penalty' ? what : 'consumed';
  findings.push(mistake('missing', ['expect', key], `"${key}" is missing; it is the answer to "${what}"`));
  return undefined;
}

function toConsumption(quantities: Readonly<Record<string, Quantity>> | null | undefined): Consumption {
  return new Map(Object.entries(quantities ?? {}).map(([resource, quantity]) => [resource, quantityNanos(quantity)]));
}

function nanoTexts(quantities: Readonly<Record<string, Quantity>>): Readonly<Record<string, string>> {
  return Object.fromEntries([...toConsumption(quantities)].map(([resource, nanos]) => [resource, String(nanos)]));
}

function toMs(value: number | null | undefined): number {
  return Math.round((value ?? 0) * 1000);
}
