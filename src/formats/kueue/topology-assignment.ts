import * as z from 'zod';
import { always, int32, kept, object, sparse, text, texts, withRules } from '../api-server/crd-schema.ts';
import { bounded } from './texts.ts';

const ONE_OF = 'exactly one of the fields in [universal individual] must be set';
const MAX_DOMAINS = 100_000;

const values = withRules(
  object(
    {},
    {
      universal: kept(bounded(63)),
      individual: object(
        { roots: z.array(bounded(63)).min(1).max(MAX_DOMAINS) },
        { prefix: kept(bounded(63)), suffix: kept(bounded(63)) },
      ),
    },
  ),
  [{ message: ONE_OF, holds: (self) => (self.universal === undefined) !== (self.individual === undefined) }],
);

const podCounts = withRules(
  object({}, { individual: z.array(int32(1)).min(1).max(MAX_DOMAINS), universal: int32(1) }),
  [{ message: ONE_OF, holds: (self) => (self.universal === undefined) !== (self.individual === undefined) }],
);

const slice = withRules(
  object({
    domainCount: sparse(int32(1)),
    podCounts: always(podCounts, {}),
    valuesPerLevel: z.array(values).min(1).max(16),
  }),
  [
    {
      message: 'podCounts.individual must have length equal to domainCount',
      holds: ({ podCounts, domainCount }) => (podCounts.individual?.length ?? domainCount) === domainCount,
    },
    {
      message:
        'valuesPerLevel.individual, if set, must have roots of length equal to domainCount of this TopologyAssignmentSlice',
      holds: ({ valuesPerLevel, domainCount }) =>
        valuesPerLevel.every(({ individual }) => (individual?.roots.length ?? domainCount) === domainCount),
    },
  ],
);

/** Schema of a stored `topologyAssignment` (kueue-tas §14). */
export const topologyAssignment: z.ZodType = withRules(
  object({ levels: z.array(bounded(317)).min(1).max(16), slices: z.array(slice).max(1000) }),
  [
    {
      message: 'valuesPerLevel must have the same length as the number of levels in this TopologyAssignment',
      holds: ({ levels, slices }) => slices.every(({ valuesPerLevel }) => valuesPerLevel.length === levels.length),
    },
  ],
);

/** The same in v1beta1: one entry a domain. */
export const topologyAssignmentV1beta1: z.ZodType = object({
  domains: kept(z.array(object({ count: always(int32(1), 0), values: kept(texts.min(1).max(16)) }))),
  levels: kept(z.array(text).min(1).max(16)),
});
