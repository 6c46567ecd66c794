import type { HyperPodGovernance, TeamGovernance } from '../analysis/index.ts';
import { resourceAmount } from '../base/index.ts';
import type { ComputeQuota, ResourceQuota, SchedulerConfig } from '../model/index.ts';
import { escapeTerminal } from './escape.ts';
import { textTable } from './text-table.ts';

/**
 * HyperPod's governance for people: a table of every team (quota by instance type and resource, what it may borrow, what it
 * lends), then how tasks rank and share, then what the nodes have and what of it is in no quota. Resources of which a team or the
 * nodes have nothing get no row.
 */
export function governanceText(governance: HyperPodGovernance, policy: SchedulerConfig): string {
  const { teams, capacity } = governance;
  const sections = [...teams.map(teamText), policyText(governance, policy)];
  return [...sections, ...(capacity.length === 0 ? [] : [capacityText(governance)])].join('\n\n');
}

function teamText({ quota, clusterQueue, localQueue }: TeamGovernance): string {
  const heading = `${quota.teamName}: ${sharing(quota)}, ${preemption(quota)}`;
  const where = `  cohort ${clusterQueue.cohortName ?? 'none'}, queue ${localQueue.namespace}/${localQueue.name}`;
  const rows = clusterQueue.resourceGroups.flatMap(({ flavors }) =>
    flavors.flatMap(({ name: flavor, resources }) =>
      resources.filter(hasAnything).map((resource) => quotaRow(flavor, resource, quota)),
    ),
  );
  const table =
    rows.length === 0 ? '  no quota' : textTable([['  FLAVOR', 'RESOURCE', 'NOMINAL', 'BORROWS', 'LENDS'], ...rows]);
  return [escapeTerminal(heading), escapeTerminal(where), table].join('\n');
}

function sharing({ strategy, borrowLimitPercent, absoluteBorrowLimits, fairShareWeight }: ComputeQuota): string {
  const words: Readonly<Record<ComputeQuota['strategy'], string>> = {
    DontLend: 'neither lends nor borrows',
    Lend: 'lends, borrows nothing',
    LendAndBorrow: `lends, borrows up to ${borrowLimitPercent} %${absoluteBorrowLimits.length === 0 ? '' : ' or as listed'}`,
  };
  return `${words[strategy]}, weight ${fairShareWeight}`;
}

function preemption({ preemptTeamTasks }: ComputeQuota): string {
  return preemptTeamTasks === 'Never' ? 'never preempts its own tasks' : 'preempts its own tasks of lower priority';
}

function quotaRow(
  flavor: string,
  { name, nominalQuota, borrowingLimit }: ResourceQuota,
  quota: ComputeQuota,
): string[] {
  const lent = quota.strategy === 'DontLend' ? '0' : String(nominalQuota);
  return [`  ${flavor}`, name, String(nominalQuota), String(borrowingLimit ?? 'any'), lent];
}

function hasAnything({ name, nominalQuota, borrowingLimit }: ResourceQuota): boolean {
  return resourceAmount(name, nominalQuota) > 0n || resourceAmount(name, borrowingLimit ?? 0) > 0n;
}

function policyText(governance: HyperPodGovernance, policy: SchedulerConfig): string {
  const classes = governance.objects.workloadPriorityClasses.map(({ name, value }) => `${name} ${value}`).join(', ');
  const lines = [
    `priority classes: ${classes === '' ? 'none, first come, first served' : classes}`,
    `idle quota: ${policy.fairShare === 'Enabled' ? 'lent by weight' : 'first come, first served'}`,
    `unallocated resources: ${poolText(governance, policy)}`,
  ];
  return lines.map(escapeTerminal).join('\n');
}

function poolText({ idlePool, capacity }: HyperPodGovernance, { idleResourceSharing }: SchedulerConfig): string {
  if (idleResourceSharing === 'Disabled') return 'not lent';
  if (capacity.length === 0) return 'lent, but without nodes it is not known how many there are';
  return idlePool.length === 0 ? 'none' : `lent by ${idlePool.map(({ name }) => name).join(', ')}`;
}

function capacityText({ capacity }: HyperPodGovernance): string {
  const rows = capacity.flatMap(({ flavor, nodeCount, resources }) =>
    resources
      .filter(({ name, nominal, allocated }) =>
        [nominal, allocated].some((amount) => resourceAmount(name, amount) > 0n),
      )
      .map(({ name, nominal, allocatable, allocated, unallocated }) => {
        return [flavor, String(nodeCount), name, ...[nominal, allocatable, allocated, unallocated].map(String)];
      }),
  );
  return textTable([['FLAVOR', 'NODES', 'RESOURCE', 'NOMINAL', 'ALLOCATABLE', 'QUOTAS', 'UNALLOCATED'], ...rows]);
}
