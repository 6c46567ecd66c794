import type { Cluster, FeatureGates, TopologyAssignment, Workload } from '../../model/index.ts';
import type { PodSetRequest, TopologyUsage } from '../../placement/index.ts';
import type { AfsRecording } from './afs-recording.ts';
import type { AssignmentRecording } from './assignment-recording.ts';
import type { KaiRecording } from './kai-recording.ts';
import type { OrderRecording, PolicyRecording, PreemptionRecording } from './preemption-recording.ts';
import type { ShareRecording } from './share-recording.ts';
import type { SlurmRecording } from './slurm-recording.ts';
import type { Verdict } from './verdict.ts';

/** A recorded question: where would these pod sets go, in this one flavor, at this state? */
export interface PlacementRecording {
  readonly id: string;
  readonly kind: 'placement';
  readonly gates: FeatureGates;
  readonly cluster: Cluster;
  readonly flavor: string;
  /** In the order of the workload. */
  readonly requests: readonly PodSetRequest[];
  /** What admitted workloads hold. */
  readonly usage: readonly TopologyUsage[];
  readonly isSimulatedEmpty: boolean;
  /** How often the question is asked of one snapshot; the last answer counts. */
  readonly repeat: number;
  readonly workload?: Workload;
  readonly expected: PlacementAnswer;
}

/** What Kueue answered. A pod set in neither part got no answer. */
export interface PlacementAnswer {
  /** Pod set → where its pods go. */
  readonly assignments: Readonly<Record<string, TopologyAssignment>>;
  readonly failure?: {
    /** Pod sets with this message, in the order of the request. */
    readonly podSets: readonly string[];
    readonly message: string;
  };
}

/** A recorded decision of a kind that this version can't judge. */
export interface UnknownRecording {
  readonly id: string;
  readonly kind: string;
  readonly isUnknown: true;
}

/** A recorded reading of a text: what the reference made of a manifest, an object or a command line. */
export interface ReadingRecording {
  readonly id: string;
  readonly kind: 'manifest' | 'validate' | 'hyp';
  /** Reads the text again and compares. Readers stand above this room, so they bring it along. */
  judge(): Verdict;
}

/** One recorded decision of a reference. */
export type Recording =
  | PlacementRecording
  | AssignmentRecording
  | ShareRecording
  | AfsRecording
  | PreemptionRecording
  | PolicyRecording
  | OrderRecording
  | KaiRecording
  | SlurmRecording
  | ReadingRecording
  | UnknownRecording;
