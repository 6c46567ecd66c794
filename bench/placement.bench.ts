import { type FeatureGates, resolveFeatureGates } from '../src/model/index.ts';
import {
  buildSnapshots,
  type FlavoredPlacement,
  type FlavorSnapshots,
  type PodSetRequest,
  placeWorkload,
  type Rejection,
} from '../src/placement/index.ts';
import { type FoundLeaves, searchAfresh } from '../src/placement/kueue/search.ts';
import { planSearch, type SearchPlan } from '../src/placement/kueue/search-plan.ts';
import type { FlavorSnapshot } from '../src/placement/snapshot/flavor-snapshot.ts';
import { BENCH_ANSWERS, BENCH_REQUESTS, benchCluster, benchUsage, FURTHER_REQUESTS } from './bench-cluster.ts';
import type { BenchCase, BenchSuite } from './harness.ts';

const SIZES = [640, 2_500, 10_240, 40_960];
/** Nodes that gain or lose a pod before each request of the steady state. */
const CHANGED_NODES = 8;

/** What does one placement cost in a steady state, for the first time, and done the plain way; and what the snapshot? */
export const placementSuite: BenchSuite = {
  name: 'placement',
  *cases() {
    const gates = resolveFeatureGates();
    for (const nodes of SIZES) {
      const cluster = benchCluster(nodes);
      const usage = benchUsage(nodes);
      const snapshots = buildSnapshots(cluster, gates, usage);
      const snapshot = snapshots.get('tas') as FlavorSnapshot;
      for (const { name, request } of BENCH_REQUESTS) {
        const requests = new Map([['tas', [request]]]);
        const place = (): FlavoredPlacement[] => placeWorkload(snapshots, requests, { gates });
        assertAnswer(name, nodes, place()[0] as FlavoredPlacement);
        const change = changing(snapshot, request, nodes);
        const run = (): FlavoredPlacement[] => {
          change();
          return place();
        };
        yield {
          name,
          nodes,
          run,
          plain: () => placeAfresh(snapshot, request, undefined, gates),
          fields: { request: name },
        };
        snapshot.rollback(1);
      }
      for (const { name, group } of FURTHER_REQUESTS) yield furtherCase(snapshots, name, group, nodes, gates);
      const [{ request }] = BENCH_REQUESTS as [(typeof BENCH_REQUESTS)[number]];
      yield { name: 'new-shape', nodes, run: newShapes(snapshots, request, gates) };
      yield { name: 'build-snapshot', nodes, run: () => buildSnapshots(cluster, gates, usage) };
    }
  },
};

/** A request that Kueue was not timed on: its answer is held against the plain search. */
function furtherCase(
  snapshots: FlavorSnapshots,
  name: string,
  group: readonly PodSetRequest[],
  nodes: number,
  gates: FeatureGates,
): BenchCase {
  const snapshot = snapshots.get('tas') as FlavorSnapshot;
  const [workers, leader] = group as [PodSetRequest, PodSetRequest | undefined];
  const requests = new Map([['tas', group]]);
  const plain = (): FoundLeaves | Rejection => placeAfresh(snapshot, workers, leader, gates);
  const [placement] = placeWorkload(snapshots, requests, { gates });
  const found = plain();
  const isSame =
    placement?.state === 'placed' && found.state === 'found'
      ? sumOf(placement.assignment.domains.map(({ count }) => count)) === sumOf(found.leaves.map(({ pods }) => pods)) &&
        placement.assignment.domains.length === found.leaves.filter(({ pods }) => pods > 0).length
      : placement?.state === found.state;
  if (!isSame) throw new Error(`${name} at ${nodes} nodes: the plain search answers otherwise`);
  const change = changing(snapshot, workers, nodes);
  const run = (): unknown => {
    change();
    return placeWorkload(snapshots, requests, { gates });
  };
  return { name, nodes, run, plain, fields: { request: name } };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, next) => sum + next, 0);
}

/** Charges one pod to some odd nodes, and gives it back the next time: other nodes every two turns. */
function changing(snapshot: FlavorSnapshot, { requests }: PodSetRequest, nodes: number): () => void {
  const odd = Array.from({ length: nodes / 2 }, (_, i) => [`node-${String(2 * i + 1).padStart(5, '0')}`]);
  snapshot.mark();
  let turn = 0;
  return () => {
    const first = (turn >> 1) * CHANGED_NODES;
    for (let i = first; i < first + CHANGED_NODES; i++) {
      const values = odd[(i * 97) % odd.length] as string[];
      if (turn % 2 === 0) snapshot.addUsage(values, requests, 1);
      else snapshot.removeUsage(values, requests, 1);
    }
    turn++;
  };
}

function placeAfresh(
  snapshot: FlavorSnapshot,
  workers: PodSetRequest,
  leader: PodSetRequest | undefined,
  gates: FeatureGates,
): FoundLeaves | Rejection {
  const plan = planSearch(workers, leader === undefined ? 0 : 1, snapshot, gates) as SearchPlan;
  return searchAfresh(snapshot, plan, { workers, leader, gates, isSimulatedEmpty: false, assumed: new Map() });
}

/** A request that differs from all before in what one pod takes. */
function newShapes(snapshots: FlavorSnapshots, request: PodSetRequest, gates: FeatureGates): () => unknown {
  let cpu = 8000n;
  return () => {
    cpu++;
    const requests = new Map([...request.requests, ['cpu', cpu] as const]);
    return placeWorkload(snapshots, new Map([['tas', [{ ...request, requests }]]]), { gates });
  };
}

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
