import * as z from 'zod';
import { int32, object, text, texts } from '../../api-server/crd-schema.ts';
import type { NodeAffinityObject } from '../../kubernetes/node-affinity.ts';
import { labelSelector } from '../label-selector.ts';
import { coreObject, pointerText } from './core-object.ts';

const requirement = coreObject({ key: text, operator: text }, { values: texts });
const nodeTerm = object({}, { matchExpressions: z.array(requirement), matchFields: z.array(requirement) });

const nodeAffinity = object(
  {},
  {
    preferredDuringSchedulingIgnoredDuringExecution: z.array(coreObject({ preference: nodeTerm, weight: int32() })),
    requiredDuringSchedulingIgnoredDuringExecution: coreObject({ nodeSelectorTerms: z.array(nodeTerm) }),
  },
);

const podTerm = coreObject(
  { topologyKey: text },
  {
    labelSelector,
    matchLabelKeys: texts,
    mismatchLabelKeys: texts,
    namespaceSelector: labelSelector,
    namespaces: texts,
  },
);
const podAffinity = object(
  {},
  {
    preferredDuringSchedulingIgnoredDuringExecution: z.array(coreObject({ podAffinityTerm: podTerm, weight: int32() })),
    requiredDuringSchedulingIgnoredDuringExecution: z.array(podTerm),
  },
);

/** Schema of a pod's `affinity`. */
export const affinity: z.ZodType<{ readonly nodeAffinity?: NodeAffinityObject }> = object(
  {},
  { nodeAffinity, podAffinity, podAntiAffinity: podAffinity },
);

/** Schema of one of a pod's `topologySpreadConstraints`. */
export const spreadConstraint: z.ZodType = coreObject(
  { maxSkew: int32(), topologyKey: text, whenUnsatisfiable: text },
  {
    labelSelector,
    matchLabelKeys: texts,
    minDomains: int32(),
    nodeAffinityPolicy: pointerText,
    nodeTaintsPolicy: pointerText,
  },
);
