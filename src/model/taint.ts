/** A mark on a node that keeps away every pod without a matching {@link Toleration}. */
export interface Taint {
  readonly key: string;
  readonly value?: string;
  /** `NoSchedule`, `NoExecute` or `PreferNoSchedule`; placement ignores the last. */
  readonly effect: string;
}

/** What a pod puts up with. */
export interface Toleration {
  /** Absent or empty: every key. */
  readonly key?: string;
  /** Absent means `Equal`. `Lt` and `Gt` compare the taint's value as a canonical int64 decimal. */
  readonly operator?: string;
  readonly value?: string;
  /** Absent or empty: every effect. */
  readonly effect?: string;
  /** How long a `NoExecute` taint is put up with; absent means forever. */
  readonly tolerationSeconds?: number;
}
