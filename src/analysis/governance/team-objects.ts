import type { ClusterQueue, ComputeQuota, LocalQueue, Namespace } from '../../model/index.ts';
import {
  clusterQueueOfTeam,
  localQueueOfTeam,
  namespaceOfTeam,
  ownCohortOfTeam,
  SHARED_COHORT,
} from './hyperpod-names.ts';
import { teamResourceGroups } from './team-quotas.ts';

/** What HyperPod makes of the allocation of one team. */
export interface TeamObjects {
  readonly namespace: Namespace;
  readonly clusterQueue: ClusterQueue;
  readonly localQueue: LocalQueue;
}

const NAMESPACE_NAME_LABEL = 'kubernetes.io/metadata.name';

/** Policies of a queue that HyperPod leaves at Kueue's defaults. */
export const QUEUE_DEFAULTS: Pick<ClusterQueue, 'queueingStrategy' | 'flavorFungibility' | 'stopPolicy'> = {
  queueingStrategy: 'BestEffortFIFO',
  flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
  stopPolicy: 'None',
};

/**
 * Namespace and queues of a team, by the names that HyperPod gives them (ec2-hyperpod §3.2).
 *
 * Documented: names, the first two labels of the namespace, quotas, borrowing limits, preemption within the team. Ours: a
 * team takes its quota back from whoever borrowed it (`reclaimWithinCohort: Any`), only its own namespace may use its
 * queue, and the label `quota-allocation-id` has the team's name, as the HyperPod CLI makes the queue's name of it.
 */
export function teamObjects(quota: ComputeQuota): TeamObjects {
  const { teamName, strategy, fairShareWeight, preemptTeamTasks } = quota;
  const namespace = namespaceOfTeam(teamName);
  const clusterQueue = clusterQueueOfTeam(teamName);
  return {
    namespace: { name: namespace, labels: namespaceLabels(namespace, teamName) },
    clusterQueue: {
      name: clusterQueue,
      cohortName: strategy === 'DontLend' ? ownCohortOfTeam(teamName) : SHARED_COHORT,
      namespaceSelector: { matchLabels: { [NAMESPACE_NAME_LABEL]: namespace } },
      resourceGroups: teamResourceGroups(quota),
      preemption: { withinClusterQueue: preemptTeamTasks, reclaimWithinCohort: 'Any' },
      fairSharing: { weight: String(fairShareWeight) },
      ...QUEUE_DEFAULTS,
    },
    localQueue: { name: localQueueOfTeam(teamName), namespace, clusterQueue, stopPolicy: 'None' },
  };
}

function namespaceLabels(namespace: string, teamName: string): Readonly<Record<string, string>> {
  return {
    [NAMESPACE_NAME_LABEL]: namespace,
    'sagemaker.amazonaws.com/activate-quota': 'Enabled',
    'sagemaker.amazonaws.com/sagemaker-managed-queue': 'true',
    'sagemaker.amazonaws.com/quota-allocation-id': teamName,
  };
}
