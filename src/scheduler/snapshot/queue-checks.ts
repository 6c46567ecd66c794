import type { ClusterQueue } from '../../model/index.ts';

/** Controllers of admission checks that the scheduler treats differently (kueue-quota §3.7). */
export const MULTIKUEUE_CONTROLLER = 'kueue.x-k8s.io/multikueue';
export const PROVISIONING_CONTROLLER = 'kueue.x-k8s.io/provisioning-request';

/** All flavors of a queue in the order of its groups. */
export function flavorNames({ resourceGroups }: ClusterQueue): string[] {
  return resourceGroups.flatMap(({ flavors }) => flavors.map(({ name }) => name));
}

/** Admission check → flavors of the queue that it is required for: all, if it names none. */
export function flavorsOfChecks(queue: ClusterQueue): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Set(flavorNames(queue));
  return new Map(
    (queue.admissionChecks ?? []).map(({ name, onFlavors = [] }) => [
      name,
      onFlavors.length === 0 ? all : new Set(onFlavors),
    ]),
  );
}
