import { partitionsOf } from './accelerator-partitions.ts';
import type { JobConfig } from './job-config.ts';

/**
 * Do the fields go together? The schema's complaint about the first rule that is broken; schema 1.0 has no such rules.
 * The rules see 0 as "not given" where Python does.
 */
export function configProblem(config: JobConfig): string | undefined {
  return partitionProblem(config) ?? replicaProblem(config) ?? elasticProblem(config);
}

/** How many replicas the job has, by either name. */
export function replicasOf({ replicaCount, nodeCount }: JobConfig): bigint | undefined {
  return replicaCount ?? nodeCount;
}

/** How many an elastic job may grow to, by either name. */
export function maxReplicasOf({ maxReplicaCount, maxNodeCount }: JobConfig): bigint | undefined {
  return maxReplicaCount ?? maxNodeCount;
}

function partitionProblem(config: JobConfig): string | undefined {
  const { acceleratorPartitionType: type, acceleratorPartitionCount, acceleratorPartitionLimit } = config;
  if (type === undefined) {
    const isAsked = acceleratorPartitionCount !== undefined || acceleratorPartitionLimit !== undefined;
    return isAsked ? 'accelerator_partition_type must be specified to use accelerator partitions.' : undefined;
  }
  const others: readonly (readonly [name: string, count: bigint | undefined])[] = [
    ['accelerators', config.accelerators],
    ['accelerators_limit', config.acceleratorsLimit],
    ['node_count', replicasOf(config)],
  ];
  const other = others.find(([, count = 0n]) => count > 0n);
  if (other !== undefined) return `accelerator_partition_type cannot be used together with ${other[0]}.`;
  const { instanceType = 'None' } = config;
  const partitions = partitionsOf(instanceType);
  if (partitions === undefined) return `Instance type '${instanceType}' does not support accelerator partitions.`;
  if (partitions.includes(type)) return undefined;
  const allowed = `Allowed partitions: ${partitions.join(', ')}`;
  return `Accelerator partition '${type}' is not supported on instance type '${instanceType}'. ${allowed}`;
}

function replicaProblem(config: JobConfig): string | undefined {
  const { nodeCount, maxReplicaCount, maxNodeCount } = config;
  if (config.replicaCount !== undefined && nodeCount !== undefined) {
    return "Only one of 'replica_count' or 'node_count' can be specified, not both.";
  }
  if (maxReplicaCount !== undefined && maxNodeCount !== undefined) {
    return "Only one of 'max_replica_count' or 'max_node_count' can be specified, not both.";
  }
  if (nodeCount === undefined || !asksForParts(config)) return undefined;
  const reason = 'node_count cannot be combined with resource fields (accelerators, vcpu, memory).';
  return `${reason} Use replica_count instead to specify replicas with granular resources.`;
}

function asksForParts(config: JobConfig): boolean {
  const { accelerators, vcpu, memory, acceleratorsLimit, vcpuLimit, memoryLimit } = config;
  const counts = [accelerators, acceleratorsLimit];
  const amounts = [vcpu, memory, vcpuLimit, memoryLimit];
  return counts.some((count = 0n) => count !== 0n) || amounts.some((amount = 0) => amount !== 0);
}

function elasticProblem(config: JobConfig): string | undefined {
  const { elasticReplicaIncrementStep: step, elasticReplicaDiscreteValues: values } = config;
  if (values === undefined) return undefined;
  if (step !== undefined) {
    return [
      "Only one of 'elastic_replica_increment_step' or 'elastic_replica_discrete_values' can be specified, not both. Please use either:",
      '  - elastic_replica_increment_step for uniform scaling steps, or',
      '  - elastic_replica_discrete_values for specific replica counts',
    ].join('\n');
  }
  const all = "All values in 'elastic_replica_discrete_values' must be";
  if (values.some((value) => value <= 0n)) return `${all} positive integers. Got: ${listText(values)}`;
  const most = maxReplicasOf(config);
  const tooMany = most === undefined ? [] : values.filter((value) => value > most);
  if (tooMany.length === 0) return undefined;
  return `${all} <= max replica count (${most}). Invalid values: ${listText(tooMany)}.`;
}

function listText(values: readonly bigint[]): string {
  return `[${values.join(', ')}]`;
}
