import * as z from 'zod';
import type { NodeAffinity, NodeSelectorTerm } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { LABEL_KEY } from '../names.ts';
import { named, type ObjectPolicy, oneOf, optional, present } from '../schema.ts';

/** One condition of a node selector. */
export interface RequirementObject {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[] | null | undefined;
}

export interface TermObject {
  readonly matchExpressions?: readonly RequirementObject[] | null | undefined;
  readonly matchFields?: readonly RequirementObject[] | null | undefined;
}

/** `affinity.nodeAffinity` of a pod. */
export interface NodeAffinityObject {
  readonly requiredDuringSchedulingIgnoredDuringExecution?:
    | { readonly nodeSelectorTerms: readonly TermObject[] }
    | null
    | undefined;
  readonly preferredDuringSchedulingIgnoredDuringExecution?:
    | readonly { readonly weight: number; readonly preference?: TermObject | null | undefined }[]
    | null
    | undefined;
}

/** Schema of `affinity.nodeAffinity`. */
export function nodeAffinity(policy: ObjectPolicy): z.ZodType<NodeAffinityObject> {
  const requirement = policy(() => ({
    key: named(LABEL_KEY),
    operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt']),
    values: optional(z.array(z.string())),
  }));
  const term = policy(() => ({
    matchExpressions: optional(z.array(requirement)),
    matchFields: optional(z.array(requirement)),
  }));
  return policy(() => ({
    requiredDuringSchedulingIgnoredDuringExecution: optional(policy(() => ({ nodeSelectorTerms: z.array(term) }))),
    preferredDuringSchedulingIgnoredDuringExecution: optional(
      z.array(policy(() => ({ weight: z.number().int().min(0).max(100), preference: optional(term) }))),
    ),
  }));
}

/** Node affinity for the model. */
export function toNodeAffinity(read: Loose<NodeAffinityObject>): NodeAffinity {
  const required = read.requiredDuringSchedulingIgnoredDuringExecution;
  const preferred = read.preferredDuringSchedulingIgnoredDuringExecution;
  return present({
    requiredDuringSchedulingIgnoredDuringExecution: required && {
      nodeSelectorTerms: (required.nodeSelectorTerms ?? []).map(toTerm),
    },
    preferredDuringSchedulingIgnoredDuringExecution: preferred?.map(({ weight = 0, preference }) =>
      present({ weight, preference: preference && toTerm(preference) }),
    ),
  });
}

function toTerm(read: Loose<TermObject>): NodeSelectorTerm {
  return present({
    matchExpressions: read.matchExpressions?.map(toRequirement),
    matchFields: read.matchFields?.map(toRequirement),
  });
}

function toRequirement({ key = '', operator = '', values }: Loose<RequirementObject>): {
  key: string;
  operator: string;
  values?: readonly string[];
} {
  return present({ key, operator, values });
}
