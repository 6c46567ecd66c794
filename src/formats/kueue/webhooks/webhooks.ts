import { clusterQueueWebhook } from './cluster-queue-webhook.ts';
import { cohortWebhook } from './cohort-webhook.ts';
import { resourceFlavorWebhook } from './resource-flavor-webhook.ts';
import type { KueueWebhook } from './webhook.ts';
import { workloadWebhook } from './workload-webhook.ts';

/** Webhooks by kind; the other kinds have none. */
export const WEBHOOKS: ReadonlyMap<string, KueueWebhook> = new Map([
  ['ClusterQueue', clusterQueueWebhook],
  ['Cohort', cohortWebhook],
  ['ResourceFlavor', resourceFlavorWebhook],
  ['Workload', workloadWebhook],
]);
