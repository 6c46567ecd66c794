/** Cohort of all teams that lend: seen in clusters, not documented (ec2-hyperpod §3.2). */
export const SHARED_COHORT = 'shared-pool';
/** Flavors of one queue of the idle pool; how HyperPod splits them is not known, so Kueue's old bound is taken. */
export const FLAVORS_PER_POOL_QUEUE = 16;

/** Namespace of a team. */
export function namespaceOfTeam(team: string): string {
  return `hyperpod-ns-${team}`;
}

/** ClusterQueue of a team. */
export function clusterQueueOfTeam(team: string): string {
  return `${namespaceOfTeam(team)}-clusterqueue`;
}

/** LocalQueue of a team, in its namespace. */
export function localQueueOfTeam(team: string): string {
  return `${namespaceOfTeam(team)}-localqueue`;
}

/** Cohort of a team that doesn't lend; that it is the team's own is a field note, its name is ours. */
export function ownCohortOfTeam(team: string): string {
  return `${namespaceOfTeam(team)}-cohort`;
}

/** Queue of the idle pool, counted from 1. */
export function idlePoolQueue(number: number): string {
  return `hyperpod-ns-idle-resource-sharing-cq-${number}`;
}

/** WorkloadPriorityClass of a class of the policy. */
export function workloadPriorityClassOf(priorityClass: string): string {
  return `${priorityClass}-priority`;
}
