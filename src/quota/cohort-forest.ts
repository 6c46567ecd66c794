import { compareStrings, HopwiseError } from '../base/index.ts';
import type { ClusterQueue, Cohort } from '../model/index.ts';

/**
 * ClusterQueues and cohorts as trees, by dense node numbers: every node comes after its parent, and what is below a node
 * are the numbers from it to `ends[node]`. Children are in name order, cohorts before queues (kueue-quota §17).
 */
export interface CohortForest {
  readonly nodeCount: number;
  /** Node → name. A queue and a cohort may have the same. */
  readonly names: readonly string[];
  /** ClusterQueue → its node. */
  readonly queues: ReadonlyMap<string, number>;
  /** Cohort → its node; those that are only named by others too. */
  readonly cohorts: ReadonlyMap<string, number>;
  /** 1 for a queue, 0 for a cohort. */
  readonly isQueue: Uint8Array;
  /** Node → parent; -1 at a root. */
  readonly parents: Int32Array;
  /** Node → root of its tree. */
  readonly roots: Int32Array;
  /** Node → first number that is not below it. */
  readonly ends: Int32Array;
  /** Node → children. */
  readonly children: readonly (readonly number[])[];
  /** Cohorts whose parents lead into a cycle, and the queues below them: they are no nodes (kueue-quota §6.1). */
  readonly cyclicCohorts: readonly string[];
  readonly cyclicQueues: readonly string[];
}

/**
 * Arranges queues and cohorts; a cohort that is named but not listed is a root without quota.
 * @throws HopwiseError `invalid-argument` if two queues or two cohorts have the same name
 * @see kueue-quota §6.1
 */
export function buildCohortForest(queues: readonly ClusterQueue[], cohorts: readonly Cohort[]): CohortForest {
  checkNames('ClusterQueue', queues);
  checkNames('Cohort', cohorts);
  const cohortParents = parentsOfCohorts(queues, cohorts);
  const cyclic = cyclicNames(cohortParents);
  const isCyclic = ({ cohortName }: ClusterQueue): boolean => cohortName !== undefined && cyclic.has(cohortName);
  const members = membersOf(
    queues.filter((queue) => !isCyclic(queue)),
    [...cohortParents].filter(([name]) => !cyclic.has(name)),
  );
  return {
    ...numberNodes(members),
    cyclicCohorts: [...cyclic].sort(compareStrings),
    cyclicQueues: queues.filter(isCyclic).map(nameOf).sort(compareStrings),
  };
}

/** A member of a cohort, or a root. */
interface Member {
  readonly name: string;
  readonly isQueue: boolean;
}

/** Parent → members in order; roots are under undefined. */
type Members = ReadonlyMap<string | undefined, readonly Member[]>;

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function checkNames(kind: string, objects: readonly { readonly name: string }[]): void {
  const seen = new Set<string>();
  for (const { name } of objects) {
    if (seen.has(name)) throw new HopwiseError('invalid-argument', `there are two ${kind}s named "${name}"`);
    seen.add(name);
  }
}

/** Every cohort there is → its parent. */
function parentsOfCohorts(
  queues: readonly ClusterQueue[],
  cohorts: readonly Cohort[],
): ReadonlyMap<string, string | undefined> {
  const parents = new Map(cohorts.map(({ name, parentName }) => [name, parentName || undefined]));
  const named = [...queues.map(({ cohortName }) => cohortName), ...parents.values()];
  for (const name of named) if (name && !parents.has(name)) parents.set(name, undefined);
  return parents;
}

/** Cohorts on a cycle of parents, or below one. */
function cyclicNames(parents: ReadonlyMap<string, string | undefined>): ReadonlySet<string> {
  const cyclic = new Set<string>();
  const rooted = new Set<string>();
  for (const start of parents.keys()) {
    const path = new Set<string>();
    let name: string | undefined = start;
    while (name !== undefined && !rooted.has(name) && !cyclic.has(name) && !path.has(name)) {
      path.add(name);
      name = parents.get(name);
    }
    const target = name === undefined || rooted.has(name) ? rooted : cyclic;
    for (const passed of path) target.add(passed);
  }
  return cyclic;
}

function membersOf(
  queues: readonly ClusterQueue[],
  cohortParents: readonly (readonly [name: string, parent: string | undefined])[],
): Members {
  const members = new Map<string | undefined, Member[]>();
  const add = (parent: string | undefined, member: Member): void => {
    const list = members.get(parent);
    if (list === undefined) members.set(parent, [member]);
    else list.push(member);
  };
  const byName = [...cohortParents].sort(([a], [b]) => compareStrings(a, b));
  for (const [name, parent] of byName) add(parent, { name, isQueue: false });
  const sortedQueues = [...queues].sort((a, b) => compareStrings(a.name, b.name));
  for (const { name, cohortName } of sortedQueues) add(cohortName || undefined, { name, isQueue: true });
  return members;
}

/** Depth first, without recursion: a chain of cohorts may be as long as its author likes. */
function numberNodes(members: Members): Omit<CohortForest, 'cyclicCohorts' | 'cyclicQueues'> {
  const names: string[] = [];
  const isQueue: number[] = [];
  const parents: number[] = [];
  const children: number[][] = [];
  const stack: { readonly member: Member; readonly parent: number }[] = [];
  const stackMembersOf = (cohort: string | undefined, parent: number): void => {
    for (const member of members.get(cohort)?.toReversed() ?? []) stack.push({ member, parent });
  };
  stackMembersOf(undefined, -1);
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { member, parent } = top;
    const node = names.push(member.name) - 1;
    isQueue.push(member.isQueue ? 1 : 0);
    parents.push(parent);
    children.push([]);
    children[parent]?.push(node);
    if (!member.isQueue) stackMembersOf(member.name, node);
  }
  const nodesOf = (kind: number): ReadonlyMap<string, number> =>
    new Map([...names.entries()].filter(([node]) => isQueue[node] === kind).map(([node, name]) => [name, node]));
  return {
    nodeCount: names.length,
    names,
    queues: nodesOf(1),
    cohorts: nodesOf(0),
    isQueue: Uint8Array.from(isQueue),
    parents: Int32Array.from(parents),
    ...extents(parents),
    children,
  };
}

function extents(parents: readonly number[]): { readonly roots: Int32Array; readonly ends: Int32Array } {
  const roots = new Int32Array(parents.length);
  const ends = new Int32Array(parents.length);
  for (const [node, parent] of parents.entries()) roots[node] = parent < 0 ? node : (roots[parent] as number);
  for (let node = parents.length - 1; node >= 0; node--) {
    const parent = parents[node] as number;
    ends[node] = Math.max(ends[node] as number, node + 1);
    if (parent >= 0) ends[parent] = Math.max(ends[parent] as number, ends[node] as number);
  }
  return { roots, ends };
}
