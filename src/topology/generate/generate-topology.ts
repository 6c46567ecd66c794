import { HopwiseError, type RandomStream, randomStream } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import { type FreshIds, freshIds } from './fresh-ids.ts';
import { ec2Leaves, fatTreeLeaves, type LeafPlan, nvl72Leaves } from './leaf-plan.ts';
import type { GenerateOptions, TopologyShape } from './topology-shape.ts';

/** Far more than any one cluster, and as many as the readers are built for. */
const MAX_INSTANCES = 1_000_000;
const MAX_LAYERS = 8;

/**
 * A network to test and to plan with: instances in depth-first order, with ids that look like EC2's.
 *
 * Only seed, shape and options decide. Leaf sizes, network node ids and instance ids come from streams of their own: one
 * seed names instances alike whatever the shape. O(instances × layers).
 *
 * @throws HopwiseError `invalid-argument` when a count is out of range, or a network node would have no instance
 * @example
 * const instances = generateTopology({ kind: 'fat-tree', layers: [2, 4, 8], instanceCount: 1024 }, { seed: 7 });
 */
export function generateTopology(shape: TopologyShape, options: GenerateOptions = {}): Instance[] {
  checkShape(shape, options.seed ?? 0);
  const stream = (name: string): RandomStream => randomStream(options.seed ?? 0, name);
  const leaves = planLeaves(shape, stream('leaves'));
  const networkNode = byNumber(freshIds('nn-', 17, stream('network nodes')));
  const instanceId = freshIds('i-0', 16, stream('instances'));
  const domainIds = freshIds('', 17, stream('domains'));
  const instances: Instance[] = [];
  for (const { path, instanceCount } of leaves) {
    const networkNodes = path.map((number, layer) => networkNode(layer, number));
    const shared = { networkNodes, ...ownAttributes(shape, options, domainIds) };
    for (let i = 0; i < instanceCount; i++) instances.push({ id: instanceId(), ...shared });
  }
  return instances;
}

function planLeaves(shape: TopologyShape, stream: RandomStream): LeafPlan[] {
  switch (shape.kind) {
    case 'fat-tree':
      return fatTreeLeaves(shape);
    case 'ec2':
      return ec2Leaves(shape, stream);
    case 'nvl72':
      return nvl72Leaves(shape);
  }
}

/** What the instances of one leaf have besides their network nodes. */
function ownAttributes(
  { kind }: TopologyShape,
  { instanceType, availabilityZone = 'us-west-2a', zoneId = 'usw2-az1' }: GenerateOptions,
  domainIds: FreshIds,
): Omit<Instance, 'id' | 'networkNodes'> {
  const zone = { availabilityZone, zoneId };
  if (kind !== 'nvl72') return { type: instanceType ?? 'p5.48xlarge', ...zone };
  const domain = domainIds();
  const ids = { capacityBlockId: `cb-${domain}`, ultraServerId: `us-${domain}` };
  return { type: instanceType ?? 'p6e-gb200.36xlarge', ...zone, ...ids };
}

/** The same id for the same network node. */
function byNumber(next: FreshIds): (layer: number, number: number) => string {
  const known: Map<number, string>[] = [];
  return (layer, number) => {
    known[layer] ??= new Map();
    const id = known[layer].get(number) ?? next();
    known[layer].set(number, id);
    return id;
  };
}

function checkShape(shape: TopologyShape, seed: number): void {
  if (!Number.isSafeInteger(seed)) throw invalid(`the seed must be a whole number, found ${seed}`);
  if (!isCount(shape.instanceCount, MAX_INSTANCES)) {
    throw invalid(`the number of instances must be 1 to ${MAX_INSTANCES}, found ${shape.instanceCount}`);
  }
  if (shape.kind !== 'fat-tree') return;
  const { layers, instanceCount } = shape;
  if (layers.length < 1 || layers.length > MAX_LAYERS || !layers.every((count) => isCount(count, MAX_INSTANCES))) {
    throw invalid(`a fat tree has 1 to ${MAX_LAYERS} layers of at least 1 network node, found ${layers.join(', ')}`);
  }
  const leafCount = layers.reduce((product, count) => product * count, 1);
  if (leafCount > instanceCount) {
    throw invalid(`${leafCount} network nodes of the lowest layer need as many instances, found ${instanceCount}`);
  }
}

function isCount(value: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= most;
}

function invalid(message: string): HopwiseError {
  return new HopwiseError('invalid-argument', message);
}
