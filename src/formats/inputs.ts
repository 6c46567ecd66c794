import type { Place } from '../base/index.ts';
import type {
  CapacityReservation,
  ClusterSchedulerConfig,
  ComputeQuota,
  Configuration,
  Governance,
  Instance,
  Node,
  Pod,
  ResourceFlavor,
  Topology,
  Workload,
} from '../model/index.ts';
import type { JobManifest } from './manifests/job-manifest.ts';

/** Everything that was read, of all files, in the order of files and of places in them. */
export interface Inputs extends Governance {
  readonly instances: readonly Instance[];
  readonly reservations: readonly CapacityReservation[];
  readonly nodes: readonly Node[];
  readonly pods: readonly Pod[];
  readonly topologies: readonly Topology[];
  readonly resourceFlavors: readonly ResourceFlavor[];
  /** All Workload objects, admitted or not. */
  readonly workloads: readonly Workload[];
  /** What asks for a place: job manifests, and Workloads without an admission or with unhealthy nodes. */
  readonly jobs: readonly JobManifest[];
  /** Objects that jobs may name, whole: training runtimes, Workloads made beforehand. */
  readonly namedObjects: readonly unknown[];
  /** HyperPod's allocations to teams, and its policies of clusters. */
  readonly computeQuotas: readonly ComputeQuota[];
  readonly clusterSchedulerConfigs: readonly ClusterSchedulerConfig[];
  /** Kueue's own configuration, if a file holds it. */
  readonly configuration?: Configuration;
  /** Where the documents start that hold an answer of EC2, or a page of it, that names nothing. */
  readonly emptyAnswers: readonly Place[];
}

/** {@link Inputs} while they are being collected. */
export type InputsDraft = {
  -readonly [K in keyof Omit<Inputs, 'configuration'>]: Inputs[K][number][];
} & { configuration?: Configuration };

/** Nothing read yet. */
export function emptyInputs(): InputsDraft {
  return {
    instances: [],
    reservations: [],
    nodes: [],
    pods: [],
    topologies: [],
    resourceFlavors: [],
    workloads: [],
    jobs: [],
    namedObjects: [],
    computeQuotas: [],
    clusterSchedulerConfigs: [],
    emptyAnswers: [],
    clusterQueues: [],
    cohorts: [],
    localQueues: [],
    workloadPriorityClasses: [],
    priorityClasses: [],
    admissionChecks: [],
    namespaces: [],
    limitRanges: [],
    runtimeClasses: [],
  };
}
