import { isTopologyPod, type Pod } from '../../../model/index.ts';

/**
 * Does this pod take room on its node that no topology assignment stands for?
 *
 * Yes when it is bound, not finished and not placed by topology. A terminating pod counts until its phase is final.
 * @see kueue-tas §4.3
 */
export function countsAsNonTopologyUsage(pod: Pod): boolean {
  return Boolean(pod.spec?.nodeName) && !isFinished(pod) && !isTopologyPod(pod.annotations);
}

/** Has the pod come to its end, well or badly? */
export function isFinished({ phase }: Pod): boolean {
  return phase === 'Failed' || phase === 'Succeeded';
}
