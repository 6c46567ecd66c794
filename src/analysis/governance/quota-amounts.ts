import { amountOfNanos, HopwiseError, quantityNanos, resourceAmount } from '../../base/index.ts';
import { type ComputeQuotaResource, instanceResources, type ResourceAmounts } from '../../model/index.ts';

const GPU = 'nvidia.com/gpu';
const EFA = 'vpc.amazonaws.com/efa';
/** What HyperPod counts Trainium by; nodes may call it `aws.amazon.com/neuron`. */
export const NEURON_DEVICE = 'aws.amazon.com/neurondevice';
/** MIG slices are resources of their own, `nvidia.com/mig-1g.10gb`. */
export const MIG_PREFIX = 'nvidia.com/mig-';

/** Resources that every quota of HyperPod covers, in this order; those of MIG slices follow. */
export const COVERED_RESOURCES: readonly string[] = ['cpu', 'memory', GPU, EFA, NEURON_DEVICE];

const GIB = 1n << 30n;
/** Slices that MIG can cut a GPU into. */
const SLICES_PER_GPU = 7n;

/**
 * Nominal resources of one instance, as quotas count them.
 * @throws HopwiseError `unknown-name` for a type that is not known
 */
export function instanceAmounts(type: string): ResourceAmounts {
  const known = instanceResources(type);
  if (known === undefined) throw new HopwiseError('unknown-name', `the resources of ${type} are not known`);
  const { vCpuCount, memoryGiB, accelerator, acceleratorCount, efaCount } = known;
  return amounts({
    cpu: BigInt(vCpuCount) * 1000n,
    memory: BigInt(memoryGiB) * GIB,
    gpus: accelerator === GPU ? BigInt(acceleratorCount) : 0n,
    neuronDevices: accelerator === GPU ? 0n : BigInt(acceleratorCount),
    efa: BigInt(efaCount),
  });
}

/**
 * How much of each resource is one line of an allocation or of its absolute borrow limits? In thousandths of vCPUs, bytes
 * and whole devices; what is less than one of these is cut off.
 *
 * Whole instances give all of their resources. Else what is not given follows from what is: vCPUs and memory from
 * accelerators (or MIG slices, then in whole vCPUs and GiB), memory from vCPUs, vCPUs from memory; vCPUs and memory bring
 * no accelerators.
 *
 * Not documented, and ours: EFA interfaces follow the accelerators, and an amount that stands beside a count of instances
 * takes the place of theirs.
 *
 * @throws HopwiseError `unknown-name` for an instance type that is not known
 * @see ec2-hyperpod §3.5
 */
export function quotaAmounts(line: ComputeQuotaResource): ResourceAmounts {
  const one = instanceAmounts(line.instanceType);
  const of = (resource: string): bigint => one.get(resource) ?? 0n;
  const devices = of(GPU) + of(NEURON_DEVICE);
  const { parts, whole, hasDevices } = shareOf(line, of('cpu'), of('memory'), devices);
  const share = (resource: string, unit = 1n): bigint => ((of(resource) * parts) / (whole * unit)) * unit;
  const isSliced = line.acceleratorPartition !== undefined && line.count === undefined;
  const given = { cpu: givenCpu(line), memory: givenMemory(line), devices: givenDevices(line) };
  const count = given.devices ?? (line.count === undefined ? 0n : share(of(GPU) > 0n ? GPU : NEURON_DEVICE));
  const total = amounts({
    cpu: given.cpu ?? share('cpu', isSliced ? 1000n : 1n),
    memory: given.memory ?? share('memory', isSliced ? GIB : 1n),
    gpus: of(NEURON_DEVICE) > 0n ? 0n : count,
    neuronDevices: of(NEURON_DEVICE) > 0n ? count : 0n,
    efa: hasDevices ? share(EFA) : 0n,
  });
  const { acceleratorPartition: slices } = line;
  return slices === undefined ? total : new Map([...total, [`nvidia.com/${slices.type}`, BigInt(slices.count)]]);
}

/** Which part of one instance is what the defaults follow from? */
interface Share {
  readonly parts: bigint;
  readonly whole: bigint;
  /** Are accelerators, or whole instances, part of it? */
  readonly hasDevices: boolean;
}

function shareOf(line: ComputeQuotaResource, cpu: bigint, memory: bigint, devices: bigint): Share {
  if (line.count !== undefined) return { parts: BigInt(line.count), whole: 1n, hasDevices: true };
  const slices = (givenDevices(line) ?? 0n) * SLICES_PER_GPU + slicesOf(line);
  if (slices > 0n && devices > 0n) return { parts: slices, whole: devices * SLICES_PER_GPU, hasDevices: true };
  const [givenOfCpu, givenOfMemory] = [givenCpu(line), givenMemory(line)];
  if (givenOfCpu !== undefined) return { parts: givenOfCpu, whole: cpu, hasDevices: false };
  return { parts: givenOfMemory ?? 0n, whole: memory, hasDevices: false };
}

/** `mig-3g.40gb` is three slices of a GPU. */
function slicesOf({ acceleratorPartition }: ComputeQuotaResource): bigint {
  if (acceleratorPartition === undefined) return 0n;
  const slices = /^mig-(\d)g\./.exec(acceleratorPartition.type)?.[1] ?? '0';
  return BigInt(slices) * BigInt(acceleratorPartition.count);
}

function givenCpu({ vCpu }: ComputeQuotaResource): bigint | undefined {
  return vCpu === undefined ? undefined : resourceAmount('cpu', vCpu);
}

function givenMemory({ memoryInGiB }: ComputeQuotaResource): bigint | undefined {
  return memoryInGiB === undefined ? undefined : amountOfNanos('memory', quantityNanos(memoryInGiB) * GIB);
}

function givenDevices({ accelerators }: ComputeQuotaResource): bigint | undefined {
  return accelerators === undefined ? undefined : BigInt(accelerators);
}

function amounts(of: {
  readonly cpu: bigint;
  readonly memory: bigint;
  readonly gpus: bigint;
  readonly neuronDevices: bigint;
  readonly efa: bigint;
}): ResourceAmounts {
  return new Map([
    ['cpu', of.cpu],
    ['memory', of.memory],
    [GPU, of.gpus],
    [EFA, of.efa],
    [NEURON_DEVICE, of.neuronDevices],
  ]);
}
