import * as z from 'zod';
import { type PodTemplateObject, podTemplate, type ResourcesObject, resources } from '../../kubernetes/pod-template.ts';
import { answered, count, optional, written } from '../../schema.ts';

const OTHER_SPEC =
  'upgradeStrategy authOptions headServiceAnnotations historyServerOptions networkPolicy tlsOptions rayVersion'.split(
    ' ',
  );
const OTHER_HEAD = 'headService enableIngress ingressOptions resources labels rayStartParams serviceType'.split(' ');
const OTHER_GROUP =
  'suspend minReplicas maxReplicas idleTimeoutSeconds priority resources labels rayStartParams scaleStrategy'.split(
    ' ',
  );
const OTHER_AUTOSCALER =
  'image imagePullPolicy securityContext idleTimeoutSeconds upscalingMode version env envFrom volumeMounts command args'.split(
    ' ',
  );

type Maybe<T> = T | null | undefined;

/** Workers of one sort. */
interface RayWorkerGroup {
  readonly groupName: string;
  readonly replicas?: Maybe<number>;
  /** Pods that make up one replica. */
  readonly numOfHosts?: Maybe<number>;
  readonly template: PodTemplateObject;
}

/** What is read of a RayCluster's spec. */
export interface RayClusterSpec {
  readonly headGroupSpec: { readonly template: PodTemplateObject };
  readonly workerGroupSpecs?: Maybe<readonly RayWorkerGroup[]>;
  readonly enableInTreeAutoscaling?: Maybe<boolean>;
  readonly autoscalerOptions?: Maybe<{ readonly resources?: Maybe<ResourcesObject> }>;
  readonly gcsFaultToleranceOptions?: unknown;
  readonly suspend?: Maybe<boolean>;
  readonly managedBy?: Maybe<string>;
}

const workerGroup = answered(
  () => ({
    groupName: z.string(),
    replicas: optional(count()),
    numOfHosts: optional(count()),
    template: podTemplate(written),
  }),
  OTHER_GROUP,
);

/** Shape of a RayCluster's spec, also within RayJobs and RayServices. */
export const rayClusterSpec: z.ZodType<RayClusterSpec> = answered(
  () => ({
    headGroupSpec: answered(() => ({ template: podTemplate(written) }), OTHER_HEAD),
    workerGroupSpecs: optional(z.array(workerGroup)),
    enableInTreeAutoscaling: optional(z.boolean()),
    autoscalerOptions: optional(answered(() => ({ resources: optional(resources(written)) }), OTHER_AUTOSCALER)),
    gcsFaultToleranceOptions: z.unknown().optional(),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
  }),
  OTHER_SPEC,
);

/** What KubeRay's own definition of the kind fills in: a group without a number of replicas has none. */
export function withServerDefaults(spec: RayClusterSpec): RayClusterSpec {
  const { workerGroupSpecs } = spec;
  if (!workerGroupSpecs) return spec;
  return { ...spec, workerGroupSpecs: workerGroupSpecs.map((group) => ({ ...group, replicas: group.replicas ?? 0 })) };
}
