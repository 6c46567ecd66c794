/** A further check between quota and admission (kueue-quota §3.7). */
export interface AdmissionCheck {
  readonly name: string;
  readonly controllerName: string;
  /** Condition `Active`; absent as for a check whose controller has said nothing. */
  readonly isActive?: boolean;
}
