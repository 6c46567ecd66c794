import * as z from 'zod';
import { resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { placeFindings } from '../finding.ts';
import { answered, oneOf, optional } from '../schema.ts';
import { recordedClock } from './clock.ts';
import { type RecordingReader, readRecordedObjects } from './recording-reader.ts';

const header = answered({ id: z.string(), ask: answered({ what: z.string() }) });

const common = { clusterQueue: z.string() };
const ask = z.union([
  answered({
    ...common,
    what: oneOf(['preemptionCandidates']),
    admissionFairSharing: optional(z.boolean()),
    localQueueUsage: optional(z.record(z.string(), z.number())),
  }),
  answered({
    ...common,
    what: oneOf(['fairTargets']),
    candidates: z.array(z.string()),
    actions: optional(z.array(oneOf(['pop', 'drop']))),
  }),
]);

const schema = answered({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  now: recordedClock,
  objects: z.array(z.unknown()),
  ask,
  expect: answered({ order: z.array(z.string()) }),
});

/** Orders that are judged; others are kept as unknown. */
const JUDGED = ['preemptionCandidates', 'fairTargets'];

/** Reads recordings of kind `order`: in which order Kueue looked at victims or at their queues. */
export const orderRecordingReader: RecordingReader = {
  kind: 'order',
  read(document) {
    const asked = checkShape(header, document.value, []);
    if (!asked.isValid) return { problems: placeFindings(document, asked.findings) };
    const { id } = asked.value;
    if (!JUDGED.includes(asked.value.ask.what))
      return { recording: { id, kind: 'order', isUnknown: true }, problems: [] };
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { ask, expect, objects, now } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    const { inputs, problems } = readRecordedObjects(document, objects, gates);
    const rest = {
      id,
      kind: 'order' as const,
      gates,
      nowMs: now,
      cluster: inputs,
      governance: inputs,
      expected: expect,
    };
    const { clusterQueue } = ask;
    if (ask.what === 'fairTargets') {
      const { what, candidates, actions } = ask;
      return { recording: { ...rest, what, clusterQueue, candidates, actions: actions ?? [] }, problems };
    }
    const usage = ask.admissionFairSharing === true ? new Map(Object.entries(ask.localQueueUsage ?? {})) : undefined;
    const { what } = ask;
    return { recording: { ...rest, what, clusterQueue, ...(usage && { localQueueUsage: usage }) }, problems };
  },
};
