import { expect } from 'vitest';
import { type HypCluster, type HyperPodPyTorchJobObject, hypCreate } from '../../../../src/formats/index.ts';

/** The words that every job needs, and these. */
export function commandLine(...words: readonly string[]): string[] {
  return ['create', 'hyp-pytorch-job', '--version', '1.1', '--job-name', 'a', '--image', 'i', ...words];
}

/** The object that these words make; fails the test when they are refused. */
export function created(args: readonly string[], cluster: HypCluster = {}): HyperPodPyTorchJobObject {
  const answer = hypCreate(args, cluster);
  if (answer.state === 'refused') expect.fail(answer.errors.join('\n'));
  return answer.object;
}

/** Exit code and lines of a refusal. */
export function refusal(args: readonly string[], cluster: HypCluster = {}): [exit: number, ...lines: string[]] {
  const answer = hypCreate(args, cluster);
  return answer.state === 'refused' ? [answer.exit, ...answer.errors] : [0, 'created'];
}
