/** Version of the template's schema: which flags there are and how they are checked. */
export type SchemaVersion = '1.0' | '1.1';

/** A volume as `--volume` describes it. */
export interface VolumeConfig {
  readonly name: string;
  readonly type: 'hostPath' | 'pvc';
  readonly mountPath: string;
  /** Of a `hostPath`. */
  readonly path?: string;
  /** Of a `pvc`. */
  readonly claimName?: string;
  readonly readOnly?: boolean;
}

/**
 * What the flags of `hyp create hyp-pytorch-job` say, checked one by one; flags that were not given are absent. Names are
 * those of the flags, whole numbers are not bounded from above.
 * @see ec2-hyperpod §4
 */
export interface JobConfig {
  readonly jobName: string;
  readonly image: string;
  readonly namespace?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment?: ReadonlyMap<string, string>;
  readonly pullPolicy?: string;
  readonly instanceType?: string;
  /** The older name of `replicaCount`, for whole instances. */
  readonly nodeCount?: bigint;
  readonly replicaCount?: bigint;
  /** `auto`, `cpu`, `gpu` or a whole number. */
  readonly tasksPerNode?: string;
  readonly labelSelector?: ReadonlyMap<string, string>;
  readonly deepHealthCheckPassedNodesOnly?: boolean;
  readonly schedulerType?: string;
  readonly queueName?: string;
  readonly priority?: string;
  readonly accelerators?: bigint;
  readonly vcpu?: number;
  /** GiB. */
  readonly memory?: number;
  readonly acceleratorsLimit?: bigint;
  readonly vcpuLimit?: number;
  /** GiB. */
  readonly memoryLimit?: number;
  /** EFA interfaces. */
  readonly efa?: bigint;
  readonly efaLimit?: bigint;
  /** A MIG profile, as in `mig-1g.5gb`. */
  readonly acceleratorPartitionType?: string;
  readonly acceleratorPartitionCount?: bigint;
  readonly acceleratorPartitionLimit?: bigint;
  readonly maxRetry?: bigint;
  readonly volume?: readonly VolumeConfig[];
  readonly serviceAccountName?: string;
  readonly preferredTopology?: string;
  readonly requiredTopology?: string;
  readonly elasticReplicaIncrementStep?: bigint;
  /** The older name of `maxReplicaCount`. */
  readonly maxNodeCount?: bigint;
  readonly maxReplicaCount?: bigint;
  readonly elasticGracefulShutdownTimeoutInSeconds?: bigint;
  readonly elasticScalingTimeoutInSeconds?: bigint;
  readonly elasticScaleUpSnoozeTimeInSeconds?: bigint;
  readonly elasticReplicaDiscreteValues?: readonly bigint[];
}
