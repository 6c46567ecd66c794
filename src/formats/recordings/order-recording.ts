import * as z from 'zod';
import type { OrderRecording } from '../../analysis/index.ts';
import { resolveFeatureGates } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import type { InputDocument } from '../documents/input-document.ts';
import { placeFindings } from '../finding.ts';
import { answered, oneOf, optional } from '../schema.ts';
import { recordedClock } from './clock.ts';
import { type ReadRecording, type RecordingReader, readRecordedObjects } from './recording-reader.ts';

const asked = answered(() => ({ id: z.string(), ask: answered(() => ({ what: z.string() })) }));

const candidatesSchema = schemaOf(
  answered(() => ({
    clusterQueue: z.string(),
    admissionFairSharing: optional(z.boolean()),
    localQueueUsage: optional(z.record(z.string(), z.number())),
  })),
);

const targetsSchema = schemaOf(
  answered(() => ({
    clusterQueue: z.string(),
    candidates: z.array(z.string()),
    actions: optional(z.array(oneOf(['pop', 'drop']))),
  })),
);

/** Reads recordings of kind `order`: in which order Kueue looked at victims or at their queues. */
export const orderRecordingReader: RecordingReader = {
  kind: 'order',
  read(document) {
    const checked = checkShape(asked, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask } = checked.value;
    switch (ask.what) {
      case 'preemptionCandidates':
        return readOrder(document, candidatesSchema, ({ clusterQueue, admissionFairSharing, localQueueUsage }) => ({
          what: 'preemptionCandidates',
          clusterQueue,
          ...(admissionFairSharing === true && { localQueueUsage: new Map(Object.entries(localQueueUsage ?? {})) }),
        }));
      case 'fairTargets':
        return readOrder(document, targetsSchema, ({ clusterQueue, candidates, actions }) => {
          return { what: 'fairTargets', clusterQueue, candidates, actions: actions ?? [] };
        });
      default:
        return { recording: { id, kind: 'order', isUnknown: true }, problems: [] };
    }
  },
};

/** What an order is about: its part of the recording. */
type Question<R = OrderRecording> = R extends OrderRecording
  ? Pick<R, Exclude<keyof R, 'id' | 'kind' | 'gates' | 'nowMs' | 'cluster' | 'governance' | 'expected'>>
  : never;

interface RecordedOrder<Ask> {
  readonly id: string;
  readonly gates?: Record<string, boolean> | null | undefined;
  readonly now: number;
  readonly objects: unknown[];
  readonly ask: Ask;
  readonly expect: { readonly order: string[] };
}

function schemaOf<Ask>(ask: z.ZodType<Ask>): z.ZodType<RecordedOrder<Ask>> {
  const schema = answered(() => ({
    id: z.string(),
    gates: optional(z.record(z.string(), z.boolean())),
    now: recordedClock,
    objects: z.array(z.unknown()),
    ask,
    expect: answered(() => ({ order: z.array(z.string()) })),
  }));
  return schema as unknown as z.ZodType<RecordedOrder<Ask>>;
}

function readOrder<Ask>(
  document: InputDocument,
  schema: z.ZodType<RecordedOrder<Ask>>,
  toQuestion: (ask: Ask) => Question,
): ReadRecording {
  const checked = checkShape(schema, document.value, []);
  if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
  const { id, ask, expect, objects, now } = checked.value;
  const gates = resolveFeatureGates(checked.value.gates ?? {});
  const { inputs, problems } = readRecordedObjects(document, objects, gates);
  const common = { id, kind: 'order' as const, gates, nowMs: now, cluster: inputs, governance: inputs };
  return { recording: { ...common, ...toQuestion(ask), expected: { order: expect.order } }, problems };
}
