import fc from 'fast-check';
import {
  DEFAULT_FEATURE_GATES,
  type FeatureGates,
  HOSTNAME_LABEL,
  type Node,
  type PodSetTopologyRequest,
  type PodTemplate,
  type ResourceAmounts,
  type ResourceFlavor,
  type SliceConstraint,
  type Taint,
  type Topology,
} from '../../src/model/index.ts';
import { buildSnapshots, type PodSetRequest, type TopologyUsage } from '../../src/placement/index.ts';
import { searchPlacement } from '../../src/placement/kueue/search-placement.ts';
import type { FlavorSnapshot } from '../../src/placement/snapshot/flavor-snapshot.ts';
import { pathOf } from '../../src/topology/index.ts';

/** A small cluster and one question about it. */
export interface Case {
  readonly topology: Topology;
  readonly flavor: ResourceFlavor;
  readonly nodes: readonly Node[];
  readonly usage: readonly TopologyUsage[];
  readonly workers: PodSetRequest;
  readonly leader?: PodSetRequest;
  readonly gates: FeatureGates;
  readonly isSimulatedEmpty: boolean;
}

/** Leaf paths with counts; or the message. */
export type Answer =
  | {
      readonly workers: readonly (readonly [path: string, count: number])[];
      readonly leader: readonly (readonly [path: string, count: number])[];
    }
  | { readonly message: string };

export function snapshotOfCase({ topology, flavor, nodes, usage, gates }: Case): FlavorSnapshot {
  const cluster = { nodes, pods: [], topologies: [topology], resourceFlavors: [flavor], workloads: [] };
  return buildSnapshots(cluster, gates, usage).get(flavor.name) as FlavorSnapshot;
}

export function answerTo(c: Case, snapshot: FlavorSnapshot = snapshotOfCase(c), requiredDomain?: number): Answer {
  const { workers, leader, gates, isSimulatedEmpty } = c;
  const found = searchPlacement(snapshot, {
    workers,
    leader,
    gates,
    isSimulatedEmpty,
    assumed: new Map(),
    requiredDomain,
  });
  if (found.state === 'rejected') return { message: found.message };
  const { tree, firstLeaf } = snapshot.domains;
  const spots = (part: 'pods' | 'leaders'): [string, number][] =>
    found.leaves
      .filter((leaf) => leaf[part] > 0)
      .map((leaf) => [pathOf(tree, firstLeaf + leaf.leaf).join('/'), leaf[part]]);
  return { workers: spots('pods'), leader: spots('leaders') };
}

/** `often` most of the time, else one of `seldom`. */
function mostly<T>(often: T, ...seldom: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof(
    { weight: 6 * seldom.length, arbitrary: fc.constant(often) },
    ...seldom.map((value) => fc.constant(value)),
  );
}

const TAINT: Taint = { key: 'k', value: 'v', effect: 'NoSchedule' };

const nodeSeed = fc.record({
  path: fc.tuple(fc.oneof(fc.nat(1), fc.nat(4)), fc.nat(1), fc.nat(2)),
  cpu: fc.constantFrom(0, 1, 1, 2, 2, 3, 4, 5, 7),
  gpu: fc.nat(2),
  pods: mostly('110', '1', '3', undefined),
  zone: fc.constantFrom('x', 'x', 'y'),
  taint: mostly<Taint | undefined>(
    undefined,
    TAINT,
    { key: 'k', effect: 'NoExecute' },
    { ...TAINT, effect: 'PreferNoSchedule' },
  ),
  used: mostly(0, 1, 2),
  flaw: mostly('none', 'cordoned', 'not ready', 'unlabelled', 'twin'),
});

const requestSeed = fc.record({
  kind: fc.constantFrom(
    ...(['required', 'required', 'preferred', 'preferred', 'preferred'] as const),
    ...(['unconstrained', 'implied', 'slices', 'required and unconstrained'] as const),
  ),
  level: fc.nat(3),
  /** Whose capacity the count is near: the n-th domain of a level. */
  near: fc.tuple(fc.nat(3), fc.nat(5), fc.integer({ min: -4, max: 1 })),
  isWholeSlices: mostly(true, false),
  slice: fc.option(
    fc.record({
      level: fc.nat(3),
      size: fc.integer({ min: 1, max: 3 }),
      inner: fc.array(fc.constantFrom(1, 2, 2, 3), { maxLength: 2 }),
    }),
    { freq: 2 },
  ),
  perPod: mostly<readonly [string, bigint][]>(
    [['cpu', 1000n]],
    [['cpu', 2000n]],
    [
      ['gpu', 1n],
      ['cpu', 1000n],
    ],
    [['cpu', 0n]],
    [['tpu', 1n]],
  ),
  leader: fc.option(
    fc.constantFrom<readonly [string, bigint][]>(
      [['cpu', 1000n]],
      [['cpu', 2000n]],
      [['cpu', 3000n]],
      [['gpu', 2n]],
      [['cpu', 6000n]],
      [],
    ),
    { freq: 2 },
  ),
  constraint: fc.constantFrom('none', 'none', 'none', 'selector', 'affinity', 'tolerant', 'preference', 'preference'),
});

const seed = fc.record({
  levelCount: fc.constantFrom(1, 2, 3, 3, 3, 4),
  isHostExact: mostly(true, false),
  nodes: fc.array(nodeSeed, { minLength: 1, maxLength: 12, size: 'max' }),
  request: requestSeed,
  gates: fc.record({
    TASProfileMixed: mostly(true, false),
    TASBalancedPlacement: fc.boolean(),
    TASRespectNodeAffinityPreferred: fc.boolean(),
  }),
  isSimulatedEmpty: mostly(false, true),
  hasFlavorLabel: mostly(false, true),
});
type Seed = typeof seed extends fc.Arbitrary<infer T> ? T : never;

/** Small dense clusters, and requests about as large as one of their domains, so that ties and rare turns are common. */
export const arbitraryCase: fc.Arbitrary<Case> = seed.map(caseOf);

function caseOf({
  levelCount,
  isHostExact,
  nodes: nodeSeeds,
  request,
  gates,
  isSimulatedEmpty,
  hasFlavorLabel,
}: Seed): Case {
  const levels = [...['block', 'rack', 'sub'].slice(0, levelCount - 1), isHostExact ? HOSTNAME_LABEL : 'group'];
  const nodes = nodeSeeds.map((node, i) => nodeOf(node, i, levels));
  const flavor: ResourceFlavor = {
    name: 'f',
    topologyName: 't',
    ...(hasFlavorLabel ? { nodeLabels: { zone: 'x' }, tolerations: [{ key: 'k', operator: 'Exists' }] } : {}),
  };
  const workers = workersOf(request, nodes, levels);
  const leader =
    request.leader === null ? {} : { leader: { podSet: 'leader', count: 1, requests: new Map(request.leader) } };
  const usage = nodeSeeds.flatMap(({ used }, i) => (used === 0 ? [] : [usageOn(nodes[i] as Node, levels, used)]));
  return {
    topology: { name: 't', levels },
    flavor,
    nodes,
    usage,
    workers,
    ...leader,
    gates: { ...DEFAULT_FEATURE_GATES, ...gates },
    isSimulatedEmpty,
  };
}

function nodeOf(node: Seed['nodes'][number], i: number, levels: readonly string[]): Node {
  const { path, cpu, gpu, pods, zone, taint, flaw } = node;
  const host = flaw === 'twin' && i > 0 ? i - 1 : i;
  const values = [
    ...path.slice(0, levels.length - 1).map(String),
    levels.at(-1) === HOSTNAME_LABEL ? `h${host}` : `g${i % 3}`,
  ];
  const labels = Object.fromEntries([
    ['zone', zone] as const,
    ...levels.map((level, l) => [level, values[l] as string] as const),
  ]);
  if (flaw === 'unlabelled') delete labels[levels[0] as string];
  return {
    name: `n${i}`,
    labels,
    allocatable: { cpu, gpu, ...(pods === undefined ? {} : { pods }) },
    isReady: flaw !== 'not ready',
    isUnschedulable: flaw === 'cordoned',
    ...(taint === undefined ? {} : { taints: [taint] }),
  };
}

function usageOn(node: Node, levels: readonly string[], count: number): TopologyUsage {
  const values = levels.map((level) => node.labels[level] ?? 'gone');
  const requests: ResourceAmounts = new Map([['cpu', 1000n]]);
  return { flavor: 'f', values: levels.at(-1) === HOSTNAME_LABEL ? values.slice(-1) : values, count, requests };
}

function workersOf(request: Seed['request'], nodes: readonly Node[], levels: readonly string[]): PodSetRequest {
  const layers = request.slice === null && request.kind !== 'slices' ? [] : layersOf(request, levels);
  const size = layers[0]?.size ?? 1;
  const near = Math.max(0, capacityNear(request, nodes, levels) + request.near[2]);
  return {
    podSet: 'workers',
    count: request.isWholeSlices ? Math.ceil(near / size) * size : near,
    requests: new Map(request.perPod),
    template: templateOf(request.constraint),
    isImplied: request.kind === 'implied' && layers.length === 0,
    topologyRequest: { ...levelOf(request, levels), ...layerFields(layers) },
  };
}

/** Whole pods in one domain, by its nodes' cpu alone. */
function capacityNear({ near, perPod }: Seed['request'], nodes: readonly Node[], levels: readonly string[]): number {
  const cpu = Number(new Map(perPod).get('cpu') || 1000n) / 1000;
  const sums = new Map<string, number>();
  for (const { labels, allocatable } of nodes) {
    const domain = levels
      .slice(0, near[0] % (levels.length + 1))
      .map((level) => labels[level])
      .join('/');
    sums.set(domain, (sums.get(domain) ?? 0) + Math.floor(Number(allocatable.cpu) / cpu));
  }
  return [...sums.values()][near[1] % sums.size] as number;
}

function levelOf({ kind, level }: Seed['request'], levels: readonly string[]): PodSetTopologyRequest {
  const key = levels[level % levels.length] as string;
  if (kind === 'required') return { required: key };
  if (kind === 'required and unconstrained') return { required: key, unconstrained: true };
  if (kind === 'preferred') return { preferred: key };
  return kind === 'unconstrained' ? { unconstrained: true } : {};
}

/** One layer, and inner ones below it while there are levels; now and then above the level asked for. */
function layersOf({ slice, level, kind }: Seed['request'], levels: readonly string[]): SliceConstraint[] {
  const { level: offset, size, inner } = slice ?? { level: 1, size: 2, inner: [] };
  const start = kind === 'required' || kind === 'preferred' ? level % levels.length : 0;
  let l = Math.min(start + (offset % levels.length), offset === 3 ? 1 : levels.length - 1, levels.length - 1);
  const layers: SliceConstraint[] = [];
  let product = inner.reduce((all, factor) => all * factor, size);
  for (const factor of [1, ...inner]) {
    if (l >= levels.length) break;
    product /= factor;
    layers.push({ topology: levels[l++] as string, size: product });
  }
  return layers;
}

function layerFields(layers: readonly SliceConstraint[]): PodSetTopologyRequest {
  const [only] = layers;
  if (only === undefined) return {};
  return layers.length > 1
    ? { podsetSliceRequiredTopologyConstraints: layers }
    : { podSetSliceRequiredTopology: only.topology, podSetSliceSize: only.size };
}

function templateOf(constraint: string): PodTemplate {
  const matchExpressions = [{ key: 'zone', operator: 'In', values: ['x'] }];
  switch (constraint) {
    case 'selector':
      return { spec: { nodeSelector: { zone: 'x' } } };
    case 'affinity': {
      const nodeSelectorTerms = [{ matchExpressions }];
      return {
        spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } },
      };
    }
    case 'preference': {
      const terms = [{ weight: 5, preference: { matchExpressions } }];
      return { spec: { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: terms } } } };
    }
    default:
      return constraint === 'tolerant' ? { spec: { tolerations: [{ key: 'k', operator: 'Exists' }] } } : {};
  }
}
