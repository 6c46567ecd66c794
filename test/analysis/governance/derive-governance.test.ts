import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveGovernance } from '../../../src/analysis/index.ts';
import { HopwiseError } from '../../../src/base/index.ts';
import { type ComputeQuota, DEFAULT_SCHEDULER_CONFIG, type SchedulerConfig } from '../../../src/model/index.ts';
import { node, quota } from './quota.ts';

const PERCENTS = [0, 50, 100];

function derive(quotas: readonly ComputeQuota[], policy: Partial<SchedulerConfig> = {}, nodeCount = 0) {
  const nodes = Array.from({ length: nodeCount }, (_, i) => node(`n${i}`, 'ml.g5.8xlarge'));
  return deriveGovernance({ quotas, nodes, schedulerConfig: { ...DEFAULT_SCHEDULER_CONFIG, ...policy } });
}

describe('a team', () => {
  it('has a namespace and queues by the names that HyperPod gives', () => {
    const [team] = derive([quota({ teamName: 'research', fairShareWeight: 40, preemptTeamTasks: 'Never' })]).teams;
    expect(team?.namespace).toEqual({
      name: 'hyperpod-ns-research',
      labels: {
        'kubernetes.io/metadata.name': 'hyperpod-ns-research',
        'sagemaker.amazonaws.com/activate-quota': 'Enabled',
        'sagemaker.amazonaws.com/sagemaker-managed-queue': 'true',
        'sagemaker.amazonaws.com/quota-allocation-id': 'research',
      },
    });
    expect(team?.localQueue).toEqual({
      name: 'hyperpod-ns-research-localqueue',
      namespace: 'hyperpod-ns-research',
      clusterQueue: 'hyperpod-ns-research-clusterqueue',
      stopPolicy: 'None',
    });
    expect(team?.clusterQueue).toMatchObject({
      name: 'hyperpod-ns-research-clusterqueue',
      cohortName: 'shared-pool',
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'hyperpod-ns-research' } },
      preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Any' },
      fairSharing: { weight: '40' },
    });
  });

  it.each([
    ['LendAndBorrow', 'shared-pool'],
    ['Lend', 'shared-pool'],
    ['DontLend', 'hyperpod-ns-a-cohort'],
  ] as const)('that is set to %s is in the cohort %s', (strategy, cohort) => {
    expect(derive([quota({ strategy })]).objects.clusterQueues[0]?.cohortName).toBe(cohort);
  });

  it.each([
    [{ activationState: 'Disabled' }, 'Disabled'],
    [{ status: 'Deleted' }, 'Deleted'],
    [{ status: 'CreateFailed' }, 'CreateFailed'],
  ] as const)('whose allocation is %j is left out', (changes, reason) => {
    const { teams, leftOut, objects, capacity } = derive([quota(changes)], {}, 2);
    expect([teams, objects.clusterQueues, objects.namespaces]).toEqual([[], [], []]);
    expect(leftOut.map((left) => [left.quota.teamName, left.reason])).toEqual([['a', reason]]);
    expect(capacity[0]?.resources[0]).toMatchObject({ allocated: '0', unallocated: '64' });
  });
});

describe('the policy', () => {
  it('becomes priority classes, the highest first', () => {
    const priorityClasses = [
      { name: 'low', weight: 1 },
      { name: 'b', weight: 50 },
      { name: 'a', weight: 50 },
    ];
    expect(derive([], { priorityClasses }).objects.workloadPriorityClasses).toEqual([
      { name: 'a-priority', value: 50 },
      { name: 'b-priority', value: 50 },
      { name: 'low-priority', value: 1 },
    ]);
  });

  it('turns fair sharing on or off, and leaves gang scheduling off', () => {
    const featureGates = { DisableWaitForPodsReady: true };
    expect(derive([], { fairShare: 'Enabled' }).configuration).toEqual({
      fairSharing: { preemptionStrategies: ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] },
      featureGates,
    });
    expect(derive([], { fairShare: 'Disabled' }).configuration).toEqual({ featureGates });
  });

  it('lends what is not allocated, or not', () => {
    const pool = derive([quota()], { idleResourceSharing: 'Enabled' }, 3);
    expect(pool.idlePool.map(({ name }) => name)).toEqual(['hyperpod-ns-idle-resource-sharing-cq-1']);
    expect(pool.objects.clusterQueues.map(({ name }) => name)).toContain('hyperpod-ns-idle-resource-sharing-cq-1');
    expect(derive([quota()], { idleResourceSharing: 'Disabled' }, 3).idlePool).toEqual([]);
    expect(derive([quota()], { idleResourceSharing: 'Enabled' }, 0).idlePool).toEqual([]);
  });
});

it('flavors and topologies are those that a queue names, of the idle pool too', () => {
  const nodes = [node('n', 'ml.m5.xlarge')];
  const policy = { ...DEFAULT_SCHEDULER_CONFIG, idleResourceSharing: 'Enabled' as const };
  const { objects } = deriveGovernance({ quotas: [quota()], schedulerConfig: policy, nodes });
  expect(objects.resourceFlavors.map(({ name }) => name)).toEqual(['ml.g5.8xlarge', 'ml.m5.xlarge']);
  const without = deriveGovernance({ quotas: [quota()], schedulerConfig: DEFAULT_SCHEDULER_CONFIG, nodes });
  expect(without.objects.resourceFlavors.map(({ name }) => name)).toEqual(['ml.g5.8xlarge']);
});

it('the order of allocations and nodes makes no difference', () => {
  const quotas = ['c', 'a', 'b'].map((teamName, i) => quota({ teamName, borrowLimitPercent: PERCENTS[i] ?? 0 }));
  const nodes = ['n2', 'n1', 'n3'].map((name) => node(name, 'ml.g5.8xlarge', { isReady: name !== 'n3' }));
  const schedulerConfig = { ...DEFAULT_SCHEDULER_CONFIG, idleResourceSharing: 'Enabled' as const };
  const expected = JSON.stringify(deriveGovernance({ quotas, nodes, schedulerConfig }));
  fc.assert(
    fc.property(fc.shuffledSubarray(quotas, { minLength: 3 }), fc.shuffledSubarray(nodes, { minLength: 3 }), (q, n) => {
      expect(JSON.stringify(deriveGovernance({ quotas: q, nodes: n, schedulerConfig }))).toBe(expected);
    }),
  );
});

it.each<[string, ComputeQuota[]]>([
  ['of one team twice', [quota(), quota()]],
  ['of two clusters', ['x', 'y'].map((clusterArn) => quota({ clusterArn, teamName: clusterArn }))],
  ['of a type that is not known', [quota({ resources: [{ instanceType: 'ml.x9.large', count: 1 }] })]],
])('allocations %s are refused', (_, quotas) => {
  expect(() => derive(quotas)).toThrow(HopwiseError);
});
