import type {
  Cluster,
  Configuration,
  FeatureGates,
  Governance,
  TopologyAssignment,
  Workload,
} from '../../model/index.ts';
import type { TopologyUsage } from '../../placement/index.ts';
import type { Amount, FlavorResource } from '../../quota/index.ts';
import type {
  AssignmentMode,
  NoFitReason,
  PodSetTotals,
  PreemptionForecast,
  PreemptionPossibility,
} from '../../scheduler/index.ts';

/** An amount of one flavor-resource that a queue uses, for reasons that are not recorded. */
export interface RecordedUsage extends FlavorResource {
  readonly clusterQueue: string;
  readonly amount: Amount;
}

/** What the reference's simulation of preemption answered for one flavor-resource. */
export interface RecordedForecast extends FlavorResource, PreemptionForecast {}

/** A recorded question: which flavors would this workload get in this queue, at this state? */
export interface AssignmentRecording {
  readonly id: string;
  readonly kind: 'assignment';
  readonly gates: FeatureGates;
  readonly configuration: Configuration;
  readonly cluster: Cluster;
  readonly governance: Governance;
  readonly workload: Workload;
  readonly clusterQueue: string;
  readonly usage: readonly RecordedUsage[];
  /** Node capacity in use that no quota stands for. */
  readonly nodeUsage: readonly TopologyUsage[];
  /** What preemption would come to; `otherwise` for flavor-resources that are not in the list. */
  readonly oracle: { readonly otherwise: PreemptionForecast; readonly forecasts: readonly RecordedForecast[] };
  /** Pod sets of the slice that is replaced. */
  readonly replacedSlice?: readonly PodSetTotals[];
  /** Pod set → resource → flavor of the first assignment in the cycle. */
  readonly nomination?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly expected: AssignmentAnswer;
}

/** Resource → amount as Kueue prints it. */
export type AmountTexts = Readonly<Record<string, string>>;

/** What Kueue answered. Amounts are compared as Kueue prints them. */
export interface AssignmentAnswer {
  readonly mode: AssignmentMode;
  readonly borrowing: number;
  readonly noFitReason: NoFitReason | '';
  /** Flavor → resource → amount. */
  readonly usage: Readonly<Record<string, AmountTexts>>;
  /** Per pod set, resource → index; empty if no pod set has any. */
  readonly lastTriedFlavorIdx: readonly Readonly<Record<string, number>>[];
  readonly podSets: readonly PodSetAnswer[];
}

/** What Kueue answered for one pod set. */
export interface PodSetAnswer {
  readonly name: string;
  readonly count: number;
  readonly mode: AssignmentMode;
  readonly flavors: Readonly<Record<string, FlavorAnswer>>;
  readonly requests: AmountTexts;
  /** Sorted; repetitions kept. */
  readonly reasons: readonly string[];
  readonly error: string;
  readonly attempts: readonly AttemptAnswer[];
  readonly topologyAssignment: TopologyAssignment | '';
  readonly delayedTopologyRequest: string;
}

/** The flavor of one resource. */
export interface FlavorAnswer {
  readonly name: string;
  readonly mode: AssignmentMode;
  readonly triedIdx: number;
  readonly borrow: number;
}

/** One flavor that was looked at. */
export interface AttemptAnswer {
  readonly flavor: string;
  readonly mode: AssignmentMode;
  readonly borrow: number;
  readonly preemptionPossibility: PreemptionPossibility | '';
  readonly reasons: readonly string[];
  readonly noFitReason: NoFitReason | '';
}
