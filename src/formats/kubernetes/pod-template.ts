import * as z from 'zod';
import { oncePer, type Quantity } from '../../base/index.ts';
import type { Container, PodSpec, PodTemplate } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { labels, type ObjectPolicy, optional, present, resourceList } from '../schema.ts';
import { type Metadata, metadata } from './metadata.ts';
import { type NodeAffinityObject, nodeAffinity, toNodeAffinity } from './node-affinity.ts';
import { type TolerationObject, tolerations, toTolerations } from './taints.ts';

export type Maybe<T> = T | null | undefined;

/** `resources` of a container or a pod. */
export interface ResourcesObject {
  readonly requests?: Maybe<Record<string, Quantity>>;
  readonly limits?: Maybe<Record<string, Quantity>>;
}

/** What is read of a container. */
export interface ContainerObject {
  readonly name?: Maybe<string>;
  readonly resources?: Maybe<ResourcesObject>;
  readonly restartPolicy?: Maybe<string>;
}

/** What is read of `affinity`. */
export interface AffinityObject {
  readonly nodeAffinity?: Maybe<NodeAffinityObject>;
}

/** What is read of a pod's spec. */
export interface PodSpecObject {
  readonly containers?: Maybe<readonly ContainerObject[]>;
  readonly initContainers?: Maybe<readonly ContainerObject[]>;
  readonly overhead?: Maybe<Record<string, Quantity>>;
  readonly resources?: Maybe<ResourcesObject>;
  readonly nodeSelector?: Maybe<Record<string, string>>;
  readonly tolerations?: Maybe<readonly TolerationObject[]>;
  readonly affinity?: Maybe<AffinityObject>;
  readonly nodeName?: Maybe<string>;
  readonly schedulingGates?: Maybe<readonly { readonly name: string }[]>;
  readonly runtimeClassName?: Maybe<string>;
  readonly priorityClassName?: Maybe<string>;
}

/** `metadata` and `spec` of a pod template. */
export interface PodTemplateObject {
  readonly metadata?: Maybe<Metadata>;
  readonly spec?: Maybe<PodSpecObject>;
}

/** Fields of a Container that play no part in scheduling. */
const OTHER_CONTAINER =
  'image command args workingDir ports envFrom env resizePolicy restartPolicyRules volumeMounts volumeDevices livenessProbe readinessProbe startupProbe lifecycle terminationMessagePath terminationMessagePolicy imagePullPolicy securityContext stdin stdinOnce tty'.split(
    ' ',
  );

/** Fields of a PodSpec that play no part in placement. */
const OTHER_POD_SPEC =
  'volumes ephemeralContainers restartPolicy terminationGracePeriodSeconds activeDeadlineSeconds dnsPolicy serviceAccountName serviceAccount automountServiceAccountToken hostNetwork hostPID hostIPC shareProcessNamespace securityContext imagePullSecrets hostname subdomain schedulerName hostAliases priority dnsConfig readinessGates enableServiceLinks preemptionPolicy topologySpreadConstraints setHostnameAsFQDN os hostUsers resourceClaims hostnameOverride workloadRef schedulingGroup'.split(
    ' ',
  );

/** Schema of `resources`. */
export function resources(policy: ObjectPolicy): z.ZodType<ResourcesObject> {
  return policy(() => ({ requests: optional(resourceList), limits: optional(resourceList) }), ['claims']);
}

/** Schema of a container. */
export function container(policy: ObjectPolicy): z.ZodType<ContainerObject> {
  return policy(
    () => ({ name: optional(z.string()), resources: optional(resources(policy)), restartPolicy: optional(z.string()) }),
    OTHER_CONTAINER,
  );
}

/** Schema of `affinity`. */
export function affinity(policy: ObjectPolicy): z.ZodType<AffinityObject> {
  return policy(() => ({ nodeAffinity: optional(nodeAffinity(policy)) }), ['podAffinity', 'podAntiAffinity']);
}

/** Schema of a pod's spec. */
export const podSpec: (policy: ObjectPolicy) => z.ZodType<PodSpecObject> = oncePer((policy) =>
  policy(
    () => ({
      containers: optional(z.array(container(policy))),
      initContainers: optional(z.array(container(policy))),
      overhead: optional(resourceList),
      resources: optional(resources(policy)),
      nodeSelector: optional(labels),
      tolerations: optional(tolerations(policy)),
      affinity: optional(affinity(policy)),
      nodeName: optional(z.string()),
      schedulingGates: optional(z.array(policy(() => ({ name: z.string() })))),
      runtimeClassName: optional(z.string()),
      priorityClassName: optional(z.string()),
    }),
    OTHER_POD_SPEC,
  ),
);

/** Schema of a pod template. */
export const podTemplate: (policy: ObjectPolicy) => z.ZodType<PodTemplateObject> = oncePer((policy) =>
  policy(() => ({ metadata: optional(metadata(policy)), spec: optional(podSpec(policy)) })),
);

/** A pod template for the model. */
export function toPodTemplate(read: Maybe<Loose<PodTemplateObject>>): PodTemplate {
  return present({
    labels: read?.metadata?.labels,
    annotations: read?.metadata?.annotations,
    spec: read?.spec && toPodSpec(read.spec),
  });
}

/** A pod's spec for the model. */
export function toPodSpec(read: Loose<PodSpecObject>): PodSpec {
  const nodeAffinity = read.affinity?.nodeAffinity;
  return present({
    containers: read.containers?.map(toContainer),
    initContainers: read.initContainers?.map(toContainer),
    overhead: read.overhead,
    resources: read.resources && toResources(read.resources),
    nodeSelector: read.nodeSelector,
    tolerations: read.tolerations && toTolerations(read.tolerations),
    affinity: nodeAffinity && { nodeAffinity: toNodeAffinity(nodeAffinity) },
    nodeName: read.nodeName === '' ? undefined : read.nodeName,
    schedulingGates: read.schedulingGates?.map(({ name = '' }) => ({ name })),
    runtimeClassName: read.runtimeClassName || undefined,
    priorityClassName: read.priorityClassName || undefined,
  });
}

function toContainer({ name, resources, restartPolicy }: Loose<ContainerObject>): Container {
  return present({ name, restartPolicy, resources: resources && toResources(resources) });
}

function toResources({ requests, limits }: Loose<ResourcesObject>): NonNullable<Container['resources']> {
  return present({ requests, limits });
}
