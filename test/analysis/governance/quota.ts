import type { ComputeQuota, Node } from '../../../src/model/index.ts';

/** An allocation of two ml.g5.8xlarge to team `a`; parts of it changed. */
export function quota(changes: Partial<ComputeQuota> = {}): ComputeQuota {
  return {
    name: 'quota',
    teamName: 'a',
    fairShareWeight: 0,
    resources: [{ instanceType: 'ml.g5.8xlarge', count: 2 }],
    strategy: 'LendAndBorrow',
    borrowLimitPercent: 50,
    absoluteBorrowLimits: [],
    preemptTeamTasks: 'LowerPriority',
    activationState: 'Enabled',
    ...changes,
  };
}

/** A node that counts; parts of it changed. */
export function node(name: string, type: string, changes: Partial<Node> = {}): Node {
  const labels = { 'kubernetes.io/hostname': name, 'node.kubernetes.io/instance-type': type };
  return { name, isReady: true, allocatable: {}, ...changes, labels: { ...labels, ...changes.labels } };
}
