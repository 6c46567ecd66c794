import type { Condition, Workload } from '../../model/index.ts';
import { MAX_CONDITION_MESSAGE, truncateMessage } from './truncate-message.ts';

/** A condition to be set. */
export type NewCondition = Pick<Condition, 'type' | 'status'> & Required<Pick<Condition, 'reason' | 'message'>>;

/**
 * The workload with a condition set: as of now if its status changes, else since when it was so.
 * @see kueue-quota §5.3
 */
export function setCondition(
  workload: Workload,
  { type, status, reason, message }: NewCondition,
  nowMs: number,
): Workload {
  const { conditions = [], generation } = workload;
  const before = conditions.find((condition) => condition.type === type);
  const since = before?.status === status ? before.lastTransitionMs : nowMs;
  const condition: Condition = {
    type,
    status,
    reason,
    message: truncateMessage(message, MAX_CONDITION_MESSAGE),
    ...(since !== undefined && { lastTransitionMs: since }),
    ...(generation !== undefined && { observedGeneration: generation }),
  };
  return {
    ...workload,
    conditions:
      before === undefined
        ? [...conditions, condition]
        : conditions.map((other) => (other === before ? condition : other)),
  };
}
