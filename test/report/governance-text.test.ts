import { describe, expect, it } from 'vitest';
import { deriveGovernance } from '../../src/analysis/index.ts';
import type { ComputeQuota, Node, SchedulerConfig } from '../../src/model/index.ts';
import { governanceText } from '../../src/report/index.ts';

const POLICY: SchedulerConfig = {
  priorityClasses: [{ name: 'inference', weight: 90 }],
  fairShare: 'Enabled',
  idleResourceSharing: 'Enabled',
};

function quota(changes: Partial<ComputeQuota>): ComputeQuota {
  return {
    name: 'q',
    teamName: 'a',
    fairShareWeight: 0,
    resources: [{ instanceType: 'ml.m5.xlarge', count: 2 }],
    strategy: 'LendAndBorrow',
    borrowLimitPercent: 50,
    absoluteBorrowLimits: [],
    preemptTeamTasks: 'LowerPriority',
    activationState: 'Enabled',
    ...changes,
  };
}

const NODES: Node[] = ['n1', 'n2', 'n3'].map((name) => ({
  name,
  labels: { 'node.kubernetes.io/instance-type': 'ml.m5.xlarge', 'kubernetes.io/hostname': name },
  allocatable: { cpu: '1930m', memory: '14Gi' },
  isReady: true,
}));

function text(quotas: readonly ComputeQuota[], nodes: readonly Node[], changes: Partial<SchedulerConfig> = {}): string {
  const policy = { ...POLICY, ...changes };
  return governanceText(deriveGovernance({ quotas, schedulerConfig: policy, nodes }), policy);
}

describe('governance as a text', () => {
  it('has a table for every team, then the policy, then the nodes', () => {
    const quotas = [
      quota({}),
      quota({ teamName: 'b', strategy: 'DontLend', resources: [], fairShareWeight: 7, preemptTeamTasks: 'Never' }),
    ];
    expect(text(quotas, NODES)).toBe(`a: lends, borrows up to 50 %, weight 0, preempts its own tasks of lower priority
  cohort shared-pool, queue hyperpod-ns-a/hyperpod-ns-a-localqueue
  FLAVOR         RESOURCE   NOMINAL   BORROWS   LENDS
  ml.m5.xlarge   cpu        8         4         8
  ml.m5.xlarge   memory     32Gi      16Gi      32Gi

b: neither lends nor borrows, weight 7, never preempts its own tasks
  cohort hyperpod-ns-b-cohort, queue hyperpod-ns-b/hyperpod-ns-b-localqueue
  no quota

priority classes: inference-priority 90
idle quota: lent by weight
unallocated resources: lent by hyperpod-ns-idle-resource-sharing-cq-1

FLAVOR         NODES   RESOURCE   NOMINAL   ALLOCATABLE   QUOTAS   UNALLOCATED
ml.m5.xlarge   3       cpu        12        5790m         8        4
ml.m5.xlarge   3       memory     48Gi      42Gi          32Gi     16Gi`);
  });

  it('says how quota is shared that is not lent to all', () => {
    expect(text([quota({ strategy: 'Lend' })], [])).toMatch(/^a: lends, borrows nothing, weight 0/);
    const absoluteBorrowLimits = [{ instanceType: 'ml.m5.xlarge', count: 3 }];
    const limited = text([quota({ absoluteBorrowLimits })], []);
    expect(limited).toMatch(/^a: lends, borrows up to 50 % or as listed, /);
    expect(limited).toContain('  ml.m5.xlarge   cpu        8         12        8');
    expect(text([quota({ strategy: 'DontLend' })], [])).toContain('  ml.m5.xlarge   cpu        8         0         0');
  });

  it.each<[string, Partial<SchedulerConfig>, readonly Node[], string]>([
    ['no classes', { priorityClasses: [] }, [], 'priority classes: none, first come, first served'],
    ['no fair share', { fairShare: 'Disabled' }, [], 'idle quota: first come, first served'],
    ['no sharing', { idleResourceSharing: 'Disabled' }, NODES, 'unallocated resources: not lent'],
    ['unknown nodes', {}, [], 'unallocated resources: lent, but without nodes it is not known how many there are'],
    ['no node that counts', {}, NODES.map((node) => ({ ...node, isReady: false })), 'unallocated resources: none'],
  ])('says of a policy with %s what that means', (_, changes, nodes, line) => {
    expect(text([quota({})], nodes, changes).split('\n')).toContain(line);
  });

  it('lets no name move the cursor', () => {
    const hostile = text([quota({ teamName: 'a\u001b[2J' })], [], { priorityClasses: [{ name: '\u202e', weight: 1 }] });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(hostile).not.toMatch(/[\u001b\u202e]/);
  });
});
