import type { Instance } from '../../model/index.ts';

/** An instance that only one reading has. */
export interface DriftedInstance {
  readonly id: string;
  readonly nodeName?: string;
  readonly networkNodes: readonly string[];
}

/** One instance in the place of another. */
export interface ReplacedInstance {
  readonly old: DriftedInstance;
  readonly new: DriftedInstance;
  /** How the two were found to belong together: one Kubernetes node name, or one lowest network node and one type. */
  readonly by: 'node-name' | 'place';
}

/** An instance that both readings have, below other network nodes. */
export interface MovedInstance {
  readonly id: string;
  readonly nodeName?: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Layers whose network node differs, a mere new name aside; 1 is the top, ascending, at least one. */
  readonly layers: readonly number[];
}

/** A network node whose id is another now, while the instances below are the same. */
export interface RenamedNetworkNode {
  readonly layer: number;
  readonly from: string;
  readonly to: string;
  /** Instances below that both readings have. */
  readonly instanceCount: number;
}

/** Capacity below a network node, where it is not what it was. */
export interface NetworkNodeChange {
  /** Its id now, or its last one if it is gone. */
  readonly node: string;
  /** Instances below it; 0 where it is not there. */
  readonly before: number;
  readonly after: number;
}

/** Capacity of one layer. */
export interface LayerDrift {
  /** 1 for the top. */
  readonly layer: number;
  readonly nodeCount: { readonly before: number; readonly after: number };
  readonly instanceCount: { readonly before: number; readonly after: number };
  /** Sums over network nodes of what they lost and gained: a move within a layer counts in both. */
  readonly lost: number;
  readonly gained: number;
  /** Network nodes with another number of instances, in byte order of ids. */
  readonly changes: readonly NetworkNodeChange[];
}

/** What differs between two readings of one network. Lists of instances are in byte order of ids. */
export interface NetworkDrift {
  /** Is there any difference, renamed network nodes included? */
  readonly hasDrift: boolean;
  readonly instanceCount: { readonly before: number; readonly after: number };
  readonly added: readonly DriftedInstance[];
  readonly removed: readonly DriftedInstance[];
  readonly replaced: readonly ReplacedInstance[];
  readonly moved: readonly MovedInstance[];
  /** By layer, then in byte order of old ids. */
  readonly renamed: readonly RenamedNetworkNode[];
  /** Every layer of either reading, the top first. */
  readonly layers: readonly LayerDrift[];
}

/** What is told of an instance that is only in one reading. */
export function driftedInstance({ id, nodeName, networkNodes }: Instance): DriftedInstance {
  return { id, ...(nodeName === undefined ? {} : { nodeName }), networkNodes };
}
