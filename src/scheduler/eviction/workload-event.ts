import { MAX_EVENT_MESSAGE, truncateMessage } from './truncate-message.ts';

/** Something that Kueue tells of a workload as an event. */
export interface WorkloadEvent {
  /** Key of the workload. */
  readonly workload: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}

/** An event with a message as long as it may be (kueue-quota §5.3). */
export function workloadEvent(
  workload: string,
  reason: string,
  message: string,
  type: WorkloadEvent['type'] = 'Normal',
): WorkloadEvent {
  return { workload, type, reason, message: truncateMessage(message, MAX_EVENT_MESSAGE) };
}
