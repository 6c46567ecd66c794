import type { FeatureGates, Node } from '../src/model/index.ts';
import { buildSnapshots, type FlavorSnapshot, type PodSetRequest, placeWorkload } from '../src/placement/index.ts';
import { BENCH_REQUESTS, benchCluster, benchUsage } from './bench-cluster.ts';
import type { BenchCase } from './harness.ts';

const NODES = 10_240;
const FLAVORS = 8;
const RESOURCES = 100;
const SHAPES = 24;

/**
 * One request after one change, where something is plentiful: resources of a node, flavors over the same nodes (all told
 * of the change, each asked in turn), shapes asked in turn.
 */
export function* crowdedCases(gates: FeatureGates): Generator<BenchCase> {
  const [{ name, request }] = BENCH_REQUESTS as [(typeof BENCH_REQUESTS)[number]];
  const crowds = [
    { crowd: 'resources-100', resources: RESOURCES, flavors: 1, shapes: 1 },
    { crowd: 'flavors-8', resources: 0, flavors: FLAVORS, shapes: 1 },
    { crowd: 'shapes-24', resources: 0, flavors: 1, shapes: SHAPES },
  ];
  for (const { crowd, ...counts } of crowds) {
    yield { name: `${name}-${crowd}`, nodes: NODES, run: crowded(counts, request, gates) };
  }
}

interface Counts {
  readonly resources: number;
  readonly flavors: number;
  readonly shapes: number;
}

function crowded({ resources, flavors, shapes }: Counts, request: PodSetRequest, gates: FeatureGates): () => unknown {
  const names = Array.from({ length: flavors }, (_, i) => `tas-${i}`);
  const cluster = benchCluster(NODES);
  const usage = names.flatMap((flavor) => benchUsage(NODES).map((entry) => ({ ...entry, flavor })));
  const snapshots = buildSnapshots(
    {
      ...cluster,
      nodes: cluster.nodes.map((node) => withResources(node, resources)),
      resourceFlavors: names.map((name) => ({ name, topologyName: 'bench' })),
    },
    gates,
    usage,
  );
  const taken = new Map([...request.requests, ...extraNames(resources).map((name) => [name, 1n] as const)]);
  const asked = Array.from({ length: shapes }, (_, i) => ({
    ...request,
    requests: new Map(taken).set('cpu', 8000n + BigInt(i)),
  }));
  let turn = 0;
  return () => {
    for (const flavor of names) {
      const snapshot = snapshots.get(flavor) as FlavorSnapshot;
      const node = [`node-${String(((turn >> 1) * 194 + 1) % NODES).padStart(5, '0')}`];
      if (turn % 2 === 0) snapshot.addUsage(node, taken, 1);
      else snapshot.removeUsage(node, taken, 1);
    }
    const flavor = names[turn % flavors] as string;
    const placed = placeWorkload(snapshots, new Map([[flavor, [asked[turn % shapes] as PodSetRequest]]]), { gates });
    turn++;
    return placed;
  };
}

function withResources(node: Node, count: number): Node {
  const extra = Object.fromEntries(extraNames(count).map((name) => [name, '1000']));
  return { ...node, allocatable: { ...node.allocatable, ...extra } };
}

function extraNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `example.com/device-${i}`);
}
