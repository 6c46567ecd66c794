import type { StopPolicy } from './cluster-queue.ts';
import type { FairSharing } from './fair-sharing.ts';

/** Where the workloads of one namespace queue (kueue-quota §3.3). */
export interface LocalQueue {
  readonly name: string;
  readonly namespace?: string;
  readonly clusterQueue: string;
  readonly stopPolicy: StopPolicy;
  readonly fairSharing?: FairSharing;
}
