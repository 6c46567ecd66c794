import type { FlavoredPlacement } from '../src/placement/index.ts';
import { BENCH_ANSWERS } from './bench-cluster.ts';

/** Kueue's own answers on this cluster: a benchmark of another cluster would compare nothing. */
export function assertAnswer(name: string, nodes: number, placement: FlavoredPlacement): void {
  const answers = BENCH_ANSWERS[name];
  const expected = answers?.[nodes] ?? answers?.[0];
  const actual = describe(placement);
  if (actual !== expected) throw new Error(`${name} at ${nodes} nodes: ${actual}, Kueue says ${expected}`);
}

function describe(placement: FlavoredPlacement): string {
  if (placement.state === 'rejected') return placement.message;
  const { domains } = placement.assignment;
  const [first, last] = [domains[0], domains.at(-1)];
  return `${domains.length} domains, first [${first?.values}]×${first?.count}, last [${last?.values}]×${last?.count}`;
}
