import type { FeatureGates, Node } from '../src/model/index.ts';
import { buildSnapshots, type FlavoredPlacement, type PodSetRequest, placeWorkload } from '../src/placement/index.ts';
import { assertAnswer } from './assert-answer.ts';
import { BENCH_REQUESTS, benchCluster, benchUsage } from './bench-cluster.ts';
import type { BenchCase } from './harness.ts';

const NODES = 10_240;
/** None of them changes where the pods go. */
const CROWDS = {
  'resources-100': { resources: 100, flavors: 1, shapes: 1 },
  'flavors-8': { resources: 0, flavors: 8, shapes: 1 },
  'shapes-24': { resources: 0, flavors: 1, shapes: 24 },
};
type Counts = (typeof CROWDS)[keyof typeof CROWDS];

/**
 * One request after one change, where something is plentiful: resources of a node, flavors over the same nodes (all told
 * of the change, each asked in turn), shapes asked in turn.
 */
export function* crowdedCases(gates: FeatureGates): Generator<BenchCase> {
  const [{ name, request }] = BENCH_REQUESTS as [(typeof BENCH_REQUESTS)[number]];
  for (const [crowd, counts] of Object.entries(CROWDS)) {
    const { ask, change } = crowded(counts, request, gates);
    for (let turn = 0; turn < counts.flavors * counts.shapes; turn++) assertAnswer(name, NODES, ask(turn));
    let turn = 0;
    const run = (): FlavoredPlacement => {
      change(turn);
      return ask(turn++);
    };
    yield { name: `${name}-${crowd}`, nodes: NODES, run };
  }
}

interface Crowded {
  /** One pod comes to a node in even turns, and goes in the odd ones. */
  readonly change: (turn: number) => void;
  readonly ask: (turn: number) => FlavoredPlacement;
}

function crowded({ resources, flavors, shapes }: Counts, request: PodSetRequest, gates: FeatureGates): Crowded {
  const names = Array.from({ length: flavors }, (_, i) => `tas-${i}`);
  const cluster = benchCluster(NODES);
  // What one flavor holds is seen by all over the same hosts.
  const usage = benchUsage(NODES).map((entry) => ({ ...entry, flavor: names[0] as string }));
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
  const change = (turn: number): void => {
    const node = [`node-${String(((turn >> 1) * 194 + 1) % NODES).padStart(5, '0')}`];
    for (const snapshot of snapshots.values()) {
      if (turn % 2 === 0) snapshot.addUsage(node, taken, 1);
      else snapshot.removeUsage(node, taken, 1);
    }
  };
  const ask = (turn: number): FlavoredPlacement => {
    const flavor = names[turn % flavors] as string;
    const requests = new Map([[flavor, [asked[turn % shapes] as PodSetRequest]]]);
    return placeWorkload(snapshots, requests, { gates })[0] as FlavoredPlacement;
  };
  return { change, ask };
}

function withResources(node: Node, count: number): Node {
  const extra = Object.fromEntries(extraNames(count).map((name) => [name, '1000']));
  return { ...node, allocatable: { ...node.allocatable, ...extra } };
}

function extraNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `example.com/device-${i}`);
}
