import { describe, expect, it } from 'vitest';
import { teamResourceGroups } from '../../../src/analysis/governance/team-quotas.ts';
import type { ComputeQuota } from '../../../src/model/index.ts';
import { quota } from './quota.ts';

const BASE = ['cpu', 'memory', 'nvidia.com/gpu', 'vpc.amazonaws.com/efa', 'aws.amazon.com/neurondevice'];

/** `FLAVOR RESOURCE nominal borrowing [lending]` of what is not all zero. */
function rows(changes: Partial<ComputeQuota>): string[] {
  return teamResourceGroups(quota(changes)).flatMap(({ flavors }) =>
    flavors.flatMap(({ name, resources }) =>
      resources
        .filter(({ nominalQuota, borrowingLimit }) => nominalQuota !== '0' || borrowingLimit !== '0')
        .map(({ name: resource, nominalQuota, borrowingLimit, lendingLimit }) =>
          [name, resource, nominalQuota, borrowingLimit, lendingLimit].filter((word) => word !== undefined).join(' '),
        ),
    ),
  );
}

describe('the quotas of a team', () => {
  it('of four ml.m5.xlarge and half to borrow are what a cluster was seen to have', () => {
    expect(rows({ resources: [{ instanceType: 'ml.m5.xlarge', count: 4 }] })).toEqual([
      'ml.m5.xlarge cpu 16 8',
      'ml.m5.xlarge memory 64Gi 32Gi',
    ]);
  });

  it('of one ml.g5.12xlarge and all of it to borrow are those of the CLI walkthrough', () => {
    const resources = [{ instanceType: 'ml.g5.12xlarge', count: 1 }];
    expect(rows({ resources, borrowLimitPercent: 100 })).toEqual([
      'ml.g5.12xlarge cpu 48 48',
      'ml.g5.12xlarge memory 192Gi 192Gi',
      'ml.g5.12xlarge nvidia.com/gpu 4 4',
      'ml.g5.12xlarge vpc.amazonaws.com/efa 1 1',
    ]);
  });

  it('may allow to borrow many times of what is owned, or nothing', () => {
    expect(rows({ borrowLimitPercent: 10_000 })).toContain('ml.g5.8xlarge nvidia.com/gpu 2 200');
    expect(rows({ borrowLimitPercent: 0 })).toContain('ml.g5.8xlarge nvidia.com/gpu 2 0');
  });

  it('cut off what cannot be borrowed in part', () => {
    const resources = [{ instanceType: 'ml.g5.8xlarge', count: 3 }];
    expect(rows({ resources })).toContain('ml.g5.8xlarge nvidia.com/gpu 3 1');
  });

  it('allow no borrowing to who only lends', () => {
    expect(rows({ strategy: 'Lend', borrowLimitPercent: 100 })).toContain('ml.g5.8xlarge nvidia.com/gpu 2 0');
  });

  it("allow neither to who doesn't lend", () => {
    const absoluteBorrowLimits = [{ instanceType: 'ml.g5.8xlarge', count: 1 }];
    expect(rows({ strategy: 'DontLend', absoluteBorrowLimits })).toContain('ml.g5.8xlarge nvidia.com/gpu 2 0 0');
  });

  it('take absolute limits in place of the percentage, for the types that they name', () => {
    const resources = [
      { instanceType: 'ml.g5.8xlarge', count: 2 },
      { instanceType: 'ml.m5.xlarge', count: 2 },
    ];
    const absoluteBorrowLimits = [{ instanceType: 'ml.g5.8xlarge', accelerators: 3, memoryInGiB: 1 }];
    expect(rows({ resources, absoluteBorrowLimits })).toEqual([
      'ml.g5.8xlarge cpu 64 96',
      'ml.g5.8xlarge memory 256Gi 1Gi',
      'ml.g5.8xlarge nvidia.com/gpu 2 3',
      'ml.g5.8xlarge vpc.amazonaws.com/efa 2 3',
      'ml.m5.xlarge cpu 8 4',
      'ml.m5.xlarge memory 32Gi 16Gi',
    ]);
  });

  it('have a flavor of nothing for a type that only a limit names', () => {
    const absoluteBorrowLimits = [{ instanceType: 'ml.m5.xlarge', count: 1 }];
    expect(rows({ resources: [], absoluteBorrowLimits })).toEqual([
      'ml.m5.xlarge cpu 0 4',
      'ml.m5.xlarge memory 0 16Gi',
    ]);
  });

  it('keep the order of types, which is one of preference, and add up lines of one type', () => {
    const resources = [
      { instanceType: 'ml.m5.xlarge', count: 1 },
      { instanceType: 'ml.c5.large', count: 1 },
      { instanceType: 'ml.m5.xlarge', vCpu: 2 },
    ];
    expect(rows({ resources })).toEqual([
      'ml.m5.xlarge cpu 6 3',
      'ml.m5.xlarge memory 24Gi 12Gi',
      'ml.c5.large cpu 2 1',
      'ml.c5.large memory 4Gi 2Gi',
    ]);
  });

  it('cover five resources, and MIG slices in all flavors where one has them', () => {
    const [group] = teamResourceGroups(quota());
    expect(group?.coveredResources).toEqual(BASE);
    const resources = [
      { instanceType: 'ml.p4d.24xlarge', acceleratorPartition: { type: 'mig-2g.10gb', count: 4 } },
      { instanceType: 'ml.p4d.24xlarge', acceleratorPartition: { type: 'mig-1g.5gb', count: 2 } },
      { instanceType: 'ml.m5.xlarge', count: 1 },
    ];
    const [sliced] = teamResourceGroups(quota({ resources }));
    const covered = [...BASE, 'nvidia.com/mig-1g.5gb', 'nvidia.com/mig-2g.10gb'];
    expect(sliced?.coveredResources).toEqual(covered);
    for (const flavor of sliced?.flavors ?? []) expect(flavor.resources.map(({ name }) => name)).toEqual(covered);
  });

  it('are no group at all where nothing is allocated', () => {
    expect(teamResourceGroups(quota({ resources: [] }))).toEqual([]);
  });
});
