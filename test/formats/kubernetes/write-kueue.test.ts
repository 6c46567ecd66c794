import { describe, expect, it } from 'vitest';
import { deriveGovernance } from '../../../src/analysis/index.ts';
import { type Inputs, type KueueSetup, kueueJson, kueueYaml, readInputs } from '../../../src/formats/index.ts';
import type { ClusterQueue, ComputeQuota, Node } from '../../../src/model/index.ts';

function readBack(text: string): Inputs {
  const result = readInputs([{ file: 'setup.yaml', text }]);
  if (result.state === 'refused') throw new Error(result.problems.map(({ message }) => message).join('\n'));
  expect(result.warnings).toEqual([]);
  return result.value;
}

/** What the API fills in where a queue says nothing. */
const FILLED_IN = { borrowWithinCohort: { policy: 'Never' } } as const;

function filledIn(queue: ClusterQueue): ClusterQueue {
  return { ...queue, preemption: { ...FILLED_IN, ...queue.preemption } };
}

function expectSame(inputs: Inputs, setup: Required<KueueSetup>): void {
  expect(inputs.topologies).toEqual(setup.topologies);
  expect(inputs.resourceFlavors).toEqual(setup.resourceFlavors);
  expect(inputs.workloadPriorityClasses).toEqual(setup.workloadPriorityClasses);
  expect(inputs.namespaces).toEqual(setup.namespaces);
  expect(inputs.clusterQueues.map(filledIn)).toEqual(setup.clusterQueues.map(filledIn));
  expect(inputs.localQueues).toEqual(setup.localQueues);
}

const QUEUE: ClusterQueue = {
  name: 'queue',
  resourceGroups: [],
  queueingStrategy: 'BestEffortFIFO',
  flavorFungibility: { whenCanBorrow: 'MayStopSearch', whenCanPreempt: 'TryNextFlavor' },
  preemption: { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' },
  stopPolicy: 'None',
};

/** Everything that a setup can say, and names that YAML would read as something else. */
const SETUP: Required<KueueSetup> = {
  topologies: [{ name: 'network', levels: ['example.com/rack', 'kubernetes.io/hostname'] }],
  resourceFlavors: [
    {
      name: '1e3',
      nodeLabels: { 'example.com/on': 'true', y: 'no' },
      nodeTaints: [{ key: 'k', value: '0', effect: 'NoSchedule' }],
      tolerations: [{ key: 'k', operator: 'Exists' }],
      topologyName: 'network',
    },
  ],
  workloadPriorityClasses: [{ name: 'low', value: -5 }],
  namespaces: [{ name: 'on', labels: { team: 'null' } }, { name: 'bare' }],
  clusterQueues: [
    QUEUE,
    {
      name: 'all',
      cohortName: 'pool',
      resourceGroups: [
        {
          coveredResources: ['cpu'],
          flavors: [
            {
              name: '1e3',
              resources: [{ name: 'cpu', nominalQuota: '1500m', borrowingLimit: '1', lendingLimit: '500m' }],
            },
          ],
        },
      ],
      queueingStrategy: 'StrictFIFO',
      namespaceSelector: { matchExpressions: [{ key: 'team', operator: 'In', values: ['a', 'b'] }] },
      flavorFungibility: {
        whenCanBorrow: 'TryNextFlavor',
        whenCanPreempt: 'TryNextFlavor',
        preference: 'PreemptionOverBorrowing',
      },
      preemption: {
        reclaimWithinCohort: 'Any',
        withinClusterQueue: 'LowerOrNewerEqualPriority',
        borrowWithinCohort: { policy: 'LowerPriority', maxPriorityThreshold: 100 },
      },
      admissionChecks: [{ name: 'check', onFlavors: ['1e3'] }],
      stopPolicy: 'Hold',
      fairSharing: { weight: '500m' },
      admissionScope: { admissionMode: 'UsageBasedAdmissionFairSharing' },
    },
  ],
  localQueues: [
    { name: 'queue', namespace: 'on', clusterQueue: 'queue', stopPolicy: 'None' },
    { name: 'slow', namespace: 'on', clusterQueue: 'all', stopPolicy: 'HoldAndDrain', fairSharing: { weight: '2' } },
  ],
};

describe('Kueue objects that are written', () => {
  it.each([
    ['YAML', kueueYaml],
    ['JSON', kueueJson],
  ])('as %s can be read back, all they say', (_, write) => {
    expectSame(readBack(write(SETUP)), SETUP);
  });

  it('are the same whatever order the members of the model had', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .toReversed()
          .map(([key, member]) => [key, reversed(member)]),
      );
    };
    const { clusterQueues } = reversed(SETUP) as Required<KueueSetup>;
    const specs = (text: string): string[] => text.match(/^ {2}[a-zA-Z]+:/gm) ?? [];
    expect(specs(kueueYaml({ clusterQueues }))).toEqual(specs(kueueYaml({ clusterQueues: SETUP.clusterQueues })));
  });

  it('leave out what the API fills in', () => {
    expect(kueueYaml({ clusterQueues: [QUEUE] })).toBe(`apiVersion: kueue.x-k8s.io/v1beta2
kind: ClusterQueue
metadata:
  name: queue
spec:
  preemption:
    reclaimWithinCohort: Never
    withinClusterQueue: Never
`);
  });

  it('are none for an empty setup', () => {
    expect(kueueYaml({})).toBe('');
    expect(JSON.parse(kueueJson({})).items).toEqual([]);
  });
});

it("HyperPod's governance can be read back as it was derived", () => {
  const line = { instanceType: 'ml.p4d.24xlarge', acceleratorPartition: { type: 'mig-3g.20gb', count: 5 } };
  const base = { name: 'q', fairShareWeight: 30, borrowLimitPercent: 33, preemptTeamTasks: 'Never' } as const;
  const quotas: ComputeQuota[] = (['Lend', 'DontLend', 'LendAndBorrow'] as const).map((strategy, i) => ({
    ...base,
    teamName: `team-${i}`,
    strategy,
    resources: [line, { instanceType: 'ml.m5.xlarge', vCpu: 1.5 }],
    absoluteBorrowLimits: [{ instanceType: 'ml.trn1.32xlarge', memoryInGiB: 7 }],
    activationState: 'Enabled',
  }));
  const nodes: Node[] = [
    { name: 'n', labels: { 'node.kubernetes.io/instance-type': 'ml.m5.xlarge' }, allocatable: {}, isReady: true },
  ];
  const schedulerConfig = {
    priorityClasses: [{ name: 'on', weight: 100 }],
    fairShare: 'Enabled',
    idleResourceSharing: 'Enabled',
  } as const;
  const { objects } = deriveGovernance({ quotas, schedulerConfig, nodes });
  expect(objects.clusterQueues).toHaveLength(4);
  expectSame(readBack(kueueYaml(objects)), objects);
});
