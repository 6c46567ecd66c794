import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceAmounts, quotaAmounts } from '../../../src/analysis/governance/quota-amounts.ts';
import { HopwiseError } from '../../../src/base/index.ts';
import type { ComputeQuotaResource } from '../../../src/model/index.ts';

const GIB = 2 ** 30;
const CPU_ONLY = 'ml.m5.xlarge';
const GPUS = 'ml.p4d.24xlarge';
const TRAINIUM = 'ml.trn1.32xlarge';

/** vCPUs, GiB, GPUs, EFA interfaces, Neuron devices, and what there is besides. */
function amountsOf(line: ComputeQuotaResource): (number | string)[] {
  const { cpu, memory, ...others } = Object.fromEntries(quotaAmounts(line));
  const {
    'nvidia.com/gpu': gpus,
    'vpc.amazonaws.com/efa': efa,
    'aws.amazon.com/neurondevice': devices,
    ...rest
  } = others;
  const slices = Object.entries(rest).map(([name, count]) => `${name} ${count}`);
  return [Number(cpu) / 1000, Number(memory) / GIB, Number(gpus), Number(efa), Number(devices), ...slices];
}

describe('a line of an allocation', () => {
  // ml.p4d.24xlarge: 96 vCPUs, 1152 GiB, 8 GPUs, 4 EFA. ml.trn1.32xlarge: 128, 512, 16 devices, 8 EFA. ml.m5.xlarge: 4, 16.
  it.each<[string, ComputeQuotaResource, (number | string)[]]>([
    ['whole instances give all of them', { instanceType: GPUS, count: 2 }, [192, 2304, 16, 8, 0]],
    ['whole instances of Trainium', { instanceType: TRAINIUM, count: 1 }, [128, 512, 0, 8, 16]],
    ['whole instances without accelerators', { instanceType: CPU_ONLY, count: 4 }, [16, 64, 0, 0, 0]],
    ['no instance gives nothing', { instanceType: GPUS, count: 0 }, [0, 0, 0, 0, 0]],
    ['half the accelerators bring half of the rest', { instanceType: GPUS, accelerators: 4 }, [48, 576, 4, 2, 0]],
    ['a quarter of the devices', { instanceType: TRAINIUM, accelerators: 4 }, [32, 128, 0, 2, 4]],
    ['more accelerators than one instance has', { instanceType: GPUS, accelerators: 12 }, [144, 1728, 12, 6, 0]],
    ['interfaces cannot be split', { instanceType: GPUS, accelerators: 1 }, [12, 144, 1, 0, 0]],
    ['vCPUs bring memory, no accelerators', { instanceType: GPUS, vCpu: 24 }, [24, 288, 0, 0, 0]],
    ['memory brings vCPUs, no accelerators', { instanceType: GPUS, memoryInGiB: 288 }, [24, 288, 0, 0, 0]],
    ['a third of a vCPU is cut to thousandths', { instanceType: GPUS, memoryInGiB: 4 }, [0.333, 4, 0, 0, 0]],
    ['both are as given', { instanceType: CPU_ONLY, vCpu: 1.5, memoryInGiB: 2.5 }, [1.5, 2.5, 0, 0, 0]],
    ['given vCPUs count beside accelerators', { instanceType: GPUS, accelerators: 4, vCpu: 10 }, [10, 576, 4, 2, 0]],
    [
      'given memory counts beside accelerators',
      { instanceType: GPUS, accelerators: 4, memoryInGiB: 10 },
      [48, 10, 4, 2, 0],
    ],
    ['zero accelerators bring nothing', { instanceType: GPUS, accelerators: 0, vCpu: 24 }, [24, 288, 0, 0, 0]],
    [
      'given amounts count beside instances',
      { instanceType: GPUS, count: 2, accelerators: 4, vCpu: 10 },
      [10, 2304, 4, 8, 0],
    ],
    [
      'slices bring whole vCPUs and GiB: 7 of 56 are an eighth',
      { instanceType: GPUS, acceleratorPartition: { type: 'mig-1g.5gb', count: 7 } },
      [12, 144, 0, 0, 0, 'nvidia.com/mig-1g.5gb 7'],
    ],
    [
      'what is less than a vCPU or GiB of slices is cut off: 3 of 56 are 5.14 vCPUs and 61.7 GiB',
      { instanceType: GPUS, acceleratorPartition: { type: 'mig-3g.20gb', count: 1 } },
      [5, 61, 0, 0, 0, 'nvidia.com/mig-3g.20gb 1'],
    ],
    [
      'slices count beside accelerators: 4 GPUs and 28 slices are all of them',
      { instanceType: GPUS, accelerators: 4, acceleratorPartition: { type: 'mig-7g.40gb', count: 4 } },
      [96, 1152, 4, 4, 0, 'nvidia.com/mig-7g.40gb 4'],
    ],
    [
      'tiny amounts are rounded up, as Kubernetes does',
      { instanceType: CPU_ONLY, vCpu: 1e-7, memoryInGiB: 1 },
      [0.001, 1, 0, 0, 0],
    ],
  ])('%s', (_, line, expected) => {
    expect(amountsOf(line)).toEqual(expected);
  });

  it('cannot be of a type that is not known', () => {
    expect(() => quotaAmounts({ instanceType: 'ml.x9.large', count: 1 })).toThrow(HopwiseError);
  });
});

const types = fc.constantFrom(CPU_ONLY, GPUS, TRAINIUM, 'ml.g5.8xlarge', 'ml.p5.48xlarge');

/** Types of which every vCPU has a whole number of GiB. */
const even = fc.constantFrom(CPU_ONLY, GPUS, TRAINIUM, 'ml.g5.8xlarge');

describe('the amounts of a line', () => {
  it('of n instances are n times those of one', () => {
    fc.assert(
      fc.property(types, fc.nat(10_000), (instanceType, count) => {
        const many = quotaAmounts({ instanceType, count });
        for (const [resource, amount] of instanceAmounts(instanceType)) {
          expect(many.get(resource)).toBe(amount * BigInt(count));
        }
      }),
    );
  });

  it('of all accelerators of an instance are those of the instance', () => {
    for (const [instanceType, accelerators] of [
      [GPUS, 8],
      [TRAINIUM, 16],
      ['ml.p5.48xlarge', 8],
    ] as const) {
      expect(quotaAmounts({ instanceType, accelerators })).toEqual(instanceAmounts(instanceType));
    }
  });

  it('stay the same when what follows is written out, as DescribeComputeQuota does', () => {
    fc.assert(
      fc.property(even, fc.integer({ min: 1, max: 100_000 }), (instanceType, vCpu) => {
        const brief = quotaAmounts({ instanceType, vCpu });
        const memoryInGiB = Number(brief.get('memory')) / GIB;
        expect(quotaAmounts({ instanceType, vCpu, memoryInGiB, accelerators: 0 })).toEqual(brief);
      }),
    );
  });
});
