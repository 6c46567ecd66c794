import { GPU_SLICES, slicesOf } from './accelerator-partitions.ts';
import type { AskedPartition, AskedResources } from './asked-resources.ts';
import type { HypInstance } from './hyp-instance.ts';

/** Resource name → amount, in the order in which the CLI writes them. */
export type ResourceAmountTexts = ReadonlyMap<string, number | string>;

/** What a pod gets of an instance, before it is cut to what a node can give. */
export interface PodShare {
  /** vCPUs. */
  readonly cpu: number;
  /** GiB. */
  readonly memory: number;
  /** Accelerators, network interfaces, partitions. */
  readonly devices: ResourceAmountTexts;
  readonly acceleratorsLimit?: number;
}

/** Accelerators of an instance that has some: both or neither. */
export interface AskedAccelerators {
  readonly accelerators?: bigint;
  readonly acceleratorsLimit?: bigint;
}

/** Resource name of network interfaces. */
export const EFA_RESOURCE = 'vpc.amazonaws.com/efa';

/**
 * Which part of an instance does a pod get? What was asked for; and what was not, in proportion to accelerators, else to
 * vCPUs, else to memory. The whole instance where nothing was asked for.
 */
export function podShare(
  instance: HypInstance,
  asked: AskedResources,
  { accelerators = 0n, acceleratorsLimit }: AskedAccelerators,
): PodShare | { readonly error: string } {
  const { vcpu, memory, partition } = asked;
  if (partition !== undefined) return partitionShare(instance, asked, partition);
  const hasShare = (memory ?? 0) > 0 || (vcpu ?? 0) > 0 || accelerators > 0n;
  if (!hasShare) return wholeInstance(instance);
  if (accelerators > 0n) return acceleratorShare(instance, asked, Number(accelerators));
  // Fewer than no accelerators still count as asked for: then they are a limit, and no vCPUs follow from the memory.
  const limit = acceleratorsLimit === undefined ? {} : { acceleratorsLimit: Number(acceleratorsLimit) };
  const { vCpuCount, memoryGiB } = instance;
  const ratio = vcpu !== undefined ? vcpu / vCpuCount : (memory ?? 0) / memoryGiB;
  const cpu = vcpu ?? (acceleratorsLimit === undefined ? ratio * vCpuCount : 0);
  return { cpu, memory: memory ?? ratio * memoryGiB, devices: new Map(), ...limit };
}

function acceleratorShare(instance: HypInstance, { vcpu, memory, efa }: AskedResources, count: number): PodShare {
  const ratio = count / instance.acceleratorCount;
  return {
    cpu: vcpu ?? ratio * instance.vCpuCount,
    memory: memory ?? ratio * instance.memoryGiB,
    devices: devicesOf(instance, count, efa === undefined ? instance.efaCount : Number(efa)),
    acceleratorsLimit: count,
  };
}

function wholeInstance(instance: HypInstance): PodShare {
  const { vCpuCount: cpu, memoryGiB: memory, accelerator, acceleratorCount, efaCount } = instance;
  if (accelerator === undefined) return { cpu, memory, devices: new Map() };
  const devices = devicesOf(instance, acceleratorCount, efaCount);
  return { cpu, memory, devices, acceleratorsLimit: acceleratorCount };
}

function devicesOf({ accelerator }: HypInstance, count: number, efaCount: number): ResourceAmountTexts {
  const devices = new Map<string, number>();
  if (accelerator !== undefined) devices.set(accelerator, count);
  if (efaCount > 0) devices.set(EFA_RESOURCE, efaCount);
  return devices;
}

/** In whole vCPUs and GiB, save what was asked for. */
function partitionShare(
  instance: HypInstance,
  { vcpu, memory }: AskedResources,
  { type, count }: AskedPartition,
): PodShare | { readonly error: string } {
  const { vCpuCount, memoryGiB, acceleratorCount } = instance;
  const devices = new Map([[`nvidia.com/${type}`, String(count)]]);
  if (vcpu !== undefined) {
    // Python has no whole number for these.
    if (memory === undefined && !Number.isFinite(vcpu)) return { error: `cannot convert float ${vcpu} to integer` };
    return { cpu: vcpu, memory: memory ?? wholePart((vcpu / vCpuCount) * memoryGiB), devices };
  }
  if (memory !== undefined) return { cpu: wholePart((memory / memoryGiB) * vCpuCount), memory, devices };
  const ratio = (Number(count) * slicesOf(type)) / (acceleratorCount * GPU_SLICES);
  return { cpu: wholePart(ratio * vCpuCount), memory: wholePart(ratio * memoryGiB), devices };
}

/** As Python's `int`: no zero of it is negative. */
function wholePart(value: number): number {
  return Math.trunc(value) + 0;
}
