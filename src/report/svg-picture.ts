import type { Instance } from '../model/index.ts';
import { layerOf, type Network } from '../topology/index.ts';

/** What is drawn: a tree of network nodes with cards of instances at its ends. */
export type Picture = NetworkNodePicture | CardPicture;

/** A network node; of layer 0 are the paper that the top layer stands on, and what holds instances without any. */
export interface NetworkNodePicture {
  readonly kind: 'network-node';
  readonly layer: number;
  readonly label: string;
  readonly instanceCount: number;
  readonly children: readonly Picture[];
}

/** Instances of one network node, or everything below it in one. */
export interface CardPicture {
  readonly kind: 'card';
  /** Layer of the network node that it hangs on; 0 for none. */
  readonly layer: number;
  readonly instances: readonly Instance[];
  /** `names`: a line each. `cells`: a square each. `sum`: one bar. */
  readonly detail: 'names' | 'cells' | 'sum';
  /** Network nodes below that are not drawn. */
  readonly hiddenNodeCount: number;
}

/** Instances that get a line with their name. */
const MAX_NAMES = 64;
/** Instances that get a square. */
const MAX_CELLS = 640;
/** Network nodes of a layer beyond which it, and all below, is summed up; fewer where nothing is told of instances. */
const MAX_NODES_OF_LAYER = { names: 64, cells: 80, sum: 48 };

/** What to draw of a network, in as much detail as can be looked at. */
export function pictureOf(network: Network): NetworkNodePicture {
  const { tree, instances, isHost } = network;
  const total = instances.length;
  const detail = total <= MAX_NAMES ? 'names' : total <= MAX_CELLS ? 'cells' : 'sum';
  const lowest = lowestDrawnLayer(network, MAX_NODES_OF_LAYER[detail]);
  const roots = Array.from({ length: tree.levelStart[1] ?? 0 }, (_, d) => d);
  const children = roots.filter((d) => isHost[d] === 0).map((d) => drawNode(network, d, lowest, detail));
  const alone = roots.filter((d) => isHost[d] === 1).map((d) => instances[network.hostStart[d] as number] as Instance);
  if (alone.length > 0) children.push(paper('no network node known', alone.length, [card(0, alone, detail, 0)]));
  return paper('', total, children);
}

function paper(label: string, instanceCount: number, children: readonly Picture[]): NetworkNodePicture {
  return { kind: 'network-node', layer: 0, label, instanceCount, children };
}

function drawNode(network: Network, d: number, lowest: number, detail: CardPicture['detail']): NetworkNodePicture {
  const { tree, isHost, hostStart, hostEnd, instances } = network;
  const layer = layerOf(network, d);
  const below = instances.slice(hostStart[d], hostEnd[d]);
  const childIndices = Array.from(
    { length: (tree.childStart[d + 1] as number) - (tree.childStart[d] as number) },
    (_, i) => (tree.childStart[d] as number) + i,
  );
  const nodes = childIndices.filter((child) => isHost[child] === 0);
  const shared = { kind: 'network-node', layer, label: tree.label[d] as string, instanceCount: below.length } as const;
  if (layer >= lowest && nodes.length > 0) {
    return { ...shared, children: [card(layer, below, 'sum', countNodesBelow(network, d))] };
  }
  const own = childIndices
    .filter((child) => isHost[child] === 1)
    .map((child) => instances[hostStart[child] as number] as Instance);
  const children: Picture[] = nodes.map((child) => drawNode(network, child, lowest, detail));
  return { ...shared, children: own.length === 0 ? children : [...children, card(layer, own, detail, 0)] };
}

function card(
  layer: number,
  instances: readonly Instance[],
  detail: CardPicture['detail'],
  hiddenNodeCount: number,
): CardPicture {
  return { kind: 'card', layer, instances, detail, hiddenNodeCount };
}

/** The deepest layer down to which no layer has more network nodes than that; at least the top. */
function lowestDrawnLayer({ tree, isHost }: Network, mostNodes: number): number {
  for (let level = 1; level < tree.height; level++) {
    let count = 0;
    for (let d = tree.levelStart[level] as number; d < (tree.levelStart[level + 1] as number); d++) {
      if (isHost[d] === 0) count++;
    }
    if (count > mostNodes) return level;
  }
  return tree.height;
}

function countNodesBelow({ tree, isHost }: Network, d: number): number {
  let count = 0;
  const stack = [d];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (let child = tree.childStart[node] as number; child < (tree.childStart[node + 1] as number); child++) {
      if (isHost[child] === 1) continue;
      count++;
      stack.push(child);
    }
  }
  return count;
}
