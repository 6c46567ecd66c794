import type { PlacedPodSet } from '../analysis/index.ts';
import { textTable } from './text-table.ts';

const HEADER = ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES'];

/**
 * The pods of a placed job as `kubectl get pods -o wide` shows them just after they were bound.
 *
 * Pods are numbered in rank order. `name-INDEX` where the job has one pod set called `main`, else `name-PODSET-INDEX`.
 */
export function podsTable(jobName: string, podSets: readonly PlacedPodSet[]): string {
  const rows = podSets.flatMap((podSet) => {
    const prefix = podSets.length === 1 && podSet.name === 'main' ? jobName : `${jobName}-${podSet.name}`;
    const nodes = podSet.nodes.flatMap(({ node, count }) => Array.from({ length: count }, () => node));
    return nodes.map((node, index) => podRow(`${prefix}-${index}`, node));
  });
  return textTable([HEADER, ...rows]);
}

function podRow(name: string, node: string): string[] {
  return [name, '1/1', 'Running', '0', '0s', '<none>', node, '<none>', '<none>'];
}
