import { createErrors } from '../framework/create-errors.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import { type ReplicaJob, type ReplicaRules, replicaJobParts } from './replica-job.ts';

/** How a kind of Kubeflow's training operator differs from the others. */
export interface KubeflowRules extends Omit<ReplicaRules, 'ownController'> {
  readonly kind: string;
  readonly framework: string;
  /** JAXJobs cannot (manifests fact 7). */
  readonly canBePrebuilt: boolean;
}

/**
 * A kind of job of Kubeflow's training operator. Pod set groups are not looked at, and topology annotations are told one
 * by one even where pod sets cannot be built.
 * @see manifests facts 6, 11, 30, 31
 */
export function kubeflowJobKind({ kind, framework, canBePrebuilt, ...rules }: KubeflowRules): JobKind {
  const parts = replicaJobParts<ReplicaJob>({ ...rules, ownController: 'kubeflow.org/training-operator' });
  const jobKind: JobKind = defineJobKind<ReplicaJob>({
    kind,
    group: 'kubeflow.org',
    versions: ['v1'],
    framework,
    ...(canBePrebuilt ? { canBePrebuilt } : {}),
    ...parts,
    validate: (job, context) => [
      ...createErrors(jobKind, job, context),
      ...topologyErrors(parts.podSets(job), context),
    ],
  });
  return jobKind;
}
