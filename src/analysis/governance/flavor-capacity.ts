import { compareStrings, formatAmount, type Quantity } from '../../base/index.ts';
import {
  type ComputeQuota,
  INSTANCE_TYPE_LABEL,
  instanceResources,
  type Node,
  type ResourceAmounts,
  toAmounts,
} from '../../model/index.ts';
import { instanceAmounts, MIG_PREFIX, NEURON_DEVICE } from './quota-amounts.ts';
import { amountsByType, coveredBy } from './team-quotas.ts';

/** What the nodes of one instance type have, what is allocated of it, and what is left. */
export interface FlavorCapacity {
  /** The instance type. */
  readonly flavor: string;
  /** Nodes that count: ready, schedulable, of a known type. */
  readonly nodeCount: number;
  readonly resources: readonly ResourceCapacity[];
}

/** One resource of a flavor. */
export interface ResourceCapacity {
  readonly name: string;
  /** By the data sheet, as quotas are counted. */
  readonly nominal: Quantity;
  /** What pods may use of it, as the nodes report. */
  readonly allocatable: Quantity;
  /** Quotas of all teams. */
  readonly allocated: Quantity;
  /** Nominal less allocated; never below 0. */
  readonly unallocated: Quantity;
  /** Is more allocated than there is? */
  readonly isExceeded: boolean;
}

/** Why a node gives nothing to share. */
export type IneligibleReason = 'not ready' | 'unschedulable' | 'no instance type of HyperPod whose resources are known';

/** Label by which the MIG manager says how far it is. */
const MIG_STATE_LABEL = 'nvidia.com/mig.config.state';

/**
 * Capacity of every instance type that has nodes or quotas, in byte order (ec2-hyperpod §3.6). Capacity is nominal, as
 * quotas are; of a node that is cut into MIG slices, the slices count once their state is `success`, and the GPUs that it
 * reports beside them.
 */
export function flavorCapacities(nodes: readonly Node[], quotas: readonly ComputeQuota[]): FlavorCapacity[] {
  const eligible = nodesByType(nodes.filter((node) => ineligibleReason(node) === undefined));
  const allocated = amountsByType(quotas.flatMap(({ resources }) => resources));
  const types = [...new Set([...eligible.keys(), ...allocated.keys()])].sort(compareStrings);
  return types.map((flavor) => flavorCapacity(flavor, eligible.get(flavor) ?? [], allocated.get(flavor) ?? new Map()));
}

/** Why does the node not count? Undefined if it does. */
export function ineligibleReason(node: Node): IneligibleReason | undefined {
  if (!node.isReady) return 'not ready';
  if (node.isUnschedulable === true) return 'unschedulable';
  const type = typeOf(node);
  const isKnown = type.startsWith('ml.') && instanceResources(type) !== undefined;
  return isKnown ? undefined : 'no instance type of HyperPod whose resources are known';
}

function nodesByType(nodes: readonly Node[]): Map<string, Node[]> {
  const groups = new Map<string, Node[]>();
  for (const node of nodes) {
    const group = groups.get(typeOf(node)) ?? [];
    group.push(node);
    groups.set(typeOf(node), group);
  }
  return groups;
}

function typeOf({ labels }: Node): string {
  return Object.hasOwn(labels, INSTANCE_TYPE_LABEL) ? (labels[INSTANCE_TYPE_LABEL] as string) : '';
}

function flavorCapacity(flavor: string, nodes: readonly Node[], allocated: ResourceAmounts): FlavorCapacity {
  const nominal = sum(nodes.map(nominalAmounts));
  const allocatable = sum(nodes.map(allocatableAmounts));
  const resources = coveredBy([...nominal.keys(), ...allocated.keys()]).map((name): ResourceCapacity => {
    const has = nominal.get(name) ?? 0n;
    const given = allocated.get(name) ?? 0n;
    return {
      name,
      nominal: formatAmount(name, has),
      allocatable: formatAmount(name, allocatable.get(name) ?? 0n),
      allocated: formatAmount(name, given),
      unallocated: formatAmount(name, given > has ? 0n : has - given),
      isExceeded: given > has,
    };
  });
  return { flavor, nodeCount: nodes.length, resources };
}

function nominalAmounts(node: Node): ResourceAmounts {
  const amounts = new Map(instanceAmounts(typeOf(node)));
  const slices = [...toAmounts(node.allocatable)].filter(([resource]) => resource.startsWith(MIG_PREFIX));
  if (slices.length === 0) return amounts;
  amounts.set('nvidia.com/gpu', toAmounts(node.allocatable).get('nvidia.com/gpu') ?? 0n);
  return node.labels[MIG_STATE_LABEL] === 'success' ? new Map([...amounts, ...slices]) : amounts;
}

/** Trainium devices have two names; HyperPod counts one of them. */
function allocatableAmounts({ allocatable }: Node): ResourceAmounts {
  const amounts = toAmounts(allocatable);
  const devices = amounts.get(NEURON_DEVICE) ?? amounts.get('aws.amazon.com/neuron') ?? 0n;
  return new Map([...amounts, [NEURON_DEVICE, devices]]);
}

function sum(all: readonly ResourceAmounts[]): Map<string, bigint> {
  const total = new Map<string, bigint>();
  for (const amounts of all) {
    for (const [resource, amount] of amounts) total.set(resource, (total.get(resource) ?? 0n) + amount);
  }
  return total;
}
