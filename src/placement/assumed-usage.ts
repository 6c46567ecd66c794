import type { ResourceAmounts, TopologyAssignment } from '../model/index.ts';
import { type DomainTree, findLeaf } from './domain-tree.ts';

/**
 * What the pod sets placed so far would take, by domain id: the pod sets of one workload, and its flavors over the same
 * hosts, must not be given the same room twice (kueue-tas §8).
 */
export class AssumedUsage {
  readonly #byId = new Map<string, Map<string, bigint>>();

  add(assignment: TopologyAssignment, requests: ResourceAmounts): void {
    for (const { values, count } of assignment.domains) {
      const id = values.join(',');
      const taken = this.#byId.get(id) ?? new Map<string, bigint>();
      for (const [resource, amount] of requests) addAmount(taken, resource, amount * BigInt(count));
      addAmount(taken, 'pods', BigInt(count));
      this.#byId.set(id, taken);
    }
  }

  /** The same by leaf number; domains without a leaf there are left out. */
  atLeaves(domains: DomainTree): ReadonlyMap<number, ResourceAmounts> {
    const byLeaf = new Map<number, ResourceAmounts>();
    for (const [id, taken] of this.#byId) {
      const leaf = findLeaf(domains, [id]);
      if (leaf !== undefined) byLeaf.set(leaf, taken);
    }
    return byLeaf;
  }
}

function addAmount(target: Map<string, bigint>, resource: string, amount: bigint): void {
  target.set(resource, (target.get(resource) ?? 0n) + amount);
}
