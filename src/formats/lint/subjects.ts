import { shown } from '../path.ts';
import type { LintJob, LintPodSet } from './lint-jobs.ts';

/** `pod set "main"`, as sentences name it. */
export function podSetText({ name }: Pick<LintPodSet, 'name'>): string {
  return `pod set ${shown(name)}`;
}

/** `Job "train"`. */
export function jobText({ kind, name }: Pick<LintJob, 'kind' | 'name'>): string {
  return `${kind} ${shown(name)}`;
}

/** `1 pod`, `4 pods`. */
export function counted(count: number | bigint, what: string): string {
  return `${count} ${what}${count === 1 || count === 1n ? '' : 's'}`;
}
