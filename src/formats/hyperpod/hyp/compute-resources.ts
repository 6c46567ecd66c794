import type { AskedPartition, AskedResources } from './asked-resources.ts';
import { type HypInstance, hypInstance } from './hyp-instance.ts';
import { allocatableCpu, allocatableMemory } from './node-reserve.ts';
import {
  type AskedAccelerators,
  EFA_RESOURCE,
  type PodShare,
  podShare,
  type ResourceAmountTexts,
} from './pod-share.ts';
import { leadingNumber, pythonFloatText } from './python/python-float.ts';

/** What of the cluster the CLI looks at before it sends a job. */
export interface HypCluster {
  /** Partitions (`mig-1g.5gb`) that some node offers; none if not given. */
  readonly acceleratorPartitions?: Iterable<string>;
}

/** Resources of the job's container, or why the CLI does not send the job. */
export type ComputedResources =
  | { readonly requests: ResourceAmountTexts; readonly limits: ResourceAmountTexts }
  | { readonly error: string };

/**
 * Requests and limits of a pod on an instance type, from what was asked for: the share of the instance that follows from
 * it, CPU and memory cut to what a node can give.
 * @see ec2-hyperpod §4
 */
export function computeResources(type: string, asked: AskedResources, cluster: HypCluster = {}): ComputedResources {
  const instance = hypInstance(type);
  const accelerators = acceleratorsOf(instance, asked);
  const error =
    acceleratorProblem(instance, accelerators) ??
    efaProblem(type, instance?.efaCount ?? 0, asked) ??
    partitionProblem(asked.partition, cluster);
  if (error !== undefined) return { error };
  if (instance === undefined) {
    const advice = 'Please re-check the instance type and contact AWS for support.';
    return { error: `Invalid instance_type '${type}'. ${advice}` };
  }
  const share = podShare(instance, asked, accelerators);
  return 'error' in share ? share : cutToNode(type, instance, asked, share);
}

/** Of request and limit the missing one is the other; a type without accelerators passes over both. */
function acceleratorsOf(instance: HypInstance | undefined, asked: AskedResources): AskedAccelerators {
  const { accelerators = asked.acceleratorsLimit, acceleratorsLimit = asked.accelerators } = asked;
  if (instance?.accelerator === undefined || accelerators === undefined || acceleratorsLimit === undefined) return {};
  return { accelerators, acceleratorsLimit };
}

function acceleratorProblem(
  instance: HypInstance | undefined,
  { accelerators, acceleratorsLimit }: AskedAccelerators,
): string | undefined {
  if (instance === undefined || acceleratorsLimit === undefined) return undefined;
  if (accelerators !== acceleratorsLimit) return 'Accelerator request must equal accelerator limit';
  const { acceleratorCount } = instance;
  if (acceleratorsLimit <= acceleratorCount) return undefined;
  return `Requested accelerator limit (${acceleratorsLimit}) exceeds instance capacity (${acceleratorCount})`;
}

function efaProblem(type: string, count: number, { efa, efaLimit }: AskedResources): string | undefined {
  if (efa === undefined && efaLimit === undefined) return undefined;
  if (count === 0) return `Instance type '${type}' does not support EFA, but EFA values were provided.`;
  if (efa !== undefined && efaLimit !== undefined && efa !== efaLimit) return 'EFA request must equal EFA limit';
  const [what, asked] = efaLimit === undefined ? ['EFA', efa as bigint] : ['EFA limit', efaLimit];
  return asked > count ? `Requested ${what} (${asked}) exceeds instance capacity (${count})` : undefined;
}

function partitionProblem(
  partition: AskedPartition | undefined,
  { acceleratorPartitions = [] }: HypCluster,
): string | undefined {
  if (partition === undefined || new Set(acceleratorPartitions).has(partition.type)) return undefined;
  const advice = "Use 'hyp list-accelerator-partition-type' to check for available resources.";
  return `accelerator partition type '${partition.type}' does not exist in this cluster. ${advice}`;
}

/** The CLI hands numbers on as texts and reads only parts of them back, so a share with an exponent comes out changed. */
function cutToNode(type: string, instance: HypInstance, asked: AskedResources, share: PodShare): ComputedResources {
  const cpuDigits = pythonFloatText(share.cpu).replace(/[^\d.]/g, '');
  if (cpuDigits === '') return { error: "could not convert string to float: ''" };
  const mostCpu = allocatableCpu(instance.vCpuCount);
  const mostMemory = allocatableMemory(instance.memoryGiB);
  const memoryText = `${pythonFloatText(Math.min(mostMemory, share.memory))}Gi`;
  const memory = leadingNumber(memoryText);
  if (memory === undefined) return { error: `Invalid memory format: ${limitText(asked) ?? memoryText}` };
  const { memoryGiB } = instance;
  if (memory > memoryGiB) {
    const problem = `Specified memory request (${pythonFloatText(memory)}Gi) exceeds instance capacity.`;
    return { error: `${problem} Maximum available memory for '${type}' is ${memoryGiB}Gi.` };
  }
  const requests = new Map<string, number | string>([
    ['cpu', cutText(Math.min(mostCpu, Number(cpuDigits)), mostCpu)],
    ['memory', `${cutText(memory, mostMemory)}Gi`],
    ...share.devices,
  ]);
  return { requests, limits: limitsOf(instance, asked, share, requests) };
}

/** A number cut to the whole part of another. */
function cutText(value: number, most: number): string {
  const whole = Math.trunc(most);
  return whole < value ? String(whole) : pythonFloatText(value);
}

function limitText({ memoryLimit }: AskedResources): string | undefined {
  return memoryLimit === undefined ? undefined : `${pythonFloatText(memoryLimit)}Gi`;
}

/** Memory is always limited: where no limit was asked for, to the request. */
function limitsOf(
  { accelerator }: HypInstance,
  asked: AskedResources,
  { acceleratorsLimit, devices }: PodShare,
  requests: ResourceAmountTexts,
): ResourceAmountTexts {
  const { vcpuLimit, partition } = asked;
  const memory = limitText(asked);
  const efaCount = devices.get(EFA_RESOURCE);
  const limits = new Map<string, number | string>();
  if (vcpuLimit !== undefined) limits.set('cpu', pythonFloatText(vcpuLimit));
  if (acceleratorsLimit !== undefined && accelerator !== undefined) limits.set(accelerator, acceleratorsLimit);
  if (partition !== undefined) limits.set(`nvidia.com/${partition.type}`, Number(partition.limit));
  if (memory !== undefined) limits.set('memory', memory);
  if (efaCount !== undefined) limits.set(EFA_RESOURCE, efaCount);
  if (memory === undefined) limits.set('memory', requests.get('memory') as string);
  return limits;
}
