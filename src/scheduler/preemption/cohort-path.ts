import type { CohortForest } from '../../quota/index.ts';

/**
 * Where a ClusterQueue stands, from the top cohort down, as messages say it: `/TOP/PARENT/QUEUE`.
 * @see kueue-quota §10.8
 */
export function cohortPath({ parents, names }: CohortForest, queue: number): string {
  const path: string[] = [];
  for (let node = queue; node >= 0; node = parents[node] as number) path.push(names[node] as string);
  return `/${path.reverse().join('/')}`;
}
