import type * as z from 'zod';
import type { Condition } from '../../model/index.ts';
import { always, dateTime, int64, listMap, object, sparse, word } from '../api-server/crd-schema.ts';
import type { Loose } from '../api-server/loose.ts';
import { timeMs } from '../api-server/time.ts';
import { present } from '../schema.ts';
import { bounded, qualifiedName } from './texts.ts';

/** One of `status.conditions`. */
export interface ConditionObject {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number;
}

const reason = bounded(1024, 1).regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/);

const condition: z.ZodType<ConditionObject> = object(
  {
    type: always(qualifiedName),
    status: always(word(['True', 'False', 'Unknown'])),
    reason: always(reason),
    message: always(bounded(32_768)),
    lastTransitionTime: dateTime,
  },
  { observedGeneration: sparse(int64(0)) },
);

/** Schema of `status.conditions` in v1beta1, of any number. */
export const conditionsV1beta1: z.ZodArray<z.ZodType<ConditionObject>> = listMap(condition, ['type']);

/** Schema of `status.conditions`. */
export const conditions: z.ZodArray<z.ZodType<ConditionObject>> = conditionsV1beta1.max(16);

/** Conditions for the model. */
export function toConditions(read: Loose<readonly ConditionObject[]>): Condition[] {
  return read.map(({ type = '', status = 'Unknown', reason, message, lastTransitionTime, observedGeneration }) =>
    present({ type, status, reason, message, lastTransitionMs: timeMs(lastTransitionTime), observedGeneration }),
  );
}

/** Does the condition of this type hold? Undefined where there is none. */
export function conditionHolds(
  conditions: readonly Pick<Condition, 'type' | 'status'>[],
  type: string,
): boolean | undefined {
  const found = conditions.find((condition) => condition.type === type);
  return found === undefined ? undefined : found.status === 'True';
}
