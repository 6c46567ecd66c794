import * as z from 'zod';
import { always, flag, int32, listMap, object, pointer, text, withRules } from '../api-server/crd-schema.ts';
import type { PodSetObject } from '../kubernetes/pod-sets.ts';
import { podTemplate } from './pod-template/pod-template.ts';
import { bounded, dnsLabel } from './texts.ts';

const topologyRequest = object(
  {},
  {
    podIndexLabel: pointer(bounded(317)),
    podSetGroupName: pointer(bounded(256)),
    podSetSliceRequiredTopology: pointer(bounded(63)),
    podSetSliceSize: int32(1),
    podsetSliceRequiredTopologyConstraints: z.array(object({ size: int32(1), topology: bounded(63, 1) })).max(3),
    preferred: pointer(bounded(63)),
    required: pointer(bounded(63)),
    subGroupCount: int32(0),
    subGroupIndexLabel: pointer(bounded(317)),
    unconstrained: flag,
  },
);

const topologyRequestV1beta1 = object(
  {},
  {
    podIndexLabel: pointer(text),
    podSetGroupName: pointer(text),
    podSetSliceRequiredTopology: pointer(text),
    podSetSliceSize: int32(1),
    preferred: pointer(text),
    required: pointer(text),
    subGroupCount: int32(),
    subGroupIndexLabel: pointer(text),
    unconstrained: flag,
  },
);

function podSetsWith(request: z.ZodType): z.ZodArray<z.ZodType<PodSetObject>> {
  const podSet = withRules(
    object(
      { name: dnsLabel.default('main'), count: int32(0).default(1), template: always(podTemplate, {}) },
      { minCount: int32(1), topologyRequest: request },
    ),
    [
      {
        message: 'minCount should be positive and less or equal to count',
        holds: ({ minCount, count }) => minCount === undefined || minCount <= count,
      },
    ],
  );
  return listMap(podSet as z.ZodType<PodSetObject>)
    .min(1)
    .max(18);
}

/** Schema of `spec.podSets` of a Workload. */
export const podSets: z.ZodArray<z.ZodType<PodSetObject>> = podSetsWith(topologyRequest);

/** The same in v1beta1. */
export const podSetsV1beta1: z.ZodArray<z.ZodType<PodSetObject>> = podSetsWith(topologyRequestV1beta1);
