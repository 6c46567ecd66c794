import * as z from 'zod';
import type { AmountTexts, AssignmentAnswer, PodSetAnswer } from '../../analysis/index.ts';
import { isQuantity, type Quantity, resourceAmount } from '../../base/index.ts';
import { amountText, toAmount } from '../../quota/index.ts';
import { answered, count, oneOf, optional } from '../schema.ts';

const mode = oneOf(['NoFit', 'Preempt', 'DeferredFit', 'Fit']);
const noFitReason = oneOf(['NoMatchingFlavor', 'ExceedsMaxQuota', 'WaitingForQuota', 'TopologyPlacementFailed']);
const index = z.number().int().min(-1);
/** May be negative: a slice may need less than the one that it replaces. */
const amounts = z.record(
  z.string(),
  z.custom<Quantity>((value) => (typeof value === 'string' || typeof value === 'number') && isQuantity(value)),
);

/** What may be missing on paths of its own. */
export const possibility: z.ZodType<'NoCandidates' | 'Preempt' | 'Reclaim'> = oneOf([
  'NoCandidates',
  'Preempt',
  'Reclaim',
]);

const attempt = answered(() => ({
  flavor: z.string(),
  mode,
  borrow: count(),
  preemptionPossibility: optional(possibility),
  reasons: optional(z.array(z.string())),
  noFitReason: optional(noFitReason),
}));

const podSet = answered(() => ({
  name: z.string(),
  count: count(),
  mode,
  flavors: optional(
    z.record(
      z.string(),
      answered(() => ({ name: z.string(), mode, triedIdx: index, borrow: count() })),
    ),
  ),
  requests: optional(amounts),
  reasons: optional(z.array(z.string())),
  error: optional(z.string()),
  attempts: optional(z.array(attempt)),
  topologyAssignment: optional(
    answered(() => ({
      levels: z.array(z.string()),
      domains: optional(z.array(answered(() => ({ values: z.array(z.string()), count: count() })))),
    })),
  ),
  delayedTopologyRequest: optional(z.string()),
}));

const schema = answered(() => ({
  mode,
  borrowing: count(),
  noFitReason: optional(noFitReason),
  usage: optional(z.record(z.string(), amounts)),
  lastTriedFlavorIdx: optional(z.array(z.record(z.string(), index))),
  podSets: optional(z.array(podSet)),
}));

/**
 * The `expect` of recordings of kind `assignment`, in the form that answers are compared in; what is missing is empty.
 */
export const assignmentAnswer: z.ZodType<AssignmentAnswer> = schema.transform(toAssignmentAnswer);

function toAssignmentAnswer(read: z.output<typeof schema>): AssignmentAnswer {
  const usage = Object.entries(read.usage ?? {}).map(([flavor, used]) => [flavor, toTexts(used)] as const);
  return {
    mode: read.mode,
    borrowing: read.borrowing,
    noFitReason: read.noFitReason ?? '',
    usage: Object.fromEntries(usage),
    lastTriedFlavorIdx: read.lastTriedFlavorIdx ?? [],
    podSets: (read.podSets ?? []).map(toPodSetAnswer),
  };
}

function toPodSetAnswer(read: z.output<typeof podSet>): PodSetAnswer {
  const { name, count, mode, topologyAssignment } = read;
  return {
    name,
    count,
    mode,
    flavors: read.flavors ?? {},
    requests: toTexts(read.requests ?? {}),
    reasons: read.reasons ?? [],
    error: read.error ?? '',
    attempts: (read.attempts ?? []).map((tried) => ({
      ...tried,
      preemptionPossibility: tried.preemptionPossibility ?? '',
      reasons: tried.reasons ?? [],
      noFitReason: tried.noFitReason ?? '',
    })),
    topologyAssignment: topologyAssignment ? { domains: [], ...topologyAssignment } : '',
    delayedTopologyRequest: read.delayedTopologyRequest ?? '',
  } as PodSetAnswer;
}

function toTexts(read: Readonly<Record<string, Quantity>>): AmountTexts {
  const texts = Object.entries(read).map(
    ([resource, quantity]) => [resource, amountText(resource, toAmount(resourceAmount(resource, quantity)))] as const,
  );
  return Object.fromEntries(texts);
}
