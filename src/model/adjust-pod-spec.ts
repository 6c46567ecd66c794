import type { LimitRange, LimitRangeItem } from './limit-range.ts';
import { mergeResources, summarizeLimitRanges } from './limit-range-summary.ts';
import type { PodSpec } from './pod.ts';
import type { RuntimeClass } from './runtime-class.ts';

/** What a namespace and the cluster add to the resources that pods name. */
export interface ResourceDefaults {
  /** Those of the pod's namespace. */
  readonly limitRanges: readonly LimitRange[];
  readonly runtimeClasses: readonly RuntimeClass[];
}

/** Of LimitRanges of all namespaces those of one; objects without a namespace are in `default`. */
export function defaultsOfNamespace(defaults: ResourceDefaults, name = 'default'): ResourceDefaults {
  const limitRanges = defaults.limitRanges.filter(({ namespace = 'default' }) => namespace === name);
  return { limitRanges, runtimeClasses: defaults.runtimeClasses };
}

/** `resources` of a container or, at pod level, of a pod. */
type Resources = NonNullable<PodSpec['resources']>;

/**
 * A pod's spec with the resources that it will be counted with: the overhead of its RuntimeClass if it names none (a
 * class that is missing adds nothing), then the defaults of LimitRanges, then limits for requests that are missing.
 *
 * Kueue keeps the manifest as it was and does this anew each time a workload enters a queue.
 * @see kueue-quota §4.1, manifests fact 36
 */
export function adjustPodSpec(spec: PodSpec, { limitRanges, runtimeClasses }: ResourceDefaults): PodSpec {
  const summary = summarizeLimitRanges(limitRanges);
  const ofContainer = (resources: Resources | undefined) => withDefaults(resources, summary.get('Container'));
  const { initContainers, containers, resources, overhead } = spec;
  const classOverhead = runtimeClasses.find(({ name }) => name === spec.runtimeClassName)?.overhead;
  const isOverheadGiven = overhead !== undefined && Object.keys(overhead).length > 0;
  return {
    ...spec,
    ...(isOverheadGiven || classOverhead === undefined ? {} : { overhead: classOverhead }),
    ...(initContainers && { initContainers: adjustContainers(initContainers, ofContainer) }),
    ...(containers && { containers: adjustContainers(containers, ofContainer) }),
    ...(resources && { resources: withDefaults(resources, summary.get('Pod')) }),
  };
}

function adjustContainers<C extends { readonly resources?: Resources }>(
  containers: readonly C[],
  adjust: (resources: Resources | undefined) => Resources,
): C[] {
  return containers.map((container) => ({ ...container, resources: adjust(container.resources) }));
}

/** Limits first, because a default limit is a request too. */
function withDefaults(resources: Resources = {}, item?: LimitRangeItem): Resources {
  const limits = mergeResources(resources.limits, item?.default);
  const requests = mergeResources(mergeResources(resources.requests, item?.defaultRequest), limits);
  return { limits, requests };
}
