import type { CelRule } from '../api-server/cel-rule.ts';
import { read } from '../api-server/cel-rule.ts';

interface ConditionLike {
  readonly type: string;
  readonly status: string;
}

/** What the rules look at; fields of both versions. */
interface WorkloadLike {
  readonly spec?: {
    readonly podSets?: readonly unknown[];
    readonly queueName?: string;
    readonly maximumExecutionTimeSeconds?: number;
    readonly priorityClassRef?: { readonly group: string; readonly kind: string; readonly name: string };
    readonly priorityClassName?: string;
    readonly priorityClassSource?: string;
  };
  readonly status?: {
    readonly conditions?: readonly ConditionLike[];
    readonly admission?: { readonly podSetAssignments?: readonly unknown[] };
  };
}

type Rule = CelRule<WorkloadLike>;

function holds({ status }: WorkloadLike, type: string): boolean {
  return status?.conditions?.some((condition) => condition.type === type && condition.status === 'True') === true;
}

function specOf(self: WorkloadLike): NonNullable<WorkloadLike['spec']> {
  return read(self, 'spec');
}

/** A rule for updates of a workload that had a quota reservation before. */
function whileReserved(message: string, isKept: (self: WorkloadLike, old: WorkloadLike) => boolean): Rule {
  return {
    message,
    isTransition: true,
    holds: (self, old) => !holds(old, 'QuotaReserved') || isKept(self, old),
  };
}

/** Is a part of the priority class the same, where both name one? */
function isRefKept(field: 'group' | 'kind' | 'name'): (self: WorkloadLike, old: WorkloadLike) => boolean {
  return (self, old) => {
    const [before, after] = [specOf(old).priorityClassRef, specOf(self).priorityClassRef];
    return before === undefined || after === undefined || before[field] === after[field];
  };
}

const isNameKept = isRefKept('name');

const common: readonly Rule[] = [
  {
    message: 'podSetAssignments must have the same number of podSets as the spec',
    holds: (self) => {
      if (!holds(self, 'QuotaReserved') || self.status?.admission === undefined) return true;
      return read(specOf(self), 'podSets').length === read(self.status.admission, 'podSetAssignments').length;
    },
  },
  {
    message: 'queueName is immutable while workload quota reserved',
    isTransition: true,
    holds: (self, old) =>
      !holds(old, 'QuotaReserved') || !holds(self, 'QuotaReserved') || specOf(old).queueName === specOf(self).queueName,
  },
  {
    message: 'maximumExecutionTimeSeconds is immutable while workload quota reserved',
    isTransition: true,
    holds: (self, old) =>
      !holds(old, 'Admitted') ||
      !holds(self, 'Admitted') ||
      (specOf(old).maximumExecutionTimeSeconds ?? 0) === (specOf(self).maximumExecutionTimeSeconds ?? 0),
  },
];

/** Rules on a whole Workload (kueue-validation §3). */
export const workloadRules: readonly Rule[] = [
  ...common,
  whileReserved('priorityClassRef is immutable while workload quota reserved', (self, old) => {
    return (specOf(old).priorityClassRef === undefined) === (specOf(self).priorityClassRef === undefined);
  }),
  whileReserved('priorityClassRef.group is immutable while workload quota reserved', isRefKept('group')),
  whileReserved('priorityClassRef.kind is immutable while workload quota reserved', isRefKept('kind')),
  whileReserved(
    'priorityClassRef.name is immutable for scheduling.k8s.io/priorityclass while workload quota reserved',
    (self, old) => specOf(self).priorityClassRef?.kind !== 'PriorityClass' || isNameKept(self, old),
  ),
];

/** The same in v1beta1. */
export const workloadRulesV1beta1: readonly Rule[] = [
  ...common,
  whileReserved('priorityClassSource is immutable while workload quota reserved', (self, old) => {
    const [before, after] = [specOf(old).priorityClassSource, specOf(self).priorityClassSource];
    return before === undefined || after === undefined || before === after;
  }),
  whileReserved(
    'priorityClassName is immutable while workload quota reserved and priorityClassSource is not equal to ' +
      'kueue.x-k8s.io/workloadpriorityclass',
    (self, old) => {
      const [before, after] = [specOf(old), specOf(self)];
      const isPinned =
        before.priorityClassSource !== undefined &&
        (after.priorityClassSource ?? WORKLOAD_SOURCE) !== WORKLOAD_SOURCE &&
        before.priorityClassName !== undefined &&
        after.priorityClassName !== undefined;
      return !isPinned || before.priorityClassName === after.priorityClassName;
    },
  ),
];

const WORKLOAD_SOURCE = 'kueue.x-k8s.io/workloadpriorityclass';
