import type { Instance } from '../model/index.ts';
import { compilePaths, type FlatTree } from './flat-tree.ts';
import { uniqueInstances } from './unique-instances.ts';

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
  /** Instance id or Kubernetes node name → host number; where one's id is another's name, the id counts. */
  readonly hostOfName: ReadonlyMap<string, number>;
}

// Hosts and network nodes of one name are different things. Hosts come first among siblings.
const HOST_MARK = '\u0000';
const NODE_MARK = '\u0001';

/**
 * Compiles instances to a network. The order in which they are listed does not matter; of several with one id the first
 * counts. O(total path length + sorting of siblings).
 */
export function compileNetwork(instances: readonly Instance[]): Network {
  const unique = uniqueInstances(instances);
  const { tree: marked, nodeOfPath } = compilePaths(
    unique.map(({ id, networkNodes }) => [...networkNodes.map(nodeLabel), HOST_MARK + id]),
  );
  const label = marked.label.map((text) => (text < '\u0002' ? text.slice(1) : text));
  const tree: FlatTree = { ...marked, label };
  const isHost = new Uint8Array(tree.size);
  const instanceAt: Instance[] = new Array(tree.size);
  for (const [i, instance] of unique.entries()) {
    const d = nodeOfPath[i] as number;
    isHost[d] = 1;
    instanceAt[d] = instance;
  }
  const { hosts, hostStart, hostEnd } = numberHosts(tree, isHost);
  const sorted = Array.from(hosts, (d) => instanceAt[d] as Instance);
  return { tree, isHost, instances: sorted, hosts, hostStart, hostEnd, hostOfName: hostNames(sorted) };
}

/** Only labels that could be taken for marked ones need a mark of their own. */
function nodeLabel(node: string): string {
  return node !== '' && node < '\u0002' ? NODE_MARK + node : node;
}

/** Layer of a network node, 1 for the top; for an instance one more than that of the node it hangs on. */
export function layerOf(network: Network, d: number): number {
  let layer = 1;
  for (let node = network.tree.parent[d] as number; node >= 0; node = network.tree.parent[node] as number) layer++;
  return layer;
}

function numberHosts(tree: FlatTree, isHost: Uint8Array): Pick<Network, 'hosts' | 'hostStart' | 'hostEnd'> {
  const counts = countHosts(tree, isHost);
  const hostStart = new Int32Array(tree.size);
  const hostEnd = new Int32Array(tree.size);
  const hosts: number[] = [];
  // Where the next child of a node begins; the last entry stands above the roots.
  const next = new Int32Array(tree.size + 1);
  for (let d = 0; d < tree.size; d++) {
    const parent = tree.parent[d] as number;
    const above = parent < 0 ? tree.size : parent;
    const start = next[above] as number;
    const end = start + (counts[d] as number);
    next[above] = end;
    next[d] = start;
    hostStart[d] = start;
    hostEnd[d] = end;
    if (isHost[d] === 1) hosts[start] = d;
  }
  return { hosts: Int32Array.from(hosts), hostStart, hostEnd };
}

/** Tree index → hosts at or below it. */
function countHosts(tree: FlatTree, isHost: Uint8Array): Int32Array {
  const counts = Int32Array.from(isHost);
  for (let d = tree.size - 1; d >= 0; d--) {
    const parent = tree.parent[d] as number;
    if (parent >= 0) counts[parent] = (counts[parent] as number) + (counts[d] as number);
  }
  return counts;
}

function hostNames(instances: readonly Instance[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const [host, { nodeName }] of instances.entries()) if (nodeName !== undefined) names.set(nodeName, host);
  for (const [host, { id }] of instances.entries()) names.set(id, host);
  return names;
}
