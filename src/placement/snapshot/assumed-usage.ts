import type { ResourceAmounts, TopologyAssignment } from '../../model/index.ts';
import { type DomainTree, findLeaf } from './domain-tree.ts';

/**
 * What the pod sets placed so far would take: the pod sets of one workload, and its flavors over the same hosts, must not
 * be given the same room twice (kueue-tas §8).
 */
export class AssumedUsage {
  /** Added up only when somebody asks: most workloads have one pod set. */
  readonly #placed: { readonly assignment: TopologyAssignment; readonly requests: ResourceAmounts }[] = [];

  add(assignment: TopologyAssignment, requests: ResourceAmounts): void {
    this.#placed.push({ assignment, requests });
  }

  /** Amounts by leaf number; domains without a leaf there are left out. */
  atLeaves(domains: DomainTree): ReadonlyMap<number, ResourceAmounts> {
    const byLeaf = new Map<number, Map<string, bigint>>();
    for (const { assignment, requests } of this.#placed) {
      for (const { values, count } of assignment.domains) {
        const leaf = findLeaf(domains, values);
        if (leaf === undefined) continue;
        const taken = byLeaf.get(leaf) ?? new Map<string, bigint>();
        for (const [resource, amount] of requests) addAmount(taken, resource, amount * BigInt(count));
        addAmount(taken, 'pods', BigInt(count));
        byLeaf.set(leaf, taken);
      }
    }
    return byLeaf;
  }
}

function addAmount(target: Map<string, bigint>, resource: string, amount: bigint): void {
  target.set(resource, (target.get(resource) ?? 0n) + amount);
}
