import type { Cluster, FeatureGates, PodSet, ResourceDefaults, Workload } from '../../model/index.ts';
import type { PlacementRule } from '../../placement/index.ts';

/** A job that wants a place. */
export interface JobToPlace {
  readonly name: string;
  /** Default: `default`. */
  readonly namespace?: string;
  readonly podSets: readonly PodSet[];
  /** The job as an admitted Workload: with `unhealthyNodes` in it, replacements are looked for. */
  readonly workload?: Workload;
}

/** A level key that stands for whatever a manifest asks for. */
export type TopologyOverride = { readonly required: string } | { readonly preferred: string };

/** Where would a job land on this cluster, as it is? */
export interface PlaceQuestion {
  readonly cluster: Cluster;
  /** The only flavor to try; default: every topology flavor, in byte order of names, until one takes the job. */
  readonly flavor?: string;
  readonly topology?: TopologyOverride;
  /** What namespaces and RuntimeClasses add to what pods name; LimitRanges of all namespaces. */
  readonly resourceDefaults?: ResourceDefaults;
  readonly gates?: FeatureGates;
  /** Who chooses the nodes. Default: Kueue. */
  readonly rule?: PlacementRule;
}
