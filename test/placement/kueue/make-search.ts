import { type Cluster, resolveFeatureGates } from '../../../src/model/index.ts';
import { countLeaves } from '../../../src/placement/kueue/leaf-capacities.ts';
import { rollUp } from '../../../src/placement/kueue/roll-up.ts';
import type { Search } from '../../../src/placement/kueue/search.ts';
import { planSearch } from '../../../src/placement/kueue/search-plan.ts';
import { SearchState } from '../../../src/placement/kueue/search-state.ts';
import type { PodSetRequest } from '../../../src/placement/placement-request.ts';
import { pathOf } from '../../../src/topology/index.ts';
import { ask, snapshotOf } from '../make-cluster.ts';

/** A search whose first phase is done. */
export function searchOf(
  cluster: Cluster | string,
  request: PodSetRequest | string,
  { leaderCpu, ...gates }: { readonly leaderCpu?: number } & Readonly<Record<string, boolean | number>> = {},
): Search {
  const snapshot = snapshotOf(cluster);
  const workers = typeof request === 'string' ? ask(request) : request;
  const isOn = Object.fromEntries(Object.entries(gates).map(([gate, value]) => [gate, value === true]));
  const plan = planSearch(workers, leaderCpu === undefined ? 0 : 1, snapshot, resolveFeatureGates(isOn));
  if ('reason' in plan) throw new Error(plan.message);
  const state = new SearchState(snapshot.domains.tree.size);
  const question = {
    workers: workers.requests,
    leader: leaderCpu === undefined ? undefined : new Map([['cpu', BigInt(leaderCpu * 1000)]]),
    isSimulatedEmpty: false,
    assumed: new Map(),
    requiredDomain: undefined,
    isScoreForgotten: false,
  };
  const exclusions = countLeaves(snapshot, plan, question, state);
  rollUp(snapshot.domains.tree, state, plan);
  return { snapshot, plan, state, exclusions };
}

/** Tree index of a path such as `b1/r1`. */
export function domainAt({ snapshot }: Search, path: string): number {
  const { tree } = snapshot.domains;
  const index = tree.label.findIndex((_, d) => pathOf(tree, d).join('/') === path);
  if (index < 0) throw new Error(`no domain ${path}`);
  return index;
}

/** Paths of domains, as `b1/r1 b1/r2`. */
export function pathsOf({ snapshot }: Search, domains: readonly number[]): string {
  return domains.map((d) => pathOf(snapshot.domains.tree, d).join('/')).join(' ');
}

/** What a search knows of a domain: `pods/with leader, slices/with leader, leaders`. */
export function countsOf({ state }: Search, d: number): string {
  const { pods, podsWithLeader, slices, slicesWithLeader, leaders } = state;
  return `${pods[d]}/${podsWithLeader[d]}, ${slices[d]}/${slicesWithLeader[d]}, ${leaders[d]}`;
}
