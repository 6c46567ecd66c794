import { compareStrings, HopwiseError } from '../../base/index.ts';
import {
  type Cluster,
  type ClusterQueue,
  type ComputeQuota,
  type Configuration,
  type Governance,
  isInForce,
  type Node,
  type SchedulerConfig,
  type SchedulerResourceStatus,
  type Topology,
  type WorkloadPriorityClass,
} from '../../model/index.ts';
import { type FlavorCapacity, flavorCapacities, type IneligibleReason, ineligibleReason } from './flavor-capacity.ts';
import { flavorObjects } from './flavors.ts';
import { workloadPriorityClassOf } from './hyperpod-names.ts';
import { idlePoolQueues } from './idle-pool.ts';
import { nodesOutsideTopology, type OutsideNodes } from './nodes-outside-topology.ts';
import { type TeamObjects, teamObjects } from './team-objects.ts';

/** What HyperPod's governance of one cluster is made of. */
export interface GovernanceInput {
  readonly quotas: readonly ComputeQuota[];
  readonly schedulerConfig: SchedulerConfig;
  /** Without nodes the idle pool is not known. */
  readonly nodes?: readonly Node[];
  /** Topology objects of the cluster, where they are known: their levels count. */
  readonly topologies?: readonly Topology[];
  /** Levels of the topology of all flavors, in place of what is assumed of each instance type. */
  readonly levels?: readonly string[];
}

/** The Kueue objects of HyperPod's task governance, and what they stand for. */
export interface HyperPodGovernance {
  /** Teams whose allocation is in force, by name. */
  readonly teams: readonly TeamGovernance[];
  /** Allocations that give no quota, by team. */
  readonly leftOut: readonly LeftOutQuota[];
  /** By instance type; empty when no nodes are known. */
  readonly capacity: readonly FlavorCapacity[];
  /** Nodes that give nothing to share, by name. */
  readonly ineligibleNodes: readonly IneligibleNode[];
  /** Nodes of flavors in use that lack a label of their topology's levels, by flavor. */
  readonly nodesOutsideTopology: readonly OutsideNodes[];
  /** Queues of the idle pool; they stand among the objects too. */
  readonly idlePool: readonly ClusterQueue[];
  readonly objects: GovernanceObjects;
  /** Fair sharing and gang scheduling are no objects, but part of Kueue's configuration. */
  readonly configuration: Configuration;
}

/** One team: its allocation, and what is made of it. */
export interface TeamGovernance extends TeamObjects {
  readonly quota: ComputeQuota;
}

/** An allocation that is switched off, or in a state in which it has no quota. */
export interface LeftOutQuota {
  readonly quota: ComputeQuota;
  readonly reason: 'Disabled' | SchedulerResourceStatus;
}

/** A node that gives nothing to share. */
export interface IneligibleNode {
  readonly name: string;
  readonly reason: IneligibleReason;
}

/** Objects of a cluster's API server, each list by name; priority classes by value, the highest first. */
export type GovernanceObjects = Pick<
  Governance & Cluster,
  'topologies' | 'resourceFlavors' | 'workloadPriorityClasses' | 'namespaces' | 'clusterQueues' | 'localQueues'
>;

/**
 * What does HyperPod make of the allocations and the policy of one cluster? The order of quotas and nodes never matters.
 *
 * Where the public documentation ends, the most probable form is taken; the functions for each kind of object say what is
 * documented and what is ours. Cohorts are implied by the queues that name them.
 *
 * @throws HopwiseError `invalid-argument` for quotas of several clusters or two of one team, `unknown-name` for an
 * instance type whose resources are not known
 * @see ec2-hyperpod §3
 */
export function deriveGovernance(input: GovernanceInput): HyperPodGovernance {
  const { quotas, schedulerConfig, nodes = [], topologies = [], levels } = input;
  checkQuotas(quotas);
  const sorted = quotas.toSorted((a, b) => compareStrings(a.teamName, b.teamName));
  const active = sorted.filter((quota) => leftOutReason(quota) === undefined);
  const teams = active.map((quota) => ({ quota, ...teamObjects(quota) }));
  const capacity = nodes.length === 0 ? [] : flavorCapacities(nodes, active);
  const idlePool = schedulerConfig.idleResourceSharing === 'Enabled' ? idlePoolQueues(capacity) : [];
  const clusterQueues = [...teams.map(({ clusterQueue }) => clusterQueue), ...idlePool];
  const flavors = flavorObjects(flavorNames(clusterQueues), topologies, levels);
  return {
    teams,
    leftOut: sorted.flatMap((quota) => {
      const reason = leftOutReason(quota);
      return reason === undefined ? [] : [{ quota, reason }];
    }),
    capacity,
    ineligibleNodes: ineligibleNodes(nodes),
    nodesOutsideTopology: nodesOutsideTopology(nodes, flavors),
    idlePool,
    objects: {
      ...flavors,
      workloadPriorityClasses: workloadPriorityClasses(schedulerConfig),
      namespaces: teams.map(({ namespace }) => namespace),
      clusterQueues: clusterQueues.sort((a, b) => compareStrings(a.name, b.name)),
      localQueues: teams.map(({ localQueue }) => localQueue),
    },
    configuration: {
      ...(schedulerConfig.fairShare === 'Enabled' ? { fairSharing: FAIR_SHARING } : {}),
      featureGates: FEATURE_GATES,
    },
  };
}

/** Gang scheduling is off unless the console turns it on, which Kueue calls waiting for pods (ec2-hyperpod §3.3). */
const FEATURE_GATES = { DisableWaitForPodsReady: true } as const;

/** Kueue's default of strategies, in its order. */
const FAIR_SHARING: NonNullable<Configuration['fairSharing']> = {
  preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'],
};

function checkQuotas(quotas: readonly ComputeQuota[]): void {
  const clusters = new Set(quotas.flatMap(({ clusterArn }) => clusterArn ?? []));
  if (clusters.size > 1) {
    const names = [...clusters].sort(compareStrings).join(', ');
    throw new HopwiseError(
      'invalid-argument',
      `these allocations are of several clusters: ${names}; give those of one`,
    );
  }
  const teams = new Set<string>();
  for (const { teamName } of quotas) {
    if (teams.has(teamName)) {
      throw new HopwiseError('invalid-argument', `team ${teamName} has more than one allocation; keep one of them`);
    }
    teams.add(teamName);
  }
}

function leftOutReason({ activationState, status }: ComputeQuota): LeftOutQuota['reason'] | undefined {
  if (activationState === 'Disabled') return 'Disabled';
  return isInForce(status) ? undefined : status;
}

function ineligibleNodes(nodes: readonly Node[]): IneligibleNode[] {
  return nodes
    .flatMap((node) => {
      const reason = ineligibleReason(node);
      return reason === undefined ? [] : [{ name: node.name, reason }];
    })
    .sort((a, b) => compareStrings(a.name, b.name));
}

function flavorNames(queues: GovernanceObjects['clusterQueues']): string[] {
  return queues.flatMap(({ resourceGroups }) =>
    resourceGroups.flatMap(({ flavors }) => flavors.map(({ name }) => name)),
  );
}

/** A class's value is its weight: only the order of weights is documented. */
function workloadPriorityClasses({ priorityClasses }: SchedulerConfig): WorkloadPriorityClass[] {
  return priorityClasses
    .map(({ name, weight }) => ({ name: workloadPriorityClassOf(name), value: weight }))
    .sort((a, b) => b.value - a.value || compareStrings(a.name, b.name));
}
