import type { Configuration, FeatureGates } from '../../model/index.ts';
import type { CollectedInputs } from '../collect-inputs.ts';
import type { Inputs } from '../inputs.ts';
import { healthyCluster, type LintCluster } from './lint-cluster.ts';
import { type LintJob, lintJobs } from './lint-jobs.ts';
import { compileLintQuota, type LintQuota } from './lint-quota.ts';
import { ObjectIndex } from './object-index.ts';
import { type QueueFinder, queueFinder } from './queue-finder.ts';

/** What lints look at: all that could be read. */
export interface LintContext {
  readonly inputs: Inputs;
  readonly gates: FeatureGates;
  readonly config: Configuration;
  /** Where each object stands. */
  readonly objects: ObjectIndex;
  readonly jobs: readonly LintJob[];
  /** Were all texts readable? Only then is what is not there missing. */
  readonly isWhole: boolean;
  /** The cluster as it is when all nodes are well and nothing runs; undefined where no nodes are given, or maybe not all. */
  readonly cluster: LintCluster | undefined;
  readonly quota: LintQuota;
  /** Where a job would wait. */
  readonly queueOf: QueueFinder;
}

/** Gathers what lints look at. */
export function lintContext(
  collected: CollectedInputs,
  options: { readonly gates: FeatureGates; readonly config?: Configuration },
): LintContext {
  const { inputs, objects, jobs, isWhole } = collected;
  const config = inputs.configuration ?? options.config ?? {};
  const { gates } = options;
  let quota: LintQuota | undefined;
  return {
    inputs,
    gates,
    config,
    objects: new ObjectIndex(objects),
    jobs: lintJobs(jobs),
    isWhole,
    cluster: isWhole ? healthyCluster(inputs, gates) : undefined,
    // Compiled if a rule asks for it.
    get quota() {
      quota ??= compileLintQuota(inputs);
      return quota;
    },
    queueOf: queueFinder(inputs),
  };
}
