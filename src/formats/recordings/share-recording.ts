import * as z from 'zod';
import type {
  FlavorAmountTexts,
  QuotaAnswer,
  RecordedAmount,
  ShareAnswer,
  ShareRecording,
} from '../../analysis/index.ts';
import { type Quantity, resourceAmount } from '../../base/index.ts';
import { resolveFeatureGates } from '../../model/index.ts';
import { type Amount, amountText, toAmount } from '../../quota/index.ts';
import { checkShape } from '../check-shape.ts';
import { placeFindings } from '../finding.ts';
import { answered, optional, present, signedQuantity } from '../schema.ts';
import { type RecordingReader, readRecordedObjects } from './recording-reader.ts';

/** Flavor → resource → quantity; negative where more is in use than there is. */
const amounts = z.record(z.string(), z.record(z.string(), signedQuantity));

const node = answered(() => ({
  subtree: optional(amounts),
  usage: optional(amounts),
  potential: optional(amounts),
  availableUnclamped: optional(amounts),
  available: optional(amounts),
  share: answered(() => ({
    weightedShare: z.string().regex(/^\d+$/),
    precise: z.string().regex(/^(?:\+Inf|\d+(?:\.\d+)?)$/),
    resource: optional(z.string()),
    borrowing: z.boolean(),
  })),
}));

const schema = answered(() => ({
  id: z.string(),
  gates: optional(z.record(z.string(), z.boolean())),
  objects: z.array(z.unknown()),
  ask: optional(
    answered(() => ({
      usage: optional(z.record(z.string(), amounts)),
      extraRequests: optional(amounts),
      requested: optional(amounts),
    })),
  ),
  expect: answered(() => ({
    clusterQueues: optional(z.record(z.string(), node)),
    cohorts: optional(z.record(z.string(), node)),
    borrowingOnRequested: optional(z.boolean()),
  })),
}));

/** Reads recordings of kind `share`: quota, usage and share of queues and cohorts. */
export const shareRecordingReader: RecordingReader = {
  kind: 'share',
  read(document) {
    const checked = checkShape(schema, document.value, []);
    if (!checked.isValid) return { problems: placeFindings(document, checked.findings) };
    const { id, ask, expect, objects } = checked.value;
    const gates = resolveFeatureGates(checked.value.gates ?? {});
    // Who requests nothing borrows on nothing: an empty list is not written.
    const isAsked = typeof expect.borrowingOnRequested === 'boolean';
    const { inputs, problems } = readRecordedObjects(document, objects, gates);
    const recording: ShareRecording = {
      id,
      kind: 'share',
      gates,
      cluster: inputs,
      governance: inputs,
      usage: Object.entries(ask?.usage ?? {}).flatMap(([clusterQueue, used]) =>
        toAmounts(used).map((one) => ({ clusterQueue, ...one })),
      ),
      extraRequests: toAmounts(ask?.extraRequests ?? {}),
      ...(isAsked && { requested: toAmounts(ask?.requested ?? {}) }),
      expected: toAnswer(expect),
    };
    return { recording, problems };
  },
};

type Amounts = z.output<typeof amounts>;

function toAmounts(read: Amounts): RecordedAmount[] {
  return Object.entries(read).flatMap(([flavor, resources]) =>
    Object.entries(resources).map(([resource, one]) => ({ flavor, resource, amount: amountOf(resource, one) })),
  );
}

function amountOf(resource: string, one: Quantity): Amount {
  return toAmount(resourceAmount(resource, one));
}

function toAnswer({ clusterQueues, cohorts, borrowingOnRequested }: z.output<typeof schema>['expect']): ShareAnswer {
  const answers = (nodes: z.output<typeof schema>['expect']['cohorts']): ShareAnswer['cohorts'] =>
    Object.fromEntries(Object.entries(nodes ?? {}).map(([name, read]) => [name, toQuotaAnswer(read)]));
  return present({ clusterQueues: answers(clusterQueues), cohorts: answers(cohorts), borrowingOnRequested });
}

function toQuotaAnswer({ share, ...read }: z.output<typeof node>): QuotaAnswer {
  return {
    subtree: toTexts(read.subtree),
    usage: toTexts(read.usage),
    potential: toTexts(read.potential),
    availableUnclamped: toTexts(read.availableUnclamped),
    available: toTexts(read.available),
    share: {
      weightedShare: share.weightedShare,
      precise: String(share.precise === '+Inf' ? Number.POSITIVE_INFINITY : Number(share.precise)),
      resource: share.resource ?? '',
      borrowing: share.borrowing,
    },
  };
}

function toTexts(read: Amounts | null | undefined): FlavorAmountTexts {
  const texts = Object.entries(read ?? {}).map(([flavor, resources]) => {
    const list = Object.entries(resources).map(([resource, one]) => {
      return [resource, amountText(resource, amountOf(resource, one))] as const;
    });
    return [flavor, Object.fromEntries(list)] as const;
  });
  return Object.fromEntries(texts);
}
