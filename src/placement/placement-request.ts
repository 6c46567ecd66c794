import type {
  PodSetTopologyRequest,
  PodSetUpdate,
  PodTemplate,
  ResourceAmounts,
  TopologyAssignment,
} from '../model/index.ts';

/** One pod set that wants a place in one flavor (kueue-tas §7.1). */
export interface PodSetRequest {
  /** Name of the pod set. */
  readonly podSet: string;
  /** Pods to place. */
  readonly count: number;
  /** What one pod takes, without the `pods` it is itself. */
  readonly requests: ResourceAmounts;
  readonly topologyRequest?: PodSetTopologyRequest;
  /** Not asked for, but the queue has only topology flavors: place anywhere (kueue-tas §2.3). */
  readonly isImplied?: boolean;
  readonly template?: PodTemplate;
  /** Pod sets of one group are placed together: the smaller one is the leader. */
  readonly group?: string;
  /** In the order of the admission checks. */
  readonly updates?: readonly PodSetUpdate[];
  /** Where the workload slice that is replaced has its pods (kueue-tas §13). */
  readonly previous?: TopologyAssignment;
}
