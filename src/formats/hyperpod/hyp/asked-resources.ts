import type { JobConfig } from './job-config.ts';
import { leadingNumber, pythonFloatText } from './python/python-float.ts';

/** A partition of accelerators that is asked for by number. */
export interface AskedPartition {
  readonly type: string;
  readonly count: bigint;
  readonly limit: bigint;
}

/** What the pods of a job ask of their nodes; what is absent or was 0 follows from the rest. */
export interface AskedResources {
  readonly accelerators?: bigint;
  readonly acceleratorsLimit?: bigint;
  readonly vcpu?: number;
  readonly vcpuLimit?: number;
  /** GiB. */
  readonly memory?: number;
  /** GiB. */
  readonly memoryLimit?: number;
  readonly efa?: bigint;
  readonly efaLimit?: bigint;
  readonly partition?: AskedPartition;
}

/**
 * What the configuration asks for, as it comes out of the manifest that the CLI writes first and then reads again: of
 * memory only the digits before an exponent come back (1e16 GiB becomes 1), and nothing that has a sign.
 *
 * A job whose instance type stands in the label selector alone asks for nothing: it gets whole instances.
 */
export function askedResources(config: JobConfig): AskedResources {
  if (config.instanceType === undefined) return {};
  const partition = askedPartition(config);
  const isPartitioned = config.acceleratorPartitionType !== undefined;
  return withoutZeros({
    ...(!isPartitioned && { accelerators: config.accelerators, acceleratorsLimit: config.acceleratorsLimit }),
    vcpu: config.vcpu,
    vcpuLimit: config.vcpuLimit,
    memory: readBack(config.memory),
    memoryLimit: readBack(config.memoryLimit),
    efa: config.efa,
    efaLimit: config.efaLimit,
    partition,
  });
}

function askedPartition(config: JobConfig): AskedPartition | undefined {
  const { acceleratorPartitionType: type, acceleratorPartitionCount, acceleratorPartitionLimit } = config;
  const count = acceleratorPartitionCount ?? acceleratorPartitionLimit;
  if (type === undefined || count === undefined) return undefined;
  return { type, count, limit: acceleratorPartitionLimit ?? count };
}

function readBack(amount: number | undefined): number | undefined {
  return amount === undefined || amount === 0 ? undefined : leadingNumber(pythonFloatText(amount));
}

/** Values of an object with those that are undefined or 0 left out. */
function withoutZeros(asked: { readonly [K in keyof AskedResources]: AskedResources[K] | undefined }): AskedResources {
  const kept = Object.entries(asked).filter(([, value]) => value !== undefined && value !== 0 && value !== 0n);
  return Object.fromEntries(kept);
}
