import type { LabelSelector } from './label-selector.ts';
import type { ResourceList } from './resources.ts';

export type PreemptionStrategy = 'LessThanOrEqualToFinalShare' | 'LessThanInitialShare';

/** Turns one requested resource into others (kueue-quota §4.4). */
export interface ResourceTransformation {
  readonly input: string;
  /** Is the input kept beside its outputs? */
  readonly strategy: 'Retain' | 'Replace';
  /** Resource whose requested quantity multiplies the outputs. */
  readonly multiplyBy?: string;
  readonly outputs: ResourceList;
}

/** Kueue's `Configuration`, as far as it decides (kueue-quota §3.8). */
export interface Configuration {
  /** Present: fair sharing is on. No strategies: both, in the order of the type. */
  readonly fairSharing?: { readonly preemptionStrategies: readonly PreemptionStrategy[] };
  readonly admissionFairSharing?: {
    /** 0: what was used counts at once and only now. */
    readonly usageHalfLifeMs: number;
    readonly usageSamplingMs: number;
    readonly resourceWeights: Readonly<Record<string, number>>;
  };
  /** Absent: off. */
  readonly waitForPodsReady?: {
    readonly timeoutMs: number;
    readonly recoveryTimeoutMs?: number;
    readonly blockAdmission: boolean;
    readonly requeuing: {
      readonly timestamp: 'Eviction' | 'Creation';
      readonly backoffLimitCount?: number;
      readonly backoffBaseSeconds: number;
      readonly backoffMaxSeconds: number;
    };
  };
  readonly resources?: {
    readonly excludeResourcePrefixes?: readonly string[];
    readonly transformations?: readonly ResourceTransformation[];
    /** `IgnoreUndeclared`: resources that no group covers are not counted. */
    readonly quotaCheckStrategy?: 'BlockUndeclared' | 'IgnoreUndeclared';
  };
  readonly manageJobsWithoutQueueName?: boolean;
  readonly managedJobsNamespaceSelector?: LabelSelector;
  readonly labelKeysToCopy?: readonly string[];
  /**
   * Integrations that are on: kinds of jobs that are managed, as in `batch/job`. Absent: all.
   *
   * Deviation: absent, Kueue's binary manages `batch/job` alone; the manifests that Kueue ships list most.
   */
  readonly frameworks?: readonly string[];
  /** Feature gates that are set, by name. */
  readonly featureGates?: Readonly<Record<string, boolean>>;
}
