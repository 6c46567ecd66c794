import type { RestartPolicies } from '../job-kind.ts';

/** A job that is held back by `spec.suspend`. */
interface SuspendableJob {
  readonly spec: { readonly suspend?: boolean | null | undefined };
}

/** A job that is handed to another cluster by `spec.managedBy`. */
interface DelegableJob {
  readonly spec: { readonly managedBy?: string | null | undefined };
}

/** How a job with the field `spec.suspend` is held back. */
export const SPEC_SUSPENSION = {
  isSuspended: ({ spec }: SuspendableJob): boolean => spec.suspend === true,
  suspend: <T extends SuspendableJob>(job: T): T => ({ ...job, spec: { ...job.spec, suspend: true } }),
} as const;

/** How a job with the field `spec.managedBy` is handed to another cluster. */
export function specDelegation(ownController: string): {
  readonly ownController: string;
  managedBy(job: DelegableJob): string | null | undefined;
  delegate<T extends DelegableJob>(job: T, controller: string): T;
} {
  return {
    ownController,
    managedBy: ({ spec }) => spec.managedBy,
    delegate: (job, managedBy) => ({ ...job, spec: { ...job.spec, managedBy } }),
  };
}

/** How pods are restarted that a Job runs. It has to be said: what counts otherwise is not allowed. */
export const JOB_RESTARTS: RestartPolicies = { allowed: ['Never', 'OnFailure'], default: 'Always' };

/** How pods are restarted that serve. */
export const SERVING_RESTARTS: RestartPolicies = { allowed: ['Always'], default: 'Always' };
