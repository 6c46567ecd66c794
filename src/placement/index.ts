export { buildSnapshots, chargeUsage, type FlavorSnapshots } from './build-snapshots.ts';
export type { FlavorSnapshot, Mark } from './flavor-snapshot.ts';
export * from './kai/index.ts';
export * from './lifecycle/index.ts';
export { type FlavoredPlacement, type PlaceOptions, placeWorkload } from './place-workload.ts';
export type { PodSetRequest, PodSetUpdate } from './placement-request.ts';
export type { PlacementProfile, PodSetPlacement, Rejection, RejectionReason } from './placement-result.ts';
export { isExplicitRequest, sliceConstraints } from './search-plan.ts';
export { type TopologyUsage, topologyUsage } from './topology-usage.ts';
