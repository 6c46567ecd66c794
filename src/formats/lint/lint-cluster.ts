import { type JobToPlace, jobPlacer, withDefaultFlavor } from '../../analysis/index.ts';
import { type Cluster, type FeatureGates, type Node, type ResourceAmounts, toAmounts } from '../../model/index.ts';
import { buildCluster } from '../build-cluster.ts';
import type { Inputs } from '../inputs.ts';

/** The cluster at its best: every node ready, nothing running. What does not fit here never will. */
export interface LintCluster {
  readonly nodes: readonly Node[];
  /** What each node lets pods use, in the order of `nodes`. */
  readonly allocatable: readonly ResourceAmounts[];
  /** Flavors whose pods topology places, those included that were assumed for want of any. */
  readonly topologyFlavors: ReadonlySet<string>;
  /** Resource → most of it that any node lets pods use. */
  readonly largest: ResourceAmounts;
  /**
   * Would this job fit by itself? Undefined if it can't be said.
   * @param flavors the only ones to try; default: all
   */
  fits(job: JobToPlace, flavors: readonly string[] | undefined): boolean | undefined;
}

/** Taints that say how a node is, not what it is for. */
const STATE_TAINT = /^node\.(?:kubernetes|cloudprovider\.kubernetes)\.io\//;

/** The cluster that the inputs describe, at its best; undefined without nodes whose resources are known. */
export function healthyCluster(inputs: Inputs, gates: FeatureGates): LintCluster | undefined {
  const { cluster, problems } = buildCluster(inputs);
  const isKnown = cluster.nodes.length > 0 && !problems.some(({ severity }) => severity === 'error');
  if (!isKnown) return undefined;
  const nodes = cluster.nodes.map(atItsBest);
  const { cluster: placeable } = withDefaultFlavor({ ...cluster, nodes, pods: [], workloads: [] });
  const topologies = new Set(placeable.topologies.map(({ name }) => name));
  const flavors = placeable.resourceFlavors.filter(({ topologyName }) => topologies.has(topologyName ?? ''));
  const allocatable = nodes.map((node) => toAmounts(node.allocatable));
  return {
    nodes,
    allocatable,
    largest: largestOf(allocatable),
    topologyFlavors: new Set(flavors.map(({ name }) => name)),
    fits: fitter(placeable, gates),
  };
}

function largestOf(all: readonly ResourceAmounts[]): ResourceAmounts {
  const largest = new Map<string, bigint>();
  for (const amounts of all) {
    for (const [resource, amount] of amounts)
      if (amount > (largest.get(resource) ?? -1n)) largest.set(resource, amount);
  }
  return largest;
}

function atItsBest(node: Node): Node {
  const taints = (node.taints ?? []).filter(({ key }) => !STATE_TAINT.test(key));
  return { ...node, taints, isReady: true, isUnschedulable: false };
}

/** One compiled cluster for each set of flavors; queues share few of them. */
function fitter(cluster: Cluster, gates: FeatureGates): LintCluster['fits'] {
  const placers = new Map<string, ReturnType<typeof jobPlacer>>();
  const placerOf = (flavors: readonly string[] | undefined): ReturnType<typeof jobPlacer> => {
    const key = flavors?.join(' ') ?? '';
    const resourceFlavors = cluster.resourceFlavors.filter(({ name }) => flavors?.includes(name) ?? true);
    const placer = placers.get(key) ?? jobPlacer({ cluster: { ...cluster, resourceFlavors }, gates });
    placers.set(key, placer);
    return placer;
  };
  return (job, flavors) => {
    const placement = placerOf(flavors)(job);
    if (placement.state === 'placed') return true;
    return placement.reason === 'not-fit' ? false : undefined;
  };
}
