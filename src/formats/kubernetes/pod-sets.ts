import type { PodSet } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { present } from '../schema.ts';
import { type PodTemplateObject, toPodTemplate } from './pod-template.ts';
import { type TopologyRequestObject, toTopologyRequest } from './topology-request.ts';

/** `spec.podSets[]` of a Workload. */
export interface PodSetObject {
  readonly name?: string | null | undefined;
  readonly count?: number | null | undefined;
  readonly minCount?: number | null | undefined;
  readonly template?: PodTemplateObject | null | undefined;
  readonly topologyRequest?: TopologyRequestObject | null | undefined;
}

/** Name of a pod set that has none. */
export const DEFAULT_POD_SET_NAME = 'main';

/** A pod set for the model. */
export function toPodSet(read: Loose<PodSetObject>): PodSet {
  return present({
    name: read.name ?? DEFAULT_POD_SET_NAME,
    count: read.count ?? 1,
    minCount: read.minCount,
    template: toPodTemplate(read.template),
    topologyRequest: read.topologyRequest && toTopologyRequest(read.topologyRequest),
  });
}
