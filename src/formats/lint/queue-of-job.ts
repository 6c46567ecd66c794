import type { ClusterQueue } from '../../model/index.ts';
import type { LintContext } from './lint-context.ts';
import type { LintJob } from './lint-jobs.ts';

/** The ClusterQueue that a job's workload would wait in; undefined if it, or the LocalQueue, is not given. */
export function clusterQueueOf(job: LintJob, { inputs }: LintContext): ClusterQueue | undefined {
  const local = inputs.localQueues.find(
    ({ name, namespace = 'default' }) => name === job.queueName && namespace === job.namespace,
  );
  return local && inputs.clusterQueues.find(({ name }) => name === local.clusterQueue);
}

/** Flavors of a queue, each once. */
export function flavorsOf({ resourceGroups }: ClusterQueue): string[] {
  return [...new Set(resourceGroups.flatMap(({ flavors }) => flavors.map(({ name }) => name)))];
}
