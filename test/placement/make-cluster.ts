import {
  type Cluster,
  HOSTNAME_LABEL,
  type Node,
  type PodSetTopologyRequest,
  resolveFeatureGates,
  type SliceConstraint,
  type Workload,
} from '../../src/model/index.ts';
import {
  buildSnapshots,
  type FlavoredPlacement,
  type FlavorSnapshots,
  type PodSetRequest,
  placeWorkload,
  type TopologyUsage,
} from '../../src/placement/index.ts';
import type { PodSetPlacement } from '../../src/placement/placement-result.ts';
import type { FlavorSnapshot } from '../../src/placement/snapshot/flavor-snapshot.ts';

const LEVELS: readonly string[] = ['block', 'rack', HOSTNAME_LABEL];

/**
 * Nodes such as `b1/r1/a=3`: a value for each level, and its cpu; 110 pods; named after the last value. One topology `t`,
 * one flavor `f`.
 */
export function clusterOf(
  nodes: string,
  { levels = LEVELS, ...parts }: Partial<Cluster> & { readonly levels?: readonly string[] } = {},
): Cluster {
  return {
    nodes: words(nodes).map((text) => nodeOf(text, levels)),
    pods: [],
    topologies: [{ name: 't', levels }],
    resourceFlavors: [{ name: 'f', topologyName: 't' }],
    workloads: [],
    ...parts,
  };
}

/** The cluster with one node changed; `labels` are added to those it has. */
export function withNode(cluster: Cluster, name: string, changes: Partial<Node>): Cluster {
  const nodes = cluster.nodes.map((node) =>
    node.name === name ? { ...node, ...changes, labels: { ...node.labels, ...changes.labels } } : node,
  );
  return { ...cluster, nodes };
}

/**
 * A request in words: `4 required rack`, `4 preferred rack`, `4 unconstrained`, `4 implied`, and then `slices rack*4,host*2`.
 * Pods take one cpu; the pod set is called `workers`.
 */
export function ask(text: string, more: Partial<PodSetRequest> & { readonly cpu?: number } = {}): PodSetRequest {
  const { cpu = 1, ...rest } = more;
  const [count, kind, ...others] = words(text);
  const hasLevel = kind === 'required' || kind === 'preferred';
  const slices = text.includes('slices') ? words(text).at(-1) : undefined;
  const topologyRequest: PodSetTopologyRequest = {
    ...(hasLevel ? { [kind]: levelKey(others[0] as string) } : {}),
    ...(kind === 'unconstrained' ? { unconstrained: true } : {}),
    ...(slices === undefined ? {} : sliceFields(slices.split(',').map(layerOf))),
  };
  return {
    podSet: 'workers',
    count: Number(count),
    requests: new Map([['cpu', BigInt(cpu * 1000)]]),
    ...(kind === 'implied' ? { isImplied: true } : { topologyRequest }),
    ...rest,
  };
}

/** Workers and a leader in one group. */
export function askGroup(workers: string, leaderCpu: number): PodSetRequest[] {
  const request = ask(workers, { group: 'g' });
  return [request, { ...request, podSet: 'leader', count: 1, requests: new Map([['cpu', BigInt(leaderCpu * 1000)]]) }];
}

/** `b=2 c=1`: pods of one cpu that workloads hold on hosts. */
export function usageOf(text: string, flavor = 'f'): TopologyUsage[] {
  return words(text).map((item) => {
    const [values = '', count] = item.split('=');
    return { flavor, values: values.split('/'), count: Number(count), requests: new Map([['cpu', 1000n]]) };
  });
}

export function snapshotsOf(cluster: Cluster | string, usage = '', gates: GateNames = {}): FlavorSnapshots {
  const parts = typeof cluster === 'string' ? clusterOf(cluster) : cluster;
  return buildSnapshots(parts, resolveFeatureGates(gates), usageOf(usage));
}

export function snapshotOf(cluster: Cluster | string, usage = ''): FlavorSnapshot {
  return snapshotsOf(cluster, usage).get('f') as FlavorSnapshot;
}

type GateNames = Readonly<Record<string, boolean>>;

export interface PlaceSettings {
  readonly usage?: string;
  readonly gates?: GateNames;
  readonly workload?: Workload;
  readonly isSimulatedEmpty?: boolean;
}

/** The placement of one workload's pod sets in flavor `f`. */
export function placements(
  cluster: Cluster | string,
  requests: PodSetRequest | readonly PodSetRequest[] | string,
  { usage = '', gates = {}, ...options }: PlaceSettings = {},
): FlavoredPlacement[] {
  const asked = typeof requests === 'string' ? [ask(requests)] : 'podSet' in requests ? [requests] : requests;
  const snapshots = snapshotsOf(cluster, usage, gates);
  return placeWorkload(snapshots, new Map([['f', asked]]), { gates: resolveFeatureGates(gates), ...options });
}

/** The same as text. */
export function place(...args: Parameters<typeof placements>): string {
  return show(placements(...args));
}

/** `a:3 b:1`, or the message; several pod sets as `workers a:3 | leader b:1`. */
export function show(placements: readonly PodSetPlacement[]): string {
  const texts = placements.map((placement) => {
    if (placement.state === 'rejected') return placement.message;
    return (
      placement.assignment.domains.map(({ values, count }) => `${values.join('/')}:${count}`).join(' ') || '(none)'
    );
  });
  return texts.length === 1 ? (texts[0] as string) : placements.map((p, i) => `${p.podSet} ${texts[i]}`).join(' | ');
}

/** `host` for short. */
function levelKey(text: string): string {
  return text === 'host' ? HOSTNAME_LABEL : text;
}

function nodeOf(text: string, levels: readonly string[]): Node {
  const [path = '', cpu = ''] = text.split('=');
  const values = path.split('/');
  return {
    name: values.at(-1) as string,
    labels: Object.fromEntries(levels.map((level, i) => [level, values[i] as string])),
    allocatable: { cpu, pods: 110 },
    isReady: true,
  };
}

function layerOf(text: string): SliceConstraint {
  const [topology = '', size] = text.split('*');
  return { topology: levelKey(topology), size: Number(size) };
}

function sliceFields(layers: readonly SliceConstraint[]): PodSetTopologyRequest {
  const [only] = layers;
  return layers.length === 1 && only !== undefined
    ? { podSetSliceRequiredTopology: only.topology, podSetSliceSize: only.size }
    : { podsetSliceRequiredTopologyConstraints: layers };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
