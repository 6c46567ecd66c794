import type { AdmissionCheck, ClusterQueue, ResourceFlavor, ResourceGroup } from '../../model/index.ts';
import type { CompiledQuota, FlavorResources, HeldFlavorResource } from '../../quota/index.ts';
import { flavorNames, flavorsOfChecks, MULTIKUEUE_CONTROLLER, PROVISIONING_CONTROLLER } from './queue-checks.ts';
import type { QueueFlavor, QueueResourceGroup, SchedulerQueue } from './scheduler-queue.ts';

/** What queues are compiled against. */
export interface QueueCompilation {
  readonly quota: CompiledQuota;
  readonly resourceFlavors: ReadonlyMap<string, ResourceFlavor>;
  readonly admissionChecks: ReadonlyMap<string, AdmissionCheck>;
  /** Is there what is needed to place pods in this flavor? */
  hasTopology(flavor: string): boolean;
}

/**
 * Compiles one ClusterQueue, which must be part of the quota.
 * @see kueue-quota §6.9
 */
export function compileQueue(spec: ClusterQueue, compilation: QueueCompilation): SchedulerQueue {
  const { quota, resourceFlavors, admissionChecks } = compilation;
  const flavors = flavorNames(spec);
  const checks = flavorsOfChecks(spec);
  const flavorsOf = (controller: string): string[] =>
    [...checks].flatMap(([name, on]) => (admissionChecks.get(name)?.controllerName === controller ? [...on] : []));
  const resourceGroups = spec.resourceGroups.map((group, index) =>
    compileGroup(group, index, quota.flavorResources, resourceFlavors),
  );
  return {
    name: spec.name,
    node: quota.forest.queues.get(spec.name) as number,
    spec,
    resourceGroups,
    groupOf: groupsByResource(resourceGroups),
    topologyFlavors: new Set(flavors.filter((flavor) => compilation.hasTopology(flavor))),
    isTopologyOnly: flavors.every((flavor) => resourceFlavors.get(flavor)?.topologyName !== undefined),
    admissionChecks: checks,
    hasMultiKueueCheck: [...checks.keys()].some(
      (name) => admissionChecks.get(name)?.controllerName === MULTIKUEUE_CONTROLLER,
    ),
    provisionedFlavors: new Set(flavorsOf(PROVISIONING_CONTROLLER)),
  };
}

/**
 * Every flavor with every resource that its group covers: what workloads of a queue may come to hold, also where the
 * queue lists no quota for it, which no API server lets through.
 */
export function coveredFlavorResources({ name: clusterQueue, resourceGroups }: ClusterQueue): HeldFlavorResource[] {
  return resourceGroups.flatMap(({ coveredResources, flavors }) =>
    flavors.flatMap(({ name: flavor }) => coveredResources.map((resource) => ({ clusterQueue, flavor, resource }))),
  );
}

function compileGroup(
  { coveredResources, flavors }: ResourceGroup,
  index: number,
  numbers: FlavorResources,
  resourceFlavors: ReadonlyMap<string, ResourceFlavor>,
): QueueResourceGroup {
  const compileFlavor = ({ name }: { readonly name: string }): QueueFlavor => ({
    name,
    spec: resourceFlavors.get(name),
    flavorResources: new Map(
      coveredResources.map((resource) => [resource, numbers.indexOf(name, resource) as number] as const),
    ),
  });
  return { index, coveredResources: new Set(coveredResources), flavors: flavors.map(compileFlavor) };
}

/** Validation lets no resource be in two groups; where nobody validated, the first counts. */
function groupsByResource(groups: readonly QueueResourceGroup[]): ReadonlyMap<string, QueueResourceGroup> {
  const groupOf = new Map<string, QueueResourceGroup>();
  for (const group of groups) {
    for (const resource of group.coveredResources) if (!groupOf.has(resource)) groupOf.set(resource, group);
  }
  return groupOf;
}
