import type { Instance } from '../model/index.ts';
import { compilePaths, type FlatTree } from './flat-tree.ts';

/**
 * The network below which instances hang, compiled for questions.
 *
 * Identity is the path, as for Kueue: the same network node id below two parents is two network nodes. Hosts are
 * numbered depth-first, so that the hosts below any network node are one range.
 */
export interface Network {
  /** Network nodes and, below them, instances. An instance without network nodes is a root of its own. */
  readonly tree: FlatTree;
  /** Tree index → is it an instance? */
  readonly isHost: Uint8Array;
  /** Instances in depth-first order; the position here is the *host number* of all questions. */
  readonly instances: readonly Instance[];
  /** Host number → tree index. */
  readonly hosts: Int32Array;
  /** Tree index → first host number below it, itself included. */
  readonly hostStart: Int32Array;
  /** Tree index → number of the first host after those below it. */
  readonly hostEnd: Int32Array;
  /** Instance id or Kubernetes node name → host number. */
  readonly hostOfName: ReadonlyMap<string, number>;
}

/** Hosts and network nodes of the same name are different things: a prefix keeps their labels apart in the tree. */
const HOST_MARK = 'host:';
const NODE_MARK = 'node:';

/**
 * Compiles instances to a network. The order in which they are listed does not matter; of several with one id the first
 * counts.
 */
export function compileNetwork(instances: readonly Instance[]): Network {
  const unique = [...new Map(instances.toReversed().map((instance) => [instance.id, instance])).values()];
  const { tree: marked, nodeOfPath } = compilePaths(
    unique.map(({ id, networkNodes }) => [...networkNodes.map((node) => NODE_MARK + node), HOST_MARK + id]),
  );
  const tree: FlatTree = { ...marked, label: marked.label.map((label) => label.slice(NODE_MARK.length)) };
  const isHost = new Uint8Array(tree.size);
  const instanceAt = new Map<number, Instance>();
  for (const [i, instance] of unique.entries()) {
    isHost[nodeOfPath[i] as number] = 1;
    instanceAt.set(nodeOfPath[i] as number, instance);
  }
  const { hosts, hostStart, hostEnd } = numberHosts(tree, isHost);
  const sorted = Array.from(hosts, (d) => instanceAt.get(d) as Instance);
  return { tree, isHost, instances: sorted, hosts, hostStart, hostEnd, hostOfName: hostNames(sorted) };
}

/** Layer of a network node, 1 for the top; for an instance one more than that of the node it hangs on. */
export function layerOf(network: Network, d: number): number {
  let layer = 1;
  for (let node = network.tree.parent[d] as number; node >= 0; node = network.tree.parent[node] as number) layer++;
  return layer;
}

function numberHosts(tree: FlatTree, isHost: Uint8Array): Pick<Network, 'hosts' | 'hostStart' | 'hostEnd'> {
  const hostStart = new Int32Array(tree.size);
  const hostEnd = new Int32Array(tree.size);
  for (let d = tree.size - 1; d >= 0; d--) {
    // Until the hosts have their numbers, hostEnd counts those below.
    hostEnd[d] = (hostEnd[d] as number) + (isHost[d] as number);
    const parent = tree.parent[d] as number;
    if (parent >= 0) hostEnd[parent] = (hostEnd[parent] as number) + (hostEnd[d] as number);
  }
  const hosts: number[] = new Array(isHost.reduce((sum, flag) => sum + flag, 0));
  let nextRoot = 0;
  const nextBelow = new Int32Array(tree.size);
  for (let d = 0; d < tree.size; d++) {
    const parent = tree.parent[d] as number;
    const start = parent < 0 ? nextRoot : (hostStart[parent] as number) + (nextBelow[parent] as number);
    const count = hostEnd[d] as number;
    if (parent < 0) nextRoot += count;
    else nextBelow[parent] = (nextBelow[parent] as number) + count;
    hostStart[d] = start;
    if (isHost[d] === 1) hosts[start] = d;
  }
  for (let d = 0; d < tree.size; d++) hostEnd[d] = (hostStart[d] as number) + (hostEnd[d] as number);
  return { hosts: Int32Array.from(hosts), hostStart, hostEnd };
}

function hostNames(instances: readonly Instance[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const [host, { nodeName }] of instances.entries()) if (nodeName !== undefined) names.set(nodeName, host);
  for (const [host, { id }] of instances.entries()) names.set(id, host);
  return names;
}
