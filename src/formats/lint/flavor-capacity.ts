import { type ClusterQueue, hasFlavorLabels } from '../../model/index.ts';
import { type Amount, quotaAmount } from '../../quota/index.ts';
import type { LocatedObject } from '../located-object.ts';
import { type Path, shown } from '../path.ts';
import type { LintContext } from './lint-context.ts';
import { placedQuotas } from './quota-places.ts';

/** Everything that is owned of one resource in one flavor. */
export interface FlavorQuotas {
  readonly flavor: string;
  readonly resource: string;
  readonly quotas: readonly OwnedQuota[];
}

/** What one queue or cohort owns, and where that is written. */
interface OwnedQuota {
  /** `ClusterQueue "team-a"`. */
  readonly owner: string;
  readonly amount: Amount;
  readonly object: LocatedObject;
  readonly path: Path;
}

/** What the nodes of a flavor let pods use of one resource. */
export interface Capacity {
  readonly nodeCount: number;
  readonly amount: bigint;
}

/** All nominal quotas above zero by flavor and resource; none where no nodes are given to hold them against. */
export function flavorQuotas({ inputs, objects, cluster }: LintContext): FlavorQuotas[] {
  const groups = new Map<string, FlavorQuotas & { readonly quotas: OwnedQuota[] }>();
  const collect = (kind: string, { name, resourceGroups }: Pick<ClusterQueue, 'name' | 'resourceGroups'>): void => {
    const object = objects.find(kind, name);
    if (object === undefined) return;
    for (const { flavor, name: resource, nominalQuota, path } of placedQuotas(resourceGroups)) {
      const amount = quotaAmount(resource, nominalQuota);
      if (amount <= 0) continue;
      const key = `${flavor} ${resource}`;
      const group = groups.get(key) ?? { flavor, resource, quotas: [] };
      groups.set(key, group);
      group.quotas.push({ owner: `${kind} ${shown(name)}`, amount, object, path });
    }
  };
  if (cluster === undefined) return [];
  for (const queue of inputs.clusterQueues) collect('ClusterQueue', queue);
  for (const cohort of inputs.cohorts) collect('Cohort', cohort);
  return [...groups.values()];
}

/** Undefined where it is not known: no nodes of the flavor are given, or the resource is one that only the configuration knows. */
export function capacityOf(
  flavorName: string,
  resource: string,
  { inputs, cluster, config }: LintContext,
): Capacity | undefined {
  const flavor = inputs.resourceFlavors.find(({ name }) => name === flavorName);
  const outputs = (config.resources?.transformations ?? []).flatMap(({ outputs }) => Object.keys(outputs));
  if (cluster === undefined || flavor === undefined || outputs.includes(resource)) return undefined;
  let [nodeCount, amount] = [0, 0n];
  for (const [index, node] of cluster.nodes.entries()) {
    if (!hasFlavorLabels(node, flavor)) continue;
    nodeCount++;
    amount += cluster.allocatable[index]?.get(resource) ?? 0n;
  }
  return nodeCount === 0 ? undefined : { nodeCount, amount };
}
