import type { Cluster, Node } from '../src/model/index.ts';
import type { PodSetRequest, TopologyUsage } from '../src/placement/index.ts';

const LEVELS = [
  'cloud.com/topology-zone',
  'cloud.com/topology-block',
  'cloud.com/topology-rack',
  'kubernetes.io/hostname',
];

/** The cluster that Kueue's placement was timed on: 16 nodes a rack, 10 racks a block, 4 blocks a zone, 8 GPUs a node. */
export function benchCluster(nodeCount: number): Cluster {
  return {
    nodes: Array.from({ length: nodeCount }, (_, i) => benchNode(i)),
    pods: [],
    topologies: [{ name: 'bench', levels: LEVELS }],
    resourceFlavors: [{ name: 'tas', topologyName: 'bench' }],
    workloads: [],
  };
}

function benchNode(i: number): Node {
  const name = `node-${pad(i, 5)}`;
  return {
    name,
    labels: {
      [LEVELS[0] as string]: `z${pad(Math.floor(i / 640), 3)}`,
      [LEVELS[1] as string]: `b${pad(Math.floor(i / 160), 3)}`,
      [LEVELS[2] as string]: `r${pad(Math.floor(i / 16), 4)}`,
      [LEVELS[3] as string]: name,
    },
    allocatable: { cpu: '192', memory: '2Ti', 'nvidia.com/gpu': '8', 'vpc.amazonaws.com/efa': '32', pods: '110' },
    isReady: true,
  };
}

/** Every odd node holds 1 to 7 pods of one GPU. */
export function benchUsage(nodeCount: number): TopologyUsage[] {
  const usage: TopologyUsage[] = [];
  for (let i = 1; i < nodeCount; i += 2) {
    usage.push({ flavor: 'tas', values: [`node-${pad(i, 5)}`], count: 1 + ((i * 7919) % 7), requests: podOf(1) });
  }
  return usage;
}

/** A request with the answer that Kueue gives: `first×count … last×count` of so many domains, or a message. */
export interface BenchRequest {
  readonly name: string;
  readonly request: PodSetRequest;
}

export const BENCH_REQUESTS: readonly BenchRequest[] = [
  { name: 'required-block-64', request: requestOf(64, 1, { required: LEVELS[1] as string }) },
  { name: 'preferred-rack-256', request: requestOf(256, 1, { preferred: LEVELS[2] as string }) },
  { name: 'unconstrained-16', request: requestOf(16, 1, { unconstrained: true }) },
  { name: 'required-block-64-whole-nodes', request: requestOf(64, 8, { required: LEVELS[1] as string }) },
  { name: 'required-rack-256-fails', request: requestOf(256, 1, { required: LEVELS[2] as string }) },
];

/** Requests that Kueue was not timed on: slices, and a leader beside the workers. */
export const FURTHER_REQUESTS: readonly { readonly name: string; readonly group: readonly PodSetRequest[] }[] = [
  {
    name: 'required-block-64-slices-rack-8',
    group: [
      requestOf(64, 1, {
        required: LEVELS[1] as string,
        podSetSliceRequiredTopology: LEVELS[2] as string,
        podSetSliceSize: 8,
      }),
    ],
  },
  { name: 'preferred-rack-256-leader', group: withLeader(requestOf(256, 1, { preferred: LEVELS[2] as string })) },
  { name: 'unconstrained-16-leader', group: withLeader(requestOf(16, 1, { unconstrained: true })) },
];

/** Kueue's answers, by request and number of nodes (0: every other number). */
export const BENCH_ANSWERS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'required-block-64': {
    0: '8 domains, first [node-00352]×8, last [node-00366]×8',
    2500: '8 domains, first [node-02480]×8, last [node-02494]×8',
  },
  'preferred-rack-256': {
    0: '35 domains, first [node-00352]×8, last [node-00431]×6',
    2500: '35 domains, first [node-02400]×8, last [node-02494]×8',
  },
  'unconstrained-16': { 0: '16 domains, first [node-00003]×1, last [node-00213]×1' },
  'required-block-64-whole-nodes': { 0: '64 domains, first [node-00000]×1, last [node-00126]×1' },
  'required-rack-256-fails': { 0: 'topology "bench" allows to fit only 99 out of 256 pod(s)' },
};

function requestOf(
  count: number,
  gpus: number,
  topologyRequest: NonNullable<PodSetRequest['topologyRequest']>,
): PodSetRequest {
  return { podSet: 'main', count, requests: podOf(gpus), topologyRequest };
}

/** The same with a leader of 16 cpu and no GPU. */
function withLeader(workers: PodSetRequest): PodSetRequest[] {
  const leader = { ...workers, podSet: 'leader', count: 1, requests: new Map([['cpu', 16_000n]]), group: 'g' };
  return [{ ...workers, group: 'g' }, leader];
}

function podOf(gpus: number): PodSetRequest['requests'] {
  const n = BigInt(gpus);
  return new Map([
    ['cpu', 8000n * n],
    ['memory', (64n * n) << 30n],
    ['nvidia.com/gpu', n],
  ]);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
