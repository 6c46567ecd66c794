import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flavorCapacities, ineligibleReason } from '../../../src/analysis/governance/flavor-capacity.ts';
import { idlePoolQueues } from '../../../src/analysis/governance/idle-pool.ts';
import { resourceAmount } from '../../../src/base/index.ts';
import type { ComputeQuota, Node } from '../../../src/model/index.ts';
import { node, quota } from './quota.ts';

/** `FLAVOR nodes RESOURCE nominal allocated unallocated[!]` of what is there or allocated. */
function rows(nodes: readonly Node[], quotas: readonly ComputeQuota[]): string[] {
  return flavorCapacities(nodes, quotas).flatMap(({ flavor, nodeCount, resources }) =>
    resources
      .filter(({ nominal, allocated }) => nominal !== '0' || allocated !== '0')
      .map(({ name, nominal, allocated, unallocated, isExceeded }) =>
        [flavor, nodeCount, name, nominal, allocated, unallocated + (isExceeded ? '!' : '')].join(' '),
      ),
  );
}

describe('the capacity of a cluster', () => {
  it('is the nominal one of the nodes that count, less the quotas', () => {
    const nodes = [node('n1', 'ml.g5.8xlarge'), node('n2', 'ml.g5.8xlarge'), node('n3', 'ml.g5.8xlarge')];
    expect(rows(nodes, [quota({ resources: [{ instanceType: 'ml.g5.8xlarge', count: 1 }] })])).toEqual([
      'ml.g5.8xlarge 3 cpu 96 32 64',
      'ml.g5.8xlarge 3 memory 384Gi 128Gi 256Gi',
      'ml.g5.8xlarge 3 nvidia.com/gpu 3 1 2',
      'ml.g5.8xlarge 3 vpc.amazonaws.com/efa 3 1 2',
    ]);
  });

  it('may be exceeded, then nothing is left; also by quotas of a type without nodes', () => {
    const resources = [
      { instanceType: 'ml.m5.xlarge', vCpu: 6, memoryInGiB: 8 },
      { instanceType: 'ml.c5.large', count: 1 },
    ];
    expect(rows([node('n1', 'ml.m5.xlarge')], [quota({ resources })])).toEqual([
      'ml.c5.large 0 cpu 0 2 0!',
      'ml.c5.large 0 memory 0 4Gi 0!',
      'ml.m5.xlarge 1 cpu 4 6 0!',
      'ml.m5.xlarge 1 memory 16Gi 8Gi 8Gi',
    ]);
  });

  it.each<[string, Partial<Node> & { readonly type?: string }, string | undefined]>([
    ['ready and schedulable', {}, undefined],
    ['not ready', { isReady: false }, 'not ready'],
    ['cordoned', { isUnschedulable: true }, 'unschedulable'],
    ['of a type that is not known', { type: 'ml.x9.large' }, 'no instance type of HyperPod whose resources are known'],
    ['not of HyperPod', { type: 'm5.xlarge' }, 'no instance type of HyperPod whose resources are known'],
    ['without a type', { type: '' }, 'no instance type of HyperPod whose resources are known'],
  ])('counts nodes by what they are: %s', (_, { type = 'ml.m5.xlarge', ...changes }, reason) => {
    expect(ineligibleReason(node('n', type, changes))).toBe(reason);
    expect(rows([node('n', type, changes)], [])).toHaveLength(reason === undefined ? 2 : 0);
  });

  it('reports what pods may use, Trainium under either of its names', () => {
    const allocatable = { cpu: '126', memory: '490Gi', 'aws.amazon.com/neuron': 15 };
    const [capacity] = flavorCapacities([node('n', 'ml.trn1.32xlarge', { allocatable })], []);
    expect(capacity?.resources.map((resource) => [resource.name, resource.nominal, resource.allocatable])).toEqual([
      ['cpu', '128', '126'],
      ['memory', '512Gi', '490Gi'],
      ['nvidia.com/gpu', '0', '0'],
      ['vpc.amazonaws.com/efa', '8', '0'],
      ['aws.amazon.com/neurondevice', '16', '15'],
    ]);
  });

  it('has the slices of partitioned GPUs once they are ready, and the GPUs that are left whole', () => {
    const allocatable = { 'nvidia.com/gpu': 7, 'nvidia.com/mig-1g.5gb': 7 };
    const inState = (state: string): string[] =>
      rows([node('n', 'ml.p4d.24xlarge', { allocatable, labels: { 'nvidia.com/mig.config.state': state } })], []);
    const others = ['cpu 96 0 96', 'memory 1152Gi 0 1152Gi', 'nvidia.com/gpu 7 0 7', 'vpc.amazonaws.com/efa 4 0 4'];
    const slices = 'nvidia.com/mig-1g.5gb 7 0 7';
    expect(inState('success')).toEqual([...others, slices].map((row) => `ml.p4d.24xlarge 1 ${row}`));
    expect(inState('pending')).toEqual(others.map((row) => `ml.p4d.24xlarge 1 ${row}`));
  });
});

describe('the idle pool', () => {
  it('lends what is left, to everybody in the shared cohort, and takes no jobs', () => {
    const [queue, ...others] = idlePoolQueues(flavorCapacities([node('n1', 'ml.m5.xlarge')], []));
    expect(others).toEqual([]);
    expect(queue).toMatchObject({
      name: 'hyperpod-ns-idle-resource-sharing-cq-1',
      cohortName: 'shared-pool',
      preemption: { withinClusterQueue: 'Never', reclaimWithinCohort: 'Never' },
    });
    expect(queue).not.toHaveProperty('namespaceSelector');
    expect(queue?.resourceGroups[0]?.flavors).toEqual([
      {
        name: 'ml.m5.xlarge',
        resources: [
          { name: 'cpu', nominalQuota: '4', borrowingLimit: '0' },
          { name: 'memory', nominalQuota: '16Gi', borrowingLimit: '0' },
          { name: 'nvidia.com/gpu', nominalQuota: '0', borrowingLimit: '0' },
          { name: 'vpc.amazonaws.com/efa', nominalQuota: '0', borrowingLimit: '0' },
          { name: 'aws.amazon.com/neurondevice', nominalQuota: '0', borrowingLimit: '0' },
        ],
      },
    ]);
  });

  it('has one queue for sixteen flavors', () => {
    const sizes = ['large', 'xlarge', ...[2, 4, 8, 12, 16, 24].map((size) => `${size}xlarge`)];
    const types = ['m5', 'm6i', 'r6i'].flatMap((family) => sizes.map((size) => `ml.${family}.${size}`));
    const queues = idlePoolQueues(
      flavorCapacities(
        types.map((type) => node(type, type)),
        [],
      ),
    );
    expect(queues.map(({ name }) => name)).toEqual([1, 2].map((i) => `hyperpod-ns-idle-resource-sharing-cq-${i}`));
    expect(queues.map(({ resourceGroups }) => resourceGroups[0]?.flavors.length)).toEqual([16, 8]);
  });

  it('is empty without nodes that count', () => {
    expect(idlePoolQueues(flavorCapacities([node('n', 'ml.m5.xlarge', { isReady: false })], [quota()]))).toEqual([]);
  });

  it('and the quotas together are the capacity, where they do not exceed it', () => {
    const types = ['ml.m5.xlarge', 'ml.g5.8xlarge', 'ml.p5.48xlarge'];
    const typed = fc.constantFrom(...types);
    const lines = fc.array(fc.record({ instanceType: typed, count: fc.nat(3) }), { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 12 }), fc.array(lines, { maxLength: 3 }), (nodeTypes, allocations) => {
        const nodes = nodeTypes.map((type, i) => node(`n${i}`, type));
        const capacities = flavorCapacities(
          nodes,
          allocations.map((resources) => quota({ resources })),
        );
        for (const { resources } of capacities) {
          for (const { name, nominal, allocated, unallocated, isExceeded } of resources) {
            const [has, given, left] = [nominal, allocated, unallocated].map((text) => resourceAmount(name, text)) as [
              bigint,
              bigint,
              bigint,
            ];
            expect(isExceeded).toBe(given > has);
            expect(left).toBe(isExceeded ? 0n : has - given);
          }
        }
      }),
    );
  });
});
