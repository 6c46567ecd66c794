import { type RandomStream, randomStream } from '../../base/index.ts';
import {
  type Cluster,
  HOSTNAME_LABEL,
  type Node,
  type PodSetTopologyRequest,
  type ResourceFlavor,
  resolveFeatureGates,
} from '../../model/index.ts';
import type { PlacementContext } from '../kueue/group-search.ts';
import type { PodSetRequest } from '../placement-request.ts';
import { AssumedUsage } from '../snapshot/assumed-usage.ts';
import { buildSnapshots } from '../snapshot/build-snapshots.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import type { TopologyUsage } from '../snapshot/topology-usage.ts';

/** One question that a rule is asked. */
export interface ConformanceQuestion {
  /** Says which question it is, for messages. */
  readonly name: string;
  readonly cluster: Cluster;
  readonly usage: readonly TopologyUsage[];
  readonly requests: readonly PodSetRequest[];
}

const LEVELS: readonly string[] = ['example.com/block', 'example.com/rack', HOSTNAME_LABEL];
const GPU = 'example.com/gpu';
const FLAVOR: ResourceFlavor = { name: 'flavor', topologyName: 'topology' };

/** The cluster of a question, ready to be asked. */
export function snapshotOf({ cluster, usage }: ConformanceQuestion): FlavorSnapshot {
  return buildSnapshots(cluster, resolveFeatureGates(), usage).get(FLAVOR.name) as FlavorSnapshot;
}

/** A workload that was given nothing yet. */
export function freshContext(): PlacementContext {
  return { gates: resolveFeatureGates(), isSimulatedEmpty: false, workload: undefined, assumed: new AssumedUsage() };
}

/** So many questions, always the same: partly used clusters of up to 24 nodes, requests of all kinds around their size. */
export function conformanceQuestions(count: number): ConformanceQuestion[] {
  return Array.from({ length: count }, (_, i) => question(`question ${i}`, randomStream(i, 'rule-conformance')));
}

/** A question that leaves no excuse: one pod, anywhere, on an idle cluster. */
export function easyQuestion(): ConformanceQuestion {
  const nodes = Array.from({ length: 4 }, (_, i) => nodeAt(i, `block-0`, `rack-${i % 2}`, 4));
  const topologyRequest = { unconstrained: true };
  const requests = [{ podSet: 'main', count: 1, requests: podRequests(1), topologyRequest }];
  return { name: 'the easy question', cluster: clusterOf(nodes), usage: [], requests };
}

function question(name: string, stream: RandomStream): ConformanceQuestion {
  const nodes = randomNodes(stream);
  const usage = nodes.flatMap((node) => randomUsage(stream, node));
  const requests = [randomRequest(stream, 'first', nodes.length)];
  if (stream.integer(0, 2) === 0) requests.push(randomRequest(stream, 'second', nodes.length));
  if (stream.integer(0, 4) === 0) requests.push(...randomGroup(stream, nodes.length));
  return { name, cluster: clusterOf(nodes), usage, requests };
}

function clusterOf(nodes: readonly Node[]): Cluster {
  const topologies = [{ name: 'topology', levels: LEVELS }];
  return { nodes, pods: [], topologies, resourceFlavors: [FLAVOR], workloads: [] };
}

function randomNodes(stream: RandomStream): Node[] {
  const blocks = stream.integer(1, 3);
  const racks = stream.integer(1, 3);
  return Array.from({ length: stream.integer(1, 24) }, (_, i) => {
    const block = stream.integer(1, blocks);
    const node = nodeAt(i, `block-${block}`, `rack-${block}-${stream.integer(1, racks)}`, 4 * stream.integer(0, 2));
    const taint = { key: 'example.com/reserved', effect: 'NoSchedule' as const };
    return stream.integer(0, 7) === 0 ? { ...node, taints: [taint] } : node;
  });
}

function nodeAt(i: number, block: string, rack: string, gpus: number): Node {
  // Names whose order is not the order of the list.
  const name = `node-${(i * 37) % 101}`;
  return {
    name,
    labels: { [LEVELS[0] as string]: block, [LEVELS[1] as string]: rack, [HOSTNAME_LABEL]: name },
    allocatable: { cpu: '16', [GPU]: gpus, pods: '10' },
    isReady: true,
  };
}

function randomUsage(stream: RandomStream, node: Node): TopologyUsage[] {
  const most = Number(node.allocatable[GPU]);
  const count = stream.integer(0, 1) === 0 ? 0 : stream.integer(0, most);
  return count === 0 ? [] : [{ flavor: FLAVOR.name, values: [node.name], count, requests: podRequests(1) }];
}

function randomRequest(stream: RandomStream, podSet: string, nodeCount: number): PodSetRequest {
  const gpus = [1, 1, 2, 4][stream.integer(0, 3)] as number;
  const count = stream.integer(1, Math.max(2, nodeCount * 2));
  return { podSet, count, requests: podRequests(gpus), topologyRequest: randomTopologyRequest(stream) };
}

/** Workers, and a leader without GPUs. */
function randomGroup(stream: RandomStream, nodeCount: number): PodSetRequest[] {
  const workers = { ...randomRequest(stream, 'workers', nodeCount), group: 'group' };
  return [workers, { ...workers, podSet: 'leader', count: 1, requests: new Map([['cpu', 4000n]]) }];
}

function randomTopologyRequest(stream: RandomStream): PodSetTopologyRequest {
  const level = LEVELS[stream.integer(0, 2)] as string;
  const kinds: readonly PodSetTopologyRequest[] = [
    { required: level },
    { required: LEVELS[0] as string },
    { preferred: level },
    { unconstrained: true },
    { podSetSliceRequiredTopology: LEVELS[1] as string, podSetSliceSize: 2 },
    { required: LEVELS[0] as string, podSetSliceRequiredTopology: LEVELS[1] as string, podSetSliceSize: 2 },
  ];
  return kinds[stream.integer(0, kinds.length - 1)] as PodSetTopologyRequest;
}

function podRequests(gpus: number): Map<string, bigint> {
  return new Map([
    ['cpu', 1000n],
    [GPU, BigInt(gpus)],
  ]);
}
