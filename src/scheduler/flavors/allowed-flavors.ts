import type { FeatureGates, Workload } from '../../model/index.ts';

const ALLOWED_FLAVORS_ANNOTATION = 'kueue.x-k8s.io/workload-allowed-resource-flavors';

/**
 * May a workload use this flavor? With gate `ConcurrentAdmission` an annotation names those that it may; without the
 * annotation it may use all.
 * @see kueue-quota §8.6, §13.2
 */
export function isAllowedFlavor({ annotations = {} }: Workload, flavor: string, gates: FeatureGates): boolean {
  if (!gates.ConcurrentAdmission || !Object.hasOwn(annotations, ALLOWED_FLAVORS_ANNOTATION)) return true;
  const names = (annotations[ALLOWED_FLAVORS_ANNOTATION] as string).split(',');
  return names.some((name) => name.trim() === flavor);
}
