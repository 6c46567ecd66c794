import type { PodTemplate } from './pod.ts';
import type { PodSetTopologyRequest } from './topology-request.ts';

/** A group of identical pods. */
export interface PodSet {
  readonly name: string;
  /** Pods; int32, not negative. */
  readonly count: number;
  readonly minCount?: number;
  readonly template: PodTemplate;
  readonly topologyRequest?: PodSetTopologyRequest;
}
