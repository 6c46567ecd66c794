import { describe, expect, it } from 'vitest';
import { instanceResources, knownInstanceTypes } from '../../src/model/index.ts';

const GPU = 'nvidia.com/gpu';
const NEURON = 'aws.amazon.com/neuron';

describe('the resources of an instance type', () => {
  // From EC2's data sheets: vCPUs, GiB, accelerators, EFA interfaces.
  it.each([
    ['p5.48xlarge', 192, 2048, GPU, 8, 32],
    ['ml.p5.48xlarge', 192, 2048, GPU, 8, 32],
    ['ml.g5.8xlarge', 32, 128, GPU, 1, 1],
    ['ml.g4dn.12xlarge', 48, 192, GPU, 4, 1],
    ['ml.trn1.32xlarge', 128, 512, NEURON, 16, 8],
    ['ml.c5.9xlarge', 36, 72, undefined, 0, 0],
    ['ml.c5n.18xlarge', 72, 192, undefined, 0, 1],
    ['ml.c6g.medium', 1, 2, undefined, 0, 0],
    ['ml.m5.large', 2, 8, undefined, 0, 0],
    ['ml.m5.xlarge', 4, 16, undefined, 0, 0],
    ['ml.m7i.48xlarge', 192, 768, undefined, 0, 1],
    ['ml.r7i.48xlarge', 192, 1536, undefined, 0, 1],
    ['ml.i3en.3xlarge', 12, 96, undefined, 0, 0],
    ['ml.t3.medium', 2, 4, undefined, 0, 0],
  ])('%s', (type, vCpuCount, memoryGiB, accelerator, acceleratorCount, efaCount) => {
    const expected = { vCpuCount, memoryGiB, acceleratorCount, efaCount, ...(accelerator && { accelerator }) };
    expect(instanceResources(type)).toEqual(expected);
  });

  it.each(['', 'ml.', 'ml.ml.p5.48xlarge', 'p5', 'c5.7xlarge', 'm6g.24xlarge', 'constructor', '__proto__'])(
    'of %j is not known',
    (type) => {
      expect(instanceResources(type)).toBeUndefined();
    },
  );

  it('is known of every type that is listed, with at least a vCPU and a GiB', () => {
    const types = [...knownInstanceTypes()];
    expect(new Set(types).size).toBe(types.length);
    expect(types.length).toBeGreaterThan(200);
    for (const type of types) {
      const resources = instanceResources(`ml.${type}`);
      expect([type, (resources?.vCpuCount ?? 0) > 0, (resources?.memoryGiB ?? 0) > 0]).toEqual([type, true, true]);
      expect(resources?.accelerator !== undefined).toBe((resources?.acceleratorCount ?? 0) > 0);
    }
  });
});
