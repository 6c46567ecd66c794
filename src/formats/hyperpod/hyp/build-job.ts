import {
  INSTANCE_TYPE_LABEL,
  PREFERRED_TOPOLOGY_ANNOTATION,
  PRIORITY_CLASS_LABEL,
  QUEUE_NAME_LABEL,
  REQUIRED_TOPOLOGY_ANNOTATION,
} from '../../../model/index.ts';
import { present } from '../../schema.ts';
import type { ComputedResources } from './compute-resources.ts';
import { maxReplicasOf, replicasOf } from './config-rules.ts';
import type { JobConfig, SchemaVersion, VolumeConfig } from './job-config.ts';
import type {
  HyperPodPyTorchJobObject,
  JobContainer,
  JobElasticPolicy,
  JobObjectMetadata,
  JobPodSpec,
  JobRunPolicy,
  JobVolume,
  TextMap,
} from './job-object.ts';

/** What the object depends on beside the configuration. */
export interface BuildOptions {
  readonly version: SchemaVersion;
  readonly nodeSelector: ReadonlyMap<string, string>;
  readonly resources: Exclude<ComputedResources, { readonly error: string }>;
}

/** Of a kube context that names none. */
const DEFAULT_NAMESPACE = 'default';
/** Seconds over which the operator counts restarts. */
const RESTART_PERIOD = 3600;

/** The object that the CLI sends for a configuration, without looking at its rules again. */
export function buildJob(config: JobConfig, options: BuildOptions): HyperPodPyTorchJobObject {
  const { version } = options;
  // Schema 1.0 always names a namespace; 1.1 leaves it to the kube context, and to the job alone.
  const namespace = config.namespace ?? (version === '1.0' ? DEFAULT_NAMESPACE : undefined);
  const { jobName: name } = config;
  const { labels, annotations } = { labels: labelsOf(config), annotations: annotationsOf(config) };
  const template = { metadata: present({ annotations, labels, name, namespace }), spec: podSpec(config, options) };
  const replicas = integer(replicasOf(config)) ?? 1;
  const replicaSpec = { name: 'pod', replicas, maxReplicas: integer(maxReplicasOf(config)), spares: 0, template };
  return {
    apiVersion: 'sagemaker.amazonaws.com/v1',
    kind: 'HyperPodPyTorchJob',
    metadata: present({ name, namespace: namespace ?? DEFAULT_NAMESPACE, labels, annotations }),
    spec: present({
      nprocPerNode: config.tasksPerNode ?? 'auto',
      replicaSpecs: [present(replicaSpec)] as const,
      runPolicy: runPolicy(config, version),
      elasticPolicy: elasticPolicy(config),
    }),
  };
}

function labelsOf({ queueName, priority }: JobConfig): JobObjectMetadata['labels'] {
  return textMap([
    [QUEUE_NAME_LABEL, queueName],
    [PRIORITY_CLASS_LABEL, priority],
  ]);
}

function annotationsOf({ preferredTopology, requiredTopology }: JobConfig): JobObjectMetadata['annotations'] {
  return textMap([
    [PREFERRED_TOPOLOGY_ANNOTATION, preferredTopology],
    [REQUIRED_TOPOLOGY_ANNOTATION, requiredTopology],
  ]);
}

/** The entries that have a value; undefined when none has. */
function textMap(entries: Iterable<readonly [name: string, value: string | undefined]>): TextMap | undefined {
  const present = [...entries].filter((entry): entry is [string, string] => entry[1] !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

function podSpec(config: JobConfig, { version, nodeSelector, resources }: BuildOptions): JobPodSpec {
  return present({
    containers: [container(config, resources)],
    nodeSelector: textMap(nodeSelector),
    schedulerName: config.schedulerType,
    serviceAccountName: config.serviceAccountName,
    volumes: config.volume?.map((volume) => volumeObject(volume, version)),
  });
}

function container(config: JobConfig, { limits, requests }: BuildOptions['resources']): JobContainer {
  const { environment = new Map<string, string>() } = config;
  const env = [...environment].map(([name, value]) => ({ name, value }));
  return present({
    args: config.args,
    command: config.command,
    env: env.length === 0 ? undefined : env,
    image: config.image,
    imagePullPolicy: config.pullPolicy,
    name: 'pytorch-job-container',
    resources: { limits: Object.fromEntries(limits), requests: Object.fromEntries(requests) },
    volumeMounts: config.volume?.map(({ mountPath, name }) => ({ mountPath, name })),
  });
}

/** Schema 1.1 compares its flag for reading only with a text, so there it is never set. */
function volumeObject({ name, type, path, claimName, readOnly }: VolumeConfig, version: SchemaVersion): JobVolume {
  if (type === 'hostPath') return { hostPath: { path: path as string }, name };
  const isReadOnly = version === '1.0' && readOnly === true;
  return { name, persistentVolumeClaim: { claimName: claimName as string, readOnly: isReadOnly } };
}

/** Schema 1.0 takes 0 retries for no answer. */
function runPolicy(config: JobConfig, version: SchemaVersion): JobRunPolicy | undefined {
  const { maxRetry, elasticScaleUpSnoozeTimeInSeconds: snooze } = config;
  const hasRetry = maxRetry !== undefined && (version === '1.1' || maxRetry !== 0n);
  if (!hasRetry && snooze === undefined) return undefined;
  return present({
    cleanPodPolicy: 'None',
    jobMaxRetryCount: integer(maxRetry),
    restartPolicy:
      snooze === undefined
        ? undefined
        : { evalPeriodSeconds: RESTART_PERIOD, scaleUpSnoozeTimeInSeconds: integer(snooze) },
    ttlSecondsAfterFinished: 0,
  });
}

function elasticPolicy(config: JobConfig): JobElasticPolicy | undefined {
  const policy = present({
    maxReplicas: integer(maxReplicasOf(config)),
    replicaIncrementStep: integer(config.elasticReplicaIncrementStep),
    replicaDiscreteValues: config.elasticReplicaDiscreteValues?.map(integer),
    scalingTimeoutInSeconds: integer(config.elasticScalingTimeoutInSeconds),
    gracefulShutdownTimeoutInSeconds: integer(config.elasticGracefulShutdownTimeoutInSeconds),
  });
  if (Object.keys(policy).length === 0) return undefined;
  return present({ minReplicas: integer(replicasOf(config)), ...policy });
}

/** Larger numbers than JavaScript has, of 309 digits and more, become the largest. */
function integer<T extends bigint | undefined>(value: T): T extends bigint ? number : undefined {
  return (value === undefined ? undefined : Math.min(Number(value), Number.MAX_VALUE)) as never;
}

/** Labels that the job's nodes must have; or the label that two flags ask for, which ends the real CLI. */
export function nodeSelectorOf(
  config: JobConfig,
): { readonly selector: ReadonlyMap<string, string> } | { readonly twice: string } {
  const { instanceType, labelSelector = new Map<string, string>() } = config;
  const entries: readonly (readonly [label: string, value: string | undefined])[] = [
    [INSTANCE_TYPE_LABEL, instanceType],
    ...labelSelector,
    ['sagemaker.amazonaws.com/deep-health-check-status', config.deepHealthCheckPassedNodesOnly ? 'Passed' : undefined],
    ['nvidia.com/mig.config.state', config.acceleratorPartitionType === undefined ? undefined : 'success'],
  ];
  const selector = new Map<string, string>();
  for (const [label, value] of entries) {
    if (value === undefined) continue;
    if (selector.has(label)) return { twice: label };
    selector.set(label, value);
  }
  return { selector };
}
