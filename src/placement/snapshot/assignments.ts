import type { TopologyAssignment, TopologyDomainAssignment } from '../../model/index.ts';
import { assignmentLevels, assignmentValues, type DomainTree, findLeaf } from './domain-tree.ts';
import type { FlavorSnapshot } from './flavor-snapshot.ts';

/** The leaves of a search as an assignment, in path order; leaves without pods are left out (kueue-tas §9.8). */
export function toAssignment(
  domains: DomainTree,
  leaves: readonly { readonly leaf: number; readonly count: number }[],
): TopologyAssignment {
  return {
    levels: assignmentLevels(domains),
    domains: leaves
      .filter(({ count }) => count > 0)
      .map(({ leaf, count }) => ({ values: assignmentValues(domains, leaf), count })),
  };
}

/** The first domain of an assignment that has no leaf (any more); undefined when all are there. */
export function staleDomain(
  snapshot: FlavorSnapshot,
  assignment: TopologyAssignment,
): TopologyDomainAssignment | undefined {
  return assignment.domains.find(({ values }) => {
    const leaf = findLeaf(snapshot.domains, values);
    return leaf === undefined || !snapshot.isPresent(leaf);
  });
}

/** Two assignments as one: in path order, counts of the same domain added (kueue-tas §12). */
export function mergeAssignments(
  domains: DomainTree,
  a: TopologyAssignment,
  b: TopologyAssignment,
): TopologyAssignment {
  const counts = new Map<number, number>();
  for (const { values, count } of [...a.domains, ...b.domains]) {
    const leaf = findLeaf(domains, values) as number;
    counts.set(leaf, (counts.get(leaf) ?? 0) + count);
  }
  const leaves = [...counts].map(([leaf, count]) => ({ leaf, count })).sort((x, y) => x.leaf - y.leaf);
  return toAssignment(domains, leaves);
}

/** The first `count` pods of an assignment; what is over is cut from its end (kueue-tas §13). */
export function truncateAssignment(assignment: TopologyAssignment, count: number): TopologyAssignment {
  const domains: TopologyDomainAssignment[] = [];
  let rest = count;
  for (const domain of assignment.domains) {
    if (rest <= 0) break;
    domains.push({ values: domain.values, count: Math.min(domain.count, rest) });
    rest -= domain.count;
  }
  return { levels: assignment.levels, domains };
}

/** Pods of an assignment. */
export function podCount(assignment: TopologyAssignment): number {
  return assignment.domains.reduce((sum, { count }) => sum + count, 0);
}
