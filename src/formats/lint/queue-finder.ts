import type { ClusterQueue, Governance } from '../../model/index.ts';
import type { LintJob } from './lint-jobs.ts';

/** The ClusterQueue that a job's workload would wait in; undefined if it, or the LocalQueue, is not given. */
export type QueueFinder = (job: Pick<LintJob, 'namespace' | 'queueName'>) => ClusterQueue | undefined;

/** Finds the queues of jobs. */
export function queueFinder({ localQueues, clusterQueues }: Governance): QueueFinder {
  const clusterQueueNames = new Map(
    localQueues.map(({ name, namespace = 'default', clusterQueue }) => [`${namespace}/${name}`, clusterQueue]),
  );
  const queues = new Map(clusterQueues.map((queue) => [queue.name, queue]));
  return ({ namespace, queueName }) => queues.get(clusterQueueNames.get(`${namespace}/${queueName}`) ?? '');
}

/** Flavors of a queue, each once. */
export function flavorsOf({ resourceGroups }: ClusterQueue): string[] {
  return [...new Set(resourceGroups.flatMap(({ flavors }) => flavors.map(({ name }) => name)))];
}
