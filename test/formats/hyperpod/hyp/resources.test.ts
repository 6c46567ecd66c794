import { describe, expect, it } from 'vitest';
import { knownInstanceTypes } from '../../../../src/model/index.ts';
import { commandLine, created, refusal } from './command-line.ts';

const P5 = 'ml.p5.48xlarge';
const P4D = 'ml.p4d.24xlarge';
const GPU = 'nvidia.com/gpu';
const EFA = 'vpc.amazonaws.com/efa';
const NEURON = 'aws.amazon.com/neurondevice';
const MIG = 'nvidia.com/mig-3g.20gb';
const PARTITION = ['--accelerator-partition-type', 'mig-3g.20gb'];

function resourcesOf(words: string, partitions: readonly string[] = []): object | undefined {
  const object = created(commandLine(...words.split(' ')), { acceleratorPartitions: partitions });
  return object.spec.replicaSpecs[0].template.spec.containers[0]?.resources;
}

// What the real CLI (3.12.0) answered to the same words.
describe('resources of a pod', () => {
  it.each<[words: string, requests: object, limits: object]>([
    [
      `--instance-type ${P5}`,
      { cpu: '179', memory: '1890Gi', [GPU]: 8, [EFA]: 32 },
      { [GPU]: 8, [EFA]: 32, memory: '1890Gi' },
    ],
    ['--instance-type ml.c5.large', { cpu: '1', memory: '2Gi' }, { memory: '2Gi' }],
    ['--instance-type ml.g5.xlarge', { cpu: '3', memory: '11Gi', [GPU]: 1 }, { [GPU]: 1, memory: '11Gi' }],
    ['--instance-type ml.c6i.32xlarge', { cpu: '119', memory: '223Gi' }, { memory: '223Gi' }],
    ['--instance-type ml.p6e-gb200.36xlarge', { cpu: '134', memory: '878Gi', [GPU]: 4 }, { [GPU]: 4, memory: '878Gi' }],
  ])('are those of the whole instance where nothing is asked for: %s', (words, requests, limits) => {
    expect(resourcesOf(words)).toEqual({ requests, limits });
  });

  it.each<[words: string, requests: object, limits: object]>([
    [
      `--instance-type ${P5} --accelerators 2 --efa 3`,
      { cpu: '48.0', memory: '512.0Gi', [GPU]: 2, [EFA]: 3 },
      { [GPU]: 2, [EFA]: 3, memory: '512.0Gi' },
    ],
    [
      `--instance-type ${P5} --accelerators-limit 2`,
      { cpu: '48.0', memory: '512.0Gi', [GPU]: 2, [EFA]: 32 },
      { [GPU]: 2, [EFA]: 32, memory: '512.0Gi' },
    ],
    [
      '--instance-type ml.trn1.32xlarge --accelerators 4',
      { cpu: '32.0', memory: '128.0Gi', [NEURON]: 4, [EFA]: 8 },
      { [NEURON]: 4, [EFA]: 8, memory: '128.0Gi' },
    ],
    [
      `--instance-type ${P5} --vcpu 20.5`,
      { cpu: '20.5', memory: '218.66666666666666Gi' },
      { memory: '218.66666666666666Gi' },
    ],
    [`--instance-type ${P5} --memory 100`, { cpu: '9.375', memory: '100.0Gi' }, { memory: '100.0Gi' }],
    ['--instance-type ml.m5.4xlarge --vcpu 4', { cpu: '4.0', memory: '16.0Gi' }, { memory: '16.0Gi' }],
  ])('are in proportion to what is asked for: %s', (words, requests, limits) => {
    expect(resourcesOf(words)).toEqual({ requests, limits });
  });

  it('take limits as they are, beyond the node too', () => {
    const words = `--instance-type ${P5} --vcpu 4 --vcpu-limit 8 --memory 16 --memory-limit 9999`;
    expect(resourcesOf(words)).toEqual({
      requests: { cpu: '4.0', memory: '16.0Gi' },
      limits: { cpu: '8.0', memory: '9999.0Gi' },
    });
  });

  it('are none that count without an instance type', () => {
    const nothing = { [GPU]: '0' };
    expect(resourcesOf('--accelerators 4 --vcpu 8')).toEqual({ requests: nothing, limits: nothing });
  });

  it('are those of the whole instance when only the label selector names it', () => {
    const words = `--label-selector {"node.kubernetes.io/instance-type":"${P5}"} --vcpu 3`;
    expect(resourcesOf(words)).toEqual(resourcesOf(`--instance-type ${P5}`));
  });

  it.each<[words: string, requests: object]>([
    // Only the digits of these numbers come back from the text that they were written to.
    ['--memory 1e16', { cpu: '0.09375', memory: '1.0Gi' }],
    ['--vcpu 0.00001 --memory 5', { cpu: '105.0', memory: '5.0Gi' }],
    ['--accelerators -1 --memory 10', { cpu: '0.0', memory: '10.0Gi' }],
  ])('come out as oddly as from the real CLI: %s', (words, requests) => {
    expect(resourcesOf(`--instance-type ${P5} ${words}`)).toMatchObject({ requests });
  });

  it.each<[words: string, error: string]>([
    [
      'ml.foo.large',
      "Invalid instance_type 'ml.foo.large'. Please re-check the instance type and contact AWS for support.",
    ],
    ['ml.p5.48xlarge --accelerators 4 --accelerators-limit 8', 'Accelerator request must equal accelerator limit'],
    ['ml.p5.48xlarge --accelerators 9', 'Requested accelerator limit (9) exceeds instance capacity (8)'],
    ['ml.p5.48xlarge --efa 64', 'Requested EFA (64) exceeds instance capacity (32)'],
    ['ml.p5.48xlarge --efa-limit 64', 'Requested EFA limit (64) exceeds instance capacity (32)'],
    ['ml.p5.48xlarge --efa 2 --efa-limit 3', 'EFA request must equal EFA limit'],
    ['ml.g5.xlarge --efa 1', "Instance type 'ml.g5.xlarge' does not support EFA, but EFA values were provided."],
    ['ml.p5.48xlarge --vcpu inf', "could not convert string to float: ''"],
    [
      'ml.c5.large --vcpu 2.5e-5',
      "Specified memory request (5.0Gi) exceeds instance capacity. Maximum available memory for 'ml.c5.large' is 4Gi.",
    ],
  ])('are refused with exit code 1: %s', (words, error) => {
    expect(refusal(commandLine('--instance-type', ...words.split(' ')))).toEqual([1, error]);
  });

  it('are refused in other words when the message holds a 404 by accident', () => {
    const words = ['--queue-name', 'q', '--instance-type', P5, '--accelerators', '404'];
    const [exit, line] = refusal(commandLine(...words));
    expect(exit).toBe(1);
    expect(line).toMatch(/^❓ Pytorch Job 'a' not found\./);
  });

  it('are known for every type of the table only with the prefix ml.', () => {
    for (const type of knownInstanceTypes()) {
      expect(refusal(commandLine('--instance-type', type))[1]).toMatch(/^Invalid instance_type/);
    }
  });
});

describe('partitions of accelerators', () => {
  it.each<[words: string, requests: object, limits: object]>([
    [
      '--accelerator-partition-count 4',
      { cpu: '20.0', memory: '246.0Gi', [MIG]: '4' },
      { [MIG]: 4, memory: '246.0Gi' },
    ],
    [
      '--accelerator-partition-limit 4 --vcpu 10',
      { cpu: '10.0', memory: '120.0Gi', [MIG]: '4' },
      { [MIG]: 4, memory: '120.0Gi' },
    ],
    [
      '--accelerator-partition-count 4 --memory 50.5',
      { cpu: '4.0', memory: '50.5Gi', [MIG]: '4' },
      { [MIG]: 4, memory: '50.5Gi' },
    ],
  ])('can be had where a node offers them: %s', (words, requests, limits) => {
    const all = [`--instance-type ${P4D}`, ...PARTITION, words].join(' ');
    expect(resourcesOf(all, ['mig-1g.5gb', 'mig-3g.20gb'])).toEqual({ requests, limits });
  });

  it('cannot be had where no node does', () => {
    const words = commandLine('--instance-type', P4D, ...PARTITION, '--accelerator-partition-count', '4');
    const error = "accelerator partition type 'mig-3g.20gb' does not exist in this cluster.";
    const advice = "Use 'hyp list-accelerator-partition-type' to check for available resources.";
    expect(refusal(words)).toEqual([1, `${error} ${advice}`]);
  });

  it('mean whole instances when their number is left out', () => {
    const words = `--instance-type ${P4D} ${PARTITION.join(' ')}`;
    expect(resourcesOf(words)).toEqual(resourcesOf(`--instance-type ${P4D}`));
    const { nodeSelector } = created(commandLine(...words.split(' '))).spec.replicaSpecs[0].template.spec;
    expect(nodeSelector).toEqual({
      'node.kubernetes.io/instance-type': P4D,
      'nvidia.com/mig.config.state': 'success',
    });
  });

  it('are refused when no memory follows from a negative number of vCPUs', () => {
    const words = ['--instance-type', P4D, ...PARTITION, '--accelerator-partition-count', '4', '--vcpu', '-1'];
    expect(refusal(commandLine(...words), { acceleratorPartitions: ['mig-3g.20gb'] })).toEqual([
      1,
      'Invalid memory format: -12.0Gi',
    ]);
  });
});
