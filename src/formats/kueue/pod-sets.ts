import * as z from 'zod';
import { always, flag, int32, kept, listMap, object, sparse, text, withRules } from '../api-server/crd-schema.ts';
import type { PodSetObject } from '../kubernetes/pod-sets.ts';
import { podTemplate } from './pod-template/pod-template.ts';
import { bounded, dnsLabel } from './texts.ts';

const topologyRequest = object(
  {},
  {
    podIndexLabel: kept(bounded(317)),
    podSetGroupName: kept(bounded(256)),
    podSetSliceRequiredTopology: kept(bounded(63)),
    podSetSliceSize: int32(1),
    podsetSliceRequiredTopologyConstraints: z
      .array(object({ size: sparse(int32(1)), topology: bounded(63, 1) }))
      .max(3),
    preferred: kept(bounded(63)),
    required: kept(bounded(63)),
    subGroupCount: int32(0),
    subGroupIndexLabel: kept(bounded(317)),
    unconstrained: flag,
  },
);

const topologyRequestV1beta1 = object(
  {},
  {
    podIndexLabel: kept(text),
    podSetGroupName: kept(text),
    podSetSliceRequiredTopology: kept(text),
    podSetSliceSize: int32(1),
    preferred: kept(text),
    required: kept(text),
    subGroupCount: int32(),
    subGroupIndexLabel: kept(text),
    unconstrained: flag,
  },
);

function podSetsWith(request: z.ZodType): z.ZodArray<z.ZodType<PodSetObject>> {
  const podSet = withRules(
    object(
      { name: dnsLabel.default('main'), count: always(int32(0), 0).default(1), template: always(podTemplate, {}) },
      { minCount: int32(1), topologyRequest: request },
    ),
    [
      {
        message: 'minCount should be positive and less or equal to count',
        holds: ({ minCount, count }) => minCount === undefined || minCount <= count,
      },
    ],
  );
  return kept(
    listMap(podSet as z.ZodType<PodSetObject>)
      .min(1)
      .max(18),
  );
}

/** Schema of `spec.podSets` of a Workload. */
export const podSets: z.ZodArray<z.ZodType<PodSetObject>> = podSetsWith(topologyRequest);

/** The same in v1beta1. */
export const podSetsV1beta1: z.ZodArray<z.ZodType<PodSetObject>> = podSetsWith(topologyRequestV1beta1);
