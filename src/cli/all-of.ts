import { InputError, type Problem } from '../base/index.ts';

/**
 * Waits for all of them, so that the problems of every file are told at once.
 *
 * @throws InputError with the problems of all, or the first other error
 */
export async function allOf<T extends readonly unknown[]>(
  readings: {
    readonly [K in keyof T]: Promise<T[K]>;
  },
): Promise<T> {
  const settled = await Promise.allSettled(readings);
  const errors = settled.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
  const problems: Problem[] = [];
  for (const error of errors) {
    if (!(error instanceof InputError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.length > 0) throw new InputError(problems);
  return settled.map((one) => (one.status === 'fulfilled' ? one.value : undefined)) as unknown as T;
}
