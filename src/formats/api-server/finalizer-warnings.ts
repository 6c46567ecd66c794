import { compareStrings } from '../../base/index.ts';

const STANDARD_FINALIZERS: ReadonlySet<string> = new Set(['orphan', 'foregroundDeletion', 'kubernetes']);

/** What the API server advises about finalizers that it takes: to write a domain before the name. */
export function finalizerWarnings(finalizers: readonly string[]): string[] {
  return [...new Set(finalizers)].toSorted(compareStrings).flatMap((finalizer) => {
    if (finalizer.includes('/') || STANDARD_FINALIZERS.has(finalizer)) return [];
    const hint = finalizer.includes('.') ? ' including a path (/)' : '';
    const advice = `prefer a domain-qualified finalizer name${hint} to avoid accidental conflicts with other finalizer writers`;
    return [`metadata.finalizers: "${finalizer}": ${advice}`];
  });
}
