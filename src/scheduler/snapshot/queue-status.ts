import { compareStrings, goQuote } from '../../base/index.ts';
import type { AdmissionCheck, ClusterQueue, FeatureGates, ResourceFlavor } from '../../model/index.ts';
import { flavorNames, flavorsOfChecks, MULTIKUEUE_CONTROLLER, PROVISIONING_CONTROLLER } from './queue-checks.ts';

/** Why a ClusterQueue takes no workloads; closed. Where several hold, the first of this order is told. */
export type InactiveReason =
  | 'Stopped'
  | 'FlavorNotFound'
  | 'AdmissionCheckNotFound'
  | 'AdmissionCheckInactive'
  | 'MultipleMultiKueueAdmissionChecks'
  | 'MultiKueueAdmissionCheckAppliedPerFlavor'
  | 'MultiKueueWithProvisioningRequest'
  | 'TopologyNotFound'
  /** Its cohorts lead into a cycle. Kueue still calls it active, but schedules nothing from it (kueue-quota §6.1). */
  | 'CohortCycle';

/** Does a ClusterQueue take workloads? The message is that of its condition `Active`. */
export type QueueStatus =
  | { readonly state: 'active' }
  | { readonly state: 'inactive'; readonly reason: InactiveReason; readonly message: string };

/** What a queue refers to. */
export interface QueueReferences {
  readonly gates: FeatureGates;
  readonly resourceFlavors: ReadonlyMap<string, ResourceFlavor>;
  readonly admissionChecks: ReadonlyMap<string, AdmissionCheck>;
  /** Is there what is needed to place pods in this flavor? */
  hasTopology(flavor: string): boolean;
}

type Obstacle = readonly [reason: InactiveReason, text: string];

/**
 * Whether a queue may take workloads, by what it names. An inactive queue lends and borrows all the same.
 * @see kueue-quota §6.8
 */
export function queueStatus(queue: ClusterQueue, references: QueueReferences): QueueStatus {
  const obstacles: readonly Obstacle[] = [
    ...(queue.stopPolicy === 'None' ? [] : [['Stopped', 'is stopped'] as const]),
    ...missingFlavors(queue, references),
    ...checkObstacles(queue, references),
    ...missingTopologies(queue, references),
  ];
  const [first] = obstacles;
  if (first === undefined) return { state: 'active' };
  const message = `Can't admit new workloads: ${obstacles.map(([, text]) => text).join(', ')}.`;
  return { state: 'inactive', reason: first[0], message };
}

function missingFlavors(queue: ClusterQueue, { resourceFlavors }: QueueReferences): Obstacle[] {
  const missing = flavorNames(queue).filter((name) => !resourceFlavors.has(name));
  return listed(missing, 'FlavorNotFound', (names) => `references missing ResourceFlavor(s): ${names}`);
}

function checkObstacles(queue: ClusterQueue, { admissionChecks }: QueueReferences): Obstacle[] {
  const flavorsOfCheck = flavorsOfChecks(queue);
  const names = [...flavorsOfCheck.keys()].sort(compareStrings);
  const controlledBy = (controller: string): string[] =>
    names.filter((name) => admissionChecks.get(name)?.controllerName === controller);
  const missing = names.filter((name) => !admissionChecks.has(name));
  const inactive = names.filter((name) => admissionChecks.has(name) && admissionChecks.get(name)?.isActive !== true);
  const multiKueue = controlledBy(MULTIKUEUE_CONTROLLER);
  const provisioning = controlledBy(PROVISIONING_CONTROLLER);
  const all = new Set(flavorNames(queue));
  const perFlavor = multiKueue.filter((name) => !isSameSet(all, flavorsOfCheck.get(name) ?? new Set()));
  return [
    ...listed(missing, 'AdmissionCheckNotFound', (found) => `references missing AdmissionCheck(s): ${found}`),
    ...listed(inactive, 'AdmissionCheckInactive', (found) => `references inactive AdmissionCheck(s): ${found}`),
    ...listed(multiKueue.length > 1 ? multiKueue : [], 'MultipleMultiKueueAdmissionChecks', (found) => {
      return `Cannot use multiple MultiKueue AdmissionChecks on the same ClusterQueue, found: ${found}`;
    }),
    ...listed(perFlavor, 'MultiKueueAdmissionCheckAppliedPerFlavor', (found) => {
      return `Cannot specify MultiKueue AdmissionCheck per flavor, found: ${found}`;
    }),
    ...listed(provisioning.length > 0 ? multiKueue : [], 'MultiKueueWithProvisioningRequest', (found) => {
      const both = `${found}, ${provisioning.join(',')}`;
      return `Cannot use both MultiKueue and ProvisioningRequest AdmissionChecks together, found: ${both}`;
    }),
  ];
}

/** A MultiKueue manager needs no topology: its workers have it. */
function missingTopologies(queue: ClusterQueue, references: QueueReferences): Obstacle[] {
  const { gates, resourceFlavors, admissionChecks } = references;
  const isManager = [...flavorsOfChecks(queue).keys()].some(
    (name) => admissionChecks.get(name)?.controllerName === MULTIKUEUE_CONTROLLER,
  );
  if (!gates.TopologyAwareScheduling || isManager) return [];
  return [...new Set(flavorNames(queue))].sort(compareStrings).flatMap((flavor) => {
    const topology = resourceFlavors.get(flavor)?.topologyName;
    if (topology === undefined || references.hasTopology(flavor)) return [];
    const text = `there is no Topology ${goQuote(topology)} for TAS flavor ${goQuote(flavor)}`;
    return [['TopologyNotFound', text] as const];
  });
}

function listed(names: readonly string[], reason: InactiveReason, text: (names: string) => string): Obstacle[] {
  return names.length === 0 ? [] : [[reason, text(names.join(','))]];
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
