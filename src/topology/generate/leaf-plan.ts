import type { RandomStream } from '../../base/index.ts';
import type { Ec2Shape, FatTreeShape, Nvl72Shape } from './topology-shape.ts';

/** A lowest network node to be: where it stands, and how many instances hang on it. */
export interface LeafPlan {
  /** Number of the network node of each layer among all of that layer, layer 1 first. */
  readonly path: readonly number[];
  readonly instanceCount: number;
}

/** The lowest network nodes of a fat tree. */
export function fatTreeLeaves({ layers, instanceCount }: FatTreeShape): LeafPlan[] {
  const leafCount = layers.reduce((product, count) => product * count, 1);
  return Array.from({ length: leafCount }, (_, leaf) => ({
    path: pathOfLeaf(leaf, layers),
    instanceCount: Math.floor(instanceCount / leafCount) + (leaf < instanceCount % leafCount ? 1 : 0),
  }));
}

function pathOfLeaf(leaf: number, layers: readonly number[]): number[] {
  const path: number[] = [];
  let number = leaf;
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    path.unshift(number);
    number = Math.floor(number / (layers[layer] as number));
  }
  return path;
}

/** Instances below one layer-2 network node; recordings end at 256. */
const POOL = { least: 192, most: 384 };
/** Layer-2 network nodes below one of layer 1. Nothing public says how many there are. */
const POOLS_PER_ROOT = 16;
/** How often a cluster has a few instances below another layer-2 network node: 2 of 11 recordings. */
const STRAY_PROBABILITY = 0.2;

/**
 * The lowest network nodes of an EC2-like network.
 *
 * Leaf sizes as in the recordings of 16 to 258 instances (ec2-hyperpod §6.1): the first leaf takes 30 to 60 % of its
 * pool, each next one 30 to 60 % of what is left, once little is left up to 95 %; so a pool has four to nine leaves, the
 * last of them tiny. Up to one pool there is one layer-2 network node, in one network of five with a stray group below
 * another. Larger networks than were recorded are made of more pools of the same kind.
 */
export function ec2Leaves({ instanceCount }: Ec2Shape, stream: RandomStream): LeafPlan[] {
  const leaves: LeafPlan[] = [];
  for (const [pool, size] of poolSizes(instanceCount, stream).entries()) {
    for (const leafSize of leafSizes(size, stream)) {
      const path = [Math.floor(pool / POOLS_PER_ROOT), pool, leaves.length];
      leaves.push({ path, instanceCount: leafSize });
    }
  }
  return leaves;
}

function poolSizes(instanceCount: number, stream: RandomStream): number[] {
  const sizes: number[] = [];
  let left = instanceCount;
  const strayCount = stream.integer(1, 3);
  const hasStray = stream.fraction() < STRAY_PROBABILITY && instanceCount >= 4 * strayCount;
  if (hasStray) left -= strayCount;
  while (left > POOL.most) {
    const size = stream.integer(POOL.least, POOL.most);
    sizes.push(size);
    left -= size;
  }
  if (left > 0) sizes.push(left);
  return hasStray ? [...sizes, strayCount] : sizes;
}

function leafSizes(poolSize: number, stream: RandomStream): number[] {
  const sizes: number[] = [];
  for (let left = poolSize; left > 0; ) {
    const isNearlyEmpty = left < poolSize / 4;
    const share = isNearlyEmpty ? 0.4 + 0.55 * stream.fraction() : 0.3 + 0.3 * stream.fraction();
    const size = Math.min(left, Math.max(1, Math.round(left * share)));
    sizes.push(size);
    left -= size;
  }
  return sizes;
}

/** Nodes of one NVL72 rack: 18 × 4 GPUs (ec2-hyperpod §2.5). */
const NODES_PER_RACK = 18;
const RACKS_PER_SPINE = 16;
const SPINES_PER_ROOT = 16;

/**
 * The lowest network nodes of NVL72 racks: one per rack, for all instances of an UltraServer report the same network
 * nodes (ec2-hyperpod §2.2). The two layers above, of 16 each, are an assumption.
 */
export function nvl72Leaves({ instanceCount }: Nvl72Shape): LeafPlan[] {
  return Array.from({ length: Math.ceil(instanceCount / NODES_PER_RACK) }, (_, rack) => {
    const spine = Math.floor(rack / RACKS_PER_SPINE);
    const path = [Math.floor(spine / SPINES_PER_ROOT), spine, rack];
    return { path, instanceCount: Math.min(NODES_PER_RACK, instanceCount - rack * NODES_PER_RACK) };
  });
}
