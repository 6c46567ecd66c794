import { resolveFeatureGates } from '../src/model/index.ts';
import { buildSnapshots, type FlavoredPlacement, placeWorkload } from '../src/placement/index.ts';
import { BENCH_ANSWERS, BENCH_REQUESTS, benchCluster, benchUsage } from './bench-cluster.ts';
import type { BenchSuite } from './harness.ts';

const SIZES = [640, 2_500, 10_240, 40_960];

/** What does one placement cost on a ready snapshot, and what the snapshot? */
export const placementSuite: BenchSuite = {
  name: 'placement',
  *cases() {
    const gates = resolveFeatureGates();
    for (const nodes of SIZES) {
      const cluster = benchCluster(nodes);
      const usage = benchUsage(nodes);
      const snapshots = buildSnapshots(cluster, gates, usage);
      for (const { name, request } of BENCH_REQUESTS) {
        const requests = new Map([['tas', [request]]]);
        const run = (): FlavoredPlacement[] => placeWorkload(snapshots, requests, { gates });
        assertAnswer(name, nodes, run()[0] as FlavoredPlacement);
        yield { name, nodes, run };
      }
      yield { name: 'build-snapshot', nodes, run: () => buildSnapshots(cluster, gates, usage) };
    }
  },
};

/** Kueue's own answers on this cluster: a benchmark of another cluster would compare nothing. */
function assertAnswer(name: string, nodes: number, placement: FlavoredPlacement): void {
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
