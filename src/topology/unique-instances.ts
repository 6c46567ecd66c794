import type { Instance } from '../model/index.ts';

/** Instances without repetitions: of several with one id the first counts. In the order given. */
export function uniqueInstances(instances: readonly Instance[]): Instance[] {
  const byId = new Map<string, Instance>();
  for (const instance of instances) if (!byId.has(instance.id)) byId.set(instance.id, instance);
  return [...byId.values()];
}
