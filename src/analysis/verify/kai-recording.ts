import type { Node, Topology } from '../../model/index.ts';
import type { KaiGang, KaiRunningPod } from '../../placement/index.ts';

/** A recorded question to KAI Scheduler: where would this gang go, at this state? */
export interface KaiRecording {
  readonly id: string;
  readonly kind: 'kai';
  readonly nodes: readonly Node[];
  readonly topologies: readonly Topology[];
  /** What runs already. */
  readonly running: readonly KaiRunningPod[];
  readonly gang: KaiGang;
  readonly expected: KaiAnswer;
}

/** What KAI Scheduler answered; its message is not compared. */
export type KaiAnswer =
  /** Node → number of pods. */
  { readonly state: 'placed'; readonly nodes: Readonly<Record<string, number>> } | { readonly state: 'pending' };
