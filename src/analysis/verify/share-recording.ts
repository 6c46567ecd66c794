import type { Cluster, FeatureGates, Governance } from '../../model/index.ts';
import type { Amount, FlavorResource } from '../../quota/index.ts';
import type { AmountTexts, RecordedUsage } from './assignment-recording.ts';

/** A recorded question: what are quota, usage and share of every queue and cohort? */
export interface ShareRecording {
  readonly id: string;
  readonly kind: 'share';
  readonly gates: FeatureGates;
  readonly cluster: Cluster;
  readonly governance: Governance;
  /** On top of what the workloads hold. */
  readonly usage: readonly RecordedUsage[];
  /** Added to each node when its share is computed. */
  readonly extraRequests: readonly RecordedAmount[];
  /** Does the queue `cq` borrow on one of these? Nobody asks if it is not there. */
  readonly requested?: readonly RecordedAmount[];
  readonly expected: ShareAnswer;
}

export interface RecordedAmount extends FlavorResource {
  readonly amount: Amount;
}

/** What Kueue answered, by name. Amounts are compared as Kueue prints them. */
export interface ShareAnswer {
  readonly clusterQueues: Readonly<Record<string, QuotaAnswer>>;
  readonly cohorts: Readonly<Record<string, QuotaAnswer>>;
  readonly borrowingOnRequested?: boolean;
}

/** Flavor → resource → amount. */
export type FlavorAmountTexts = Readonly<Record<string, AmountTexts>>;

/** Quota, usage and share of one queue or cohort. */
export interface QuotaAnswer {
  readonly subtree: FlavorAmountTexts;
  /** Without zeros. */
  readonly usage: FlavorAmountTexts;
  readonly potential: FlavorAmountTexts;
  readonly availableUnclamped: FlavorAmountTexts;
  /** Of a cohort, empty. */
  readonly available: FlavorAmountTexts;
  readonly share: {
    /** As it stands in the status. */
    readonly weightedShare: string;
    /** The double that decides, in its shortest form. */
    readonly precise: string;
    /** Empty if there is none. */
    readonly resource: string;
    readonly borrowing: boolean;
  };
}
