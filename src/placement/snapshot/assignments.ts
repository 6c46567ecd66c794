import type { TopologyAssignment, TopologyDomainAssignment } from '../../model/index.ts';
import { assignmentLevels, assignmentValues, type DomainTree, findLeaf } from './domain-tree.ts';
import type { FlavorSnapshot } from './flavor-snapshot.ts';

/**
 * Leaves in path order as an assignment; those without pods are left out (kueue-tas §9.8).
 *
 * @param part where a leaf says its pods
 */
export function toAssignment<Part extends string>(
  domains: DomainTree,
  leaves: readonly ({ readonly leaf: number } & Readonly<Record<Part, number>>)[],
  part: Part,
): TopologyAssignment {
  const assigned: TopologyDomainAssignment[] = [];
  for (const leaf of leaves) {
    const count = leaf[part];
    if (count > 0) assigned.push({ values: assignmentValues(domains, leaf.leaf), count });
  }
  return { levels: assignmentLevels(domains), domains: assigned };
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
  return toAssignment(domains, leaves, 'count');
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
