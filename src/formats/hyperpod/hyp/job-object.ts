/** A text for each name: labels, annotations, a node selector. */
export type TextMap = Readonly<Record<string, string>>;

/** `metadata` of a job or of its pods. */
export interface JobObjectMetadata {
  readonly annotations?: TextMap;
  readonly labels?: TextMap;
  readonly name: string;
  readonly namespace?: string;
}

export interface JobContainer {
  readonly args?: readonly string[];
  readonly command?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value: string }[];
  readonly image: string;
  readonly imagePullPolicy?: string;
  readonly name: string;
  readonly resources: {
    readonly limits: Readonly<Record<string, number | string>>;
    readonly requests: Readonly<Record<string, number | string>>;
  };
  readonly volumeMounts?: readonly { readonly mountPath: string; readonly name: string }[];
}

export type JobVolume =
  | { readonly hostPath: { readonly path: string }; readonly name: string }
  | {
      readonly name: string;
      readonly persistentVolumeClaim: { readonly claimName: string; readonly readOnly: boolean };
    };

export interface JobPodSpec {
  readonly containers: readonly JobContainer[];
  readonly nodeSelector?: TextMap;
  readonly schedulerName?: string;
  readonly serviceAccountName?: string;
  readonly volumes?: readonly JobVolume[];
}

export interface JobReplicaSpec {
  readonly name: string;
  readonly replicas: number;
  readonly maxReplicas?: number;
  readonly spares: number;
  readonly template: { readonly metadata: JobObjectMetadata; readonly spec: JobPodSpec };
}

export interface JobRunPolicy {
  readonly cleanPodPolicy: string;
  readonly jobMaxRetryCount?: number;
  readonly restartPolicy?: { readonly evalPeriodSeconds: number; readonly scaleUpSnoozeTimeInSeconds: number };
  readonly ttlSecondsAfterFinished: number;
}

export interface JobElasticPolicy {
  readonly minReplicas?: number;
  readonly maxReplicas?: number;
  readonly replicaIncrementStep?: number;
  readonly replicaDiscreteValues?: readonly number[];
  readonly scalingTimeoutInSeconds?: number;
  readonly gracefulShutdownTimeoutInSeconds?: number;
}

/** The HyperPodPyTorchJob that `hyp create hyp-pytorch-job` sends: plain JSON data, keys in the order of the real one. */
export interface HyperPodPyTorchJobObject {
  readonly apiVersion: 'sagemaker.amazonaws.com/v1';
  readonly kind: 'HyperPodPyTorchJob';
  readonly metadata: JobObjectMetadata & { readonly namespace: string };
  readonly spec: {
    /** `auto`, `cpu`, `gpu` or a whole number. */
    readonly nprocPerNode: string;
    readonly replicaSpecs: readonly [JobReplicaSpec];
    readonly runPolicy?: JobRunPolicy;
    readonly elasticPolicy?: JobElasticPolicy;
  };
}
