import type { Consumption, ConsumptionDecay } from '../../quota/index.ts';

/** A recorded question of the arithmetic of admission fair sharing. */
export interface AfsRecording {
  readonly id: string;
  readonly kind: 'afs';
  readonly question: AfsQuestion;
  readonly expected: AfsAnswer;
}

export type AfsQuestion =
  /** What is remembered of the old consumption after a time with this usage? */
  | (ElapsedUsage & { readonly what: 'decay'; readonly consumed: Consumption })
  /** The same from nothing, several times in a row: what after each? */
  | (ElapsedUsage & { readonly what: 'samples'; readonly times: number })
  /** What counts an entering workload with these requests? */
  | { readonly what: 'penalty'; readonly requests: Consumption; readonly decay: ConsumptionDecay }
  /** By what is a local queue ordered? */
  | {
      readonly what: 'usage';
      readonly consumed: Consumption;
      readonly penalty: Consumption;
      readonly weight: number;
      readonly resourceWeights: Readonly<Record<string, number>>;
    };

export interface ElapsedUsage {
  readonly usage: Consumption;
  readonly elapsedMs: number;
  readonly usageHalfLifeMs: number;
}

/** Resource → amount in billionths, as decimal texts; one after another for samples. Or a usage, in its shortest form. */
export type AfsAnswer = readonly Readonly<Record<string, string>>[] | string;
