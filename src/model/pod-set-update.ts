import type { Toleration } from './taint.ts';

/** What a ready admission check adds to the pods of a pod set. */
export interface PodSetUpdate {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
}
