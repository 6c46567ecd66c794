import { randomStream } from '../src/base/index.ts';
import { resolveFeatureGates } from '../src/model/index.ts';
import {
  buildSnapshots,
  type FlavoredPlacement,
  type FlavorSnapshot,
  hopOptimalRule,
  hopRegrets,
  kueueRule,
  type PlacementRule,
  type PodSetRequest,
  placeWorkload,
  type TopologyUsage,
} from '../src/placement/index.ts';
import { benchCluster } from './bench-cluster.ts';
import type { BenchSuite } from './harness.ts';

const SIZES = [640, 2_560, 10_240, 40_960];
const PODS = [8, 64, 512];
const GATES = resolveFeatureGates();
const POD: PodSetRequest['requests'] = new Map([
  ['cpu', 8000n],
  ['nvidia.com/gpu', 1n],
]);

/**
 * Hops of the best place on the idle cluster, by hand: whole nodes of 8 (h of them), whole racks of 16 (r). A link above a
 * node is crossed by 8 × (pods − 8) pairs, one above a rack by 128 × (pods − 128); the rest by none.
 */
const IDLE_TOTAL: Readonly<Record<number, number>> = {
  8: 0,
  64: 8 * 8 * 56,
  512: 64 * 8 * 504 + 4 * 128 * 384,
};

/** What does the placement with least hops cost: on an idle cluster, and on one where no two racks are alike? */
export const hopOptimalSuite: BenchSuite = {
  name: 'hop-optimal',
  *cases() {
    for (const nodes of SIZES) {
      for (const state of ['idle', 'scattered']) {
        const usage = state === 'idle' ? [] : scatteredUsage(nodes);
        const snapshots = buildSnapshots(benchCluster(nodes), GATES, usage);
        const snapshot = snapshots.get('tas') as FlavorSnapshot;
        for (const pods of PODS) {
          const request = {
            podSet: 'main',
            count: pods,
            requests: POD,
            topologyRequest: { preferred: 'cloud.com/topology-rack' },
          };
          const place = (rule: PlacementRule): FlavoredPlacement[] =>
            placeWorkload(snapshots, new Map([['tas', [request]]]), { gates: GATES, rule });
          const kueueRatio = checkedRatio(snapshot, request, place, state === 'idle' ? IDLE_TOTAL[pods] : undefined);
          const name = `${state}-${pods}`;
          yield { name, nodes, run: () => place(hopOptimalRule()), fields: { pods, kueueRatio } };
        }
      }
    }
  },
};

/** Kueue's hops by the least, after a look at whether the least is what it should be. */
function checkedRatio(
  snapshot: FlavorSnapshot,
  request: PodSetRequest,
  place: (rule: PlacementRule) => FlavoredPlacement[],
  expected: number | undefined,
): number {
  const context = { gates: GATES, isSimulatedEmpty: false };
  const [own] = hopRegrets(snapshot, [request], place(hopOptimalRule()), context);
  const [kueue] = hopRegrets(snapshot, [request], place(kueueRule()), context);
  if (own?.regret !== 0 || kueue === undefined || (kueue.regret ?? 0) < 0) throw new Error('not the least hops');
  if (expected !== undefined && own.actual.total !== expected) {
    throw new Error(`${own.actual.total} hops, expected ${expected}`);
  }
  return own.actual.total === 0 ? 1 : kueue.actual.total / own.actual.total;
}

/** 0 to 8 GPUs of every node are taken. */
function scatteredUsage(nodeCount: number): TopologyUsage[] {
  const stream = randomStream(1, 'bench-usage');
  return Array.from({ length: nodeCount }, (_, i) => ({
    flavor: 'tas',
    values: [`node-${String(i).padStart(5, '0')}`],
    count: stream.integer(0, 8),
    requests: POD,
  })).filter(({ count }) => count > 0);
}
