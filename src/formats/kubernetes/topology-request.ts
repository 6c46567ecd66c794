import * as z from 'zod';
import type { PodSetTopologyRequest } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { LABEL_KEY, type NameRule } from '../names.ts';
import { count, named, type ObjectPolicy, optional, present } from '../schema.ts';

type Maybe<T> = T | null | undefined;

/** `spec.podSets[].topologyRequest` of a Workload. */
export interface TopologyRequestObject {
  readonly required?: Maybe<string>;
  readonly preferred?: Maybe<string>;
  readonly unconstrained?: Maybe<boolean>;
  readonly podIndexLabel?: Maybe<string>;
  readonly subGroupIndexLabel?: Maybe<string>;
  readonly subGroupCount?: Maybe<number>;
  readonly podSetGroupName?: Maybe<string>;
  readonly podSetSliceRequiredTopology?: Maybe<string>;
  readonly podSetSliceSize?: Maybe<number>;
  readonly podsetSliceRequiredTopologyConstraints?: Maybe<
    readonly { readonly topology: string; readonly size: number }[]
  >;
}

const MAX_LAYERS = 3;
const GROUP_NAME: NameRule = {
  what: 'group name',
  matches: (name) => name.length > 0 && name.length <= 256 && !/[\p{Cc}\p{Cf}\p{Cs}<>]/u.test(name),
  form: '1 to 256 printable characters without "<" and ">"',
};

/**
 * Schema of a topology request (kueue-tas §2.2).
 * @param minSize smallest slice size that is let through: the API server takes none below 1
 */
export function topologyRequest(policy: ObjectPolicy, minSize = 1): z.ZodType<TopologyRequestObject> {
  const level = named(LABEL_KEY);
  return policy(() => ({
    required: optional(level),
    preferred: optional(level),
    unconstrained: optional(z.boolean()),
    podIndexLabel: optional(level),
    subGroupIndexLabel: optional(level),
    subGroupCount: optional(count()),
    podSetGroupName: optional(named(GROUP_NAME)),
    podSetSliceRequiredTopology: optional(level),
    podSetSliceSize: optional(count(minSize)),
    podsetSliceRequiredTopologyConstraints: optional(
      z.array(policy(() => ({ topology: level, size: count(minSize) }))).max(MAX_LAYERS),
    ),
  }));
}

/** A topology request for the model. */
export function toTopologyRequest(read: Loose<TopologyRequestObject>): PodSetTopologyRequest {
  const layers = read.podsetSliceRequiredTopologyConstraints;
  return present({
    required: read.required,
    preferred: read.preferred,
    unconstrained: read.unconstrained,
    podIndexLabel: read.podIndexLabel,
    subGroupIndexLabel: read.subGroupIndexLabel,
    subGroupCount: read.subGroupCount,
    podSetGroupName: read.podSetGroupName,
    podSetSliceRequiredTopology: read.podSetSliceRequiredTopology,
    podSetSliceSize: read.podSetSliceSize,
    podsetSliceRequiredTopologyConstraints: layers?.map(({ topology = '', size = 0 }) => ({ topology, size })),
  });
}
