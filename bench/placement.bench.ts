import { resolveFeatureGates } from '../src/model/index.ts';
import {
  buildSnapshots,
  type FlavoredPlacement,
  type FlavorSnapshots,
  type PodSetRequest,
  placeWorkload,
  type Rejection,
} from '../src/placement/index.ts';
import { type FoundLeaves, searchAfresh } from '../src/placement/kueue/search-placement.ts';
import { planSearch, type SearchPlan } from '../src/placement/kueue/search-plan.ts';
import type { FlavorSnapshot } from '../src/placement/snapshot/flavor-snapshot.ts';
import { assertAnswer } from './assert-answer.ts';
import { BENCH_REQUESTS, benchCluster, benchUsage, FURTHER_REQUESTS } from './bench-cluster.ts';
import { crowdedCases } from './crowded-cases.ts';
import type { BenchCase, BenchSuite } from './harness.ts';

const SIZES = [640, 2_500, 10_240, 40_960];
const GATES = resolveFeatureGates();
/** Nodes that gain or lose a pod before each request of the steady state. */
const CHANGED_NODES = 8;

/** A cluster of Kueue's benchmark, ready to be asked. */
interface Subject {
  readonly nodes: number;
  readonly snapshots: FlavorSnapshots;
  readonly rebuild: () => FlavorSnapshots;
}

/**
 * What does one placement cost in a steady state, for the first time, and done the plain way; and what the snapshot?
 *
 * The sizes of one request follow each other: on a shared machine minutes apart can't be compared.
 */
export const placementSuite: BenchSuite = {
  name: 'placement',
  *cases() {
    const subjects = SIZES.map(subjectOf);
    for (const { name, request } of BENCH_REQUESTS) {
      for (const subject of subjects) yield* steadyCase(subject, name, request);
    }
    for (const { name, group } of FURTHER_REQUESTS) {
      for (const subject of subjects) yield* furtherCase(subject, name, group);
    }
    yield* crowdedCases(GATES);
    const [{ request }] = BENCH_REQUESTS as [(typeof BENCH_REQUESTS)[number]];
    for (const { snapshots, nodes } of subjects) {
      yield { name: 'new-shape', nodes, run: newShapes(snapshots, request) };
    }
    for (const { rebuild, nodes } of subjects) yield { name: 'build-snapshot', nodes, run: rebuild };
  },
};

function subjectOf(nodes: number): Subject {
  const cluster = benchCluster(nodes);
  const usage = benchUsage(nodes);
  const rebuild = (): FlavorSnapshots => buildSnapshots(cluster, GATES, usage);
  return { nodes, snapshots: rebuild(), rebuild };
}

/** A request that Kueue was timed on; its answer must be Kueue's. */
function* steadyCase({ nodes, snapshots }: Subject, name: string, request: PodSetRequest): Generator<BenchCase> {
  const snapshot = snapshots.get('tas') as FlavorSnapshot;
  const requests = new Map([['tas', [request]]]);
  const place = (): FlavoredPlacement[] => placeWorkload(snapshots, requests, { gates: GATES });
  assertAnswer(name, nodes, place()[0] as FlavoredPlacement);
  const change = changing(snapshot, request, nodes);
  const run = (): FlavoredPlacement[] => {
    change();
    return place();
  };
  yield { name, nodes, run, plain: () => placeAfresh(snapshot, request, undefined), fields: { request: name } };
  snapshot.rollback(1);
}

/** A request that Kueue was not timed on: its answer is held against the plain search. */
function* furtherCase(
  { nodes, snapshots }: Subject,
  name: string,
  group: readonly PodSetRequest[],
): Generator<BenchCase> {
  const snapshot = snapshots.get('tas') as FlavorSnapshot;
  const [workers, leader] = group as [PodSetRequest, PodSetRequest | undefined];
  const requests = new Map([['tas', group]]);
  const plain = (): FoundLeaves | Rejection => placeAfresh(snapshot, workers, leader);
  const [placement] = placeWorkload(snapshots, requests, { gates: GATES });
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
    return placeWorkload(snapshots, requests, { gates: GATES });
  };
  yield { name, nodes, run, plain, fields: { request: name } };
  snapshot.rollback(1);
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
): FoundLeaves | Rejection {
  const plan = planSearch(workers, leader === undefined ? 0 : 1, snapshot, GATES) as SearchPlan;
  return searchAfresh(snapshot, plan, { workers, leader, gates: GATES, isSimulatedEmpty: false, assumed: new Map() });
}

/** A request that differs from all before in what one pod takes. */
function newShapes(snapshots: FlavorSnapshots, request: PodSetRequest): () => unknown {
  let cpu = 8000n;
  return () => {
    cpu++;
    const requests = new Map([...request.requests, ['cpu', cpu] as const]);
    return placeWorkload(snapshots, new Map([['tas', [{ ...request, requests }]]]), { gates: GATES });
  };
}
