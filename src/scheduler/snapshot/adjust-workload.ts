import { adjustPodSpec, type ResourceDefaults, type Workload } from '../../model/index.ts';

/**
 * A workload with its pod templates as they are counted: what LimitRanges of its namespace and RuntimeClasses add. Kueue
 * does this whenever a workload enters its queues or its cache, and leaves the object as it is.
 * @param defaults LimitRanges of all namespaces
 * @see kueue-quota §4.1
 */
export function adjustWorkload(workload: Workload, defaults: ResourceDefaults): Workload {
  const { namespace = '' } = workload;
  const limitRanges = defaults.limitRanges.filter((range) => (range.namespace ?? '') === namespace);
  const ofNamespace = { ...defaults, limitRanges };
  return {
    ...workload,
    podSets: workload.podSets.map((podSet) => {
      const { template } = podSet;
      return { ...podSet, template: { ...template, spec: adjustPodSpec(template.spec ?? {}, ofNamespace) } };
    }),
  };
}
