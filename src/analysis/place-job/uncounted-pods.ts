import { type Cluster, isTopologyPod, type Pod, WORKLOAD_ANNOTATION } from '../../model/index.ts';
import { isFinished } from '../../placement/index.ts';

/**
 * Pods that hold room which nobody counts: placed by topology, so that their Workload stands for them (kueue-tas §4.3),
 * and no such Workload is in the cluster. In the order given.
 *
 * An object without a namespace counts as in `default`.
 */
export function uncountedPods({ pods, workloads }: Cluster): Pod[] {
  const admitted = workloads.filter(({ admission }) => admission !== undefined);
  const known = new Set(admitted.map(({ name, namespace }) => qualified(name, namespace)));
  return pods.filter((pod) => {
    if (!pod.spec?.nodeName || isFinished(pod) || !isTopologyPod(pod.annotations)) return false;
    const workload = pod.annotations?.[WORKLOAD_ANNOTATION];
    return workload === undefined || !known.has(qualified(workload, pod.namespace));
  });
}

function qualified(name: string, namespace = 'default'): string {
  return `${namespace}/${name}`;
}
