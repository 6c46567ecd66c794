/** What a generated network looks like; closed by `kind`. */
export type TopologyShape = FatTreeShape | Ec2Shape | Nvl72Shape;

/** A regular tree: every network node of a layer has equally many below it. */
export interface FatTreeShape {
  readonly kind: 'fat-tree';
  /** Network nodes per network node above, layer 1 first; `[2, 4, 8]` has 2, 8 and 64 of them. */
  readonly layers: readonly number[];
  /** Over all; spread so that the lowest network nodes differ by one at most, the first ones getting more. */
  readonly instanceCount: number;
}

/** Three irregular layers, as EC2 hands out instances that were asked for together. */
export interface Ec2Shape {
  readonly kind: 'ec2';
  readonly instanceCount: number;
}

/** Racks of 18 nodes with 4 GPUs each, one NVLink domain per rack; the last may be incomplete. */
export interface Nvl72Shape {
  readonly kind: 'nvl72';
  readonly instanceCount: number;
}

/** What a generated network depends on besides its shape. */
export interface GenerateOptions {
  /** A safe integer; the same seed gives the same ids and the same leaves. Default 0. */
  readonly seed?: number;
  /** Default `p5.48xlarge`; for NVL72 `p6e-gb200.36xlarge`. */
  readonly instanceType?: string;
  /** Default `us-west-2a`. */
  readonly availabilityZone?: string;
  /** Default `usw2-az1`. */
  readonly zoneId?: string;
}
