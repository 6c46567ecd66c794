import { resolveFeatureGates } from '../src/model/index.ts';
import type { PreemptionTarget } from '../src/scheduler/index.ts';
import { naivePlacement } from '../test/reference/naive-placement.ts';
import {
  type NaivePreemption,
  type NaiveTarget,
  type NaiveWorkload,
  naiveTargets,
} from '../test/reference/naive-preemption.ts';
import { frOf, naiveTree } from '../test/reference/naive-quota.ts';
import { benchCluster } from './bench-cluster.ts';
import type { BenchCase, BenchSuite } from './harness.ts';
import {
  asking,
  deepCohorts,
  GPU,
  NOW_MS,
  type PreemptionBench,
  scatteredGangs,
  snapshotOf,
} from './preemption-cluster.ts';

const FAIR = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] as const;
const FR = frOf('tas', GPU);

/** What does it cost to find the victims of one workload: on a large network, and in flat and deep cohorts? */
export const preemptionSuite: BenchSuite = {
  name: 'preemption',
  *cases() {
    for (const [name, queueCount, strategies] of [
      ['own-queue', 1, undefined],
      ['reclaim-20-queues', 20, undefined],
      ['fair-20-queues', 20, FAIR],
      ['fair-700-queues', 700, FAIR],
    ] as const) {
      yield smallCase(`${name}-24`, scatteredGangs(64, 24, Math.min(queueCount, 24), strategies));
      const bench = scatteredGangs(2000, 700, queueCount, strategies);
      // The 16 nodes of a rack are held by 16 gangs.
      yield largeCase(`${name}-700`, bench, 16, { queues: queueCount });
    }
    for (const [name, strategies] of [
      ['cohorts', undefined],
      ['fair-cohorts', FAIR],
    ] as const) {
      for (const depth of [1, 6]) {
        yield smallCase(`${name}-${depth}-deep-20`, deepCohorts(depth, 20, strategies));
        yield largeCase(`${name}-${depth}-deep-1000`, deepCohorts(depth, 1000, strategies), 1, { queues: 1000 });
      }
    }
  },
};

/** Asserted against the plain algorithm, which is timed beside it. */
function smallCase(name: string, bench: PreemptionBench): BenchCase {
  const run = asking(bench, snapshotOf(bench));
  const ask = naiveCase(bench);
  const plain = (): NaiveTarget[] => naiveTargets(ask);
  const [targets, expected] = [run(), plain()].map(shown) as [string, string];
  if (targets !== expected || targets === '') throw new Error(`${name}: ${targets}, expected ${expected}`);
  return { name, nodes: bench.nodeCount, run, plain };
}

/** Asserted by the number of victims, which is known by hand. */
function largeCase(name: string, bench: PreemptionBench, victims: number, fields: BenchCase['fields']): BenchCase {
  const run = asking(bench, snapshotOf(bench));
  const { length } = run();
  if (length !== victims) throw new Error(`${name}: ${length} victims, expected ${victims}`);
  return { name, nodes: bench.nodeCount, run, ...(fields && { fields }) };
}

function shown(targets: readonly (PreemptionTarget | NaiveTarget)[]): string {
  return targets.map(({ workload, reason }) => `${workload.key} ${reason}`).join();
}

function naiveCase(bench: PreemptionBench): NaivePreemption {
  const { clusterQueues, cohorts, workloads, preemptor, clusterQueue, strategies, nodeCount } = bench;
  const [podSet] = preemptor.podSets;
  const count = podSet?.count ?? 0;
  const gates = resolveFeatureGates();
  const { nodes, topologies, resourceFlavors } = benchCluster(nodeCount);
  const topologyRequest = podSet?.topologyRequest;
  const workers = {
    podSet: 'main',
    count,
    requests: new Map([[GPU, 8n]]),
    ...(topologyRequest && { topologyRequest }),
  };
  const place = {
    topology: topologies[0] as never,
    flavor: resourceFlavors[0] as never,
    nodes,
    workers,
    gates,
    isSimulatedEmpty: false,
  };
  const domains = new Map(
    workloads.map(({ name, admission }) => [
      `/${name}`,
      admission?.podSetAssignments[0]?.topologyAssignment?.domains ?? [],
    ]),
  );
  const usage = (left: readonly NaiveWorkload[]) =>
    left.flatMap(({ key }) =>
      (domains.get(key) ?? []).map((domain) => ({ ...domain, requests: new Map([[GPU, 1n]]) })),
    );
  return {
    tree: naiveTree(clusterQueues, cohorts),
    policies: new Map(clusterQueues.map(({ name, preemption }) => [name, preemption])),
    running: workloads.map((workload) => ({
      key: `/${workload.name}`,
      uid: workload.uid ?? '',
      queue: workload.admission?.clusterQueue ?? '',
      priority: workload.priority ?? 0,
      waitingSince: -Infinity,
      reservedAt: workload.conditions?.[0]?.lastTransitionMs,
      isEvicted: false,
      localQueue: '',
      uses: new Map([[FR, BigInt(workload.admission?.podSetAssignments[0]?.resourceUsage?.[GPU] ?? 0)]]),
    })),
    preemptor: { queue: clusterQueue, priority: 1, waitingSince: -Infinity },
    needed: [FR],
    requests: new Map([[FR, BigInt(8 * count)]]),
    now: NOW_MS,
    ...(strategies && { strategies }),
    preemptsWithinNominal: gates.FairSharingPreemptWithinNominal,
    fitsTopology: (left) =>
      topologyRequest === undefined || !('message' in naivePlacement({ ...place, usage: usage(left) })),
  };
}
