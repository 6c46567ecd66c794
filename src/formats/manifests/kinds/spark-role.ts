import * as z from 'zod';
import {
  type AffinityObject,
  affinity,
  type ContainerObject,
  container,
  type PodTemplateObject,
  podTemplate,
} from '../../kubernetes/pod-template.ts';
import { type TolerationObject, tolerations } from '../../kubernetes/taints.ts';
import { annotations, answered, count, labels, optional, written } from '../../schema.ts';

const OTHER_ROLE =
  'cores memoryOverhead image configMaps secrets env envVars envFrom envSecretKeyRefs volumeMounts podSecurityContext securityContext schedulerName hostNetwork dnsConfig terminationGracePeriodSeconds serviceAccount hostAliases shareProcessNamespace podName javaOptions lifecycle kubernetesMaster serviceAnnotations serviceLabels ports deleteOnTermination'.split(
    ' ',
  );

type Maybe<T> = T | null | undefined;

/** Driver or executors as the manifest describes them. */
export interface SparkRole {
  /** Only its metadata counts. */
  readonly template?: Maybe<PodTemplateObject>;
  /** Of executors: how many there are. */
  readonly instances?: Maybe<number>;
  readonly coreRequest?: Maybe<string>;
  readonly coreLimit?: Maybe<string>;
  /** As Java writes it: `512m`. */
  readonly memory?: Maybe<string>;
  readonly memoryLimit?: Maybe<string>;
  readonly gpu?: Maybe<{ readonly name?: Maybe<string>; readonly quantity?: Maybe<number> }>;
  readonly labels?: Maybe<Record<string, string>>;
  readonly annotations?: Maybe<Record<string, string>>;
  readonly affinity?: Maybe<AffinityObject>;
  readonly tolerations?: Maybe<readonly TolerationObject[]>;
  readonly nodeSelector?: Maybe<Record<string, string>>;
  readonly sidecars?: Maybe<readonly ContainerObject[]>;
  readonly initContainers?: Maybe<readonly ContainerObject[]>;
  readonly priorityClassName?: Maybe<string>;
}

/** Shape of `spec.driver` and `spec.executor`. */
export const sparkRole: z.ZodType<SparkRole> = answered(
  () => ({
    template: optional(podTemplate(written)),
    instances: optional(count()),
    coreRequest: optional(z.string()),
    coreLimit: optional(z.string()),
    memory: optional(z.string()),
    memoryLimit: optional(z.string()),
    gpu: optional(answered(() => ({ name: optional(z.string()), quantity: optional(z.number().int()) }))),
    labels: optional(labels),
    annotations: optional(annotations),
    affinity: optional(affinity(written)),
    tolerations: optional(tolerations(written)),
    nodeSelector: optional(labels),
    sidecars: optional(z.array(container(written))),
    initContainers: optional(z.array(container(written))),
    priorityClassName: optional(z.string()),
  }),
  OTHER_ROLE,
);
