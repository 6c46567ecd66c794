import * as z from 'zod';
import type { PodSet } from '../../model/index.ts';
import { DNS_LABEL_NAME } from '../names.ts';
import { count, named, type ObjectPolicy, optional, present } from '../schema.ts';
import { type PodTemplateObject, podTemplate, toPodTemplate } from './pod-template.ts';
import { type TopologyRequestObject, topologyRequest, toTopologyRequest } from './topology-request.ts';

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

/** Schema of `spec.podSets`. */
export function podSets(policy: ObjectPolicy): z.ZodType<PodSetObject[]> {
  return z
    .array(
      policy({
        name: optional(named(DNS_LABEL_NAME)),
        count: optional(count()),
        minCount: optional(count()),
        template: optional(podTemplate(policy)),
        topologyRequest: optional(topologyRequest(policy)),
      }),
    )
    .min(1);
}

/** A pod set for the model. */
export function toPodSet(read: PodSetObject): PodSet {
  return present({
    name: read.name ?? DEFAULT_POD_SET_NAME,
    count: read.count ?? 1,
    minCount: read.minCount,
    template: toPodTemplate(read.template),
    topologyRequest: read.topologyRequest && toTopologyRequest(read.topologyRequest),
  });
}
