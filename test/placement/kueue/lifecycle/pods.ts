import type { Pod } from '../../../../src/model/index.ts';

const HOST = 'kubernetes.io/hostname';
const POD_SET = 'kueue.x-k8s.io/podset';
const GATE = { name: 'kueue.x-k8s.io/topology' };

/** Labels as Kubernetes' Job and JobSet controllers set them. */
export const INDEX = 'batch.kubernetes.io/job-completion-index';
export const JOB_INDEX = 'jobset.sigs.k8s.io/job-index';

/** A gated pod of pod set `main` with the given labels. */
export function gatedPod(name: string, labels: Record<string, string> = {}, podSet = 'main'): Pod {
  return { name, labels: { [POD_SET]: podSet, ...labels }, phase: 'Pending', spec: { schedulingGates: [GATE] } };
}

/** The same after the gate was taken away: told to run on a host. */
export function ungatedPod(name: string, host: string, labels: Record<string, string> = {}, podSet = 'main'): Pod {
  const pod = gatedPod(name, labels, podSet);
  return { ...pod, phase: 'Running', spec: { nodeSelector: { [HOST]: host }, nodeName: host } };
}
