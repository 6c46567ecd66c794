export { deriveTopology } from './derive-topology.ts';
export { capacityByDomain, type DomainCapacity } from './domain-capacity.ts';
export {
  compareNetworks,
  type DriftedInstance,
  type LayerDrift,
  type MovedInstance,
  type NetworkDrift,
  type NetworkNodeChange,
  type RenamedNetworkNode,
  type ReplacedInstance,
} from './drift/index.ts';
export { type CompiledPaths, compilePaths, type FlatTree, levelOf, pathOf } from './flat-tree.ts';
export {
  type Ec2Shape,
  type FatTreeShape,
  type GenerateOptions,
  generateTopology,
  type Nvl72Shape,
  type TopologyShape,
} from './generate/index.ts';
export { type HopCost, hopCost, hopCostOfHosts } from './hop-cost.ts';
export { type HopHistogram, hopHistogram } from './hop-histogram.ts';
export { type HopPair, hopPairs } from './hop-pairs.ts';
export { type HopAnswer, hops, hopsBetween } from './hops.ts';
export { instanceIdOf, instancesFromNodes } from './instances-from-nodes.ts';
export { findLabelProblems } from './label-problems.ts';
export { groupsByLayer, type LayerGroup, sharedNode, sharingLayer } from './layer-groups.ts';
export { compileNetwork, layerOf, type Network } from './network.ts';
export {
  buildNetworkGraph,
  instancesFromGraph,
  type NetworkGraph,
  type NetworkLinkAttributes,
  type NetworkNodeAttributes,
} from './network-graph.ts';
export { findNetworkProblems, type NetworkProblem } from './network-problems.ts';
export { findParentConflicts, type ParentConflict } from './parent-conflicts.ts';
export { instancesBelowReservation, reservationLeaves } from './reservations.ts';
export { uniformDepth } from './uniform-depth.ts';
