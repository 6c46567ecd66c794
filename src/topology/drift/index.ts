export { compareNetworks } from './compare-networks.ts';
export type {
  DriftedInstance,
  LayerDrift,
  MovedInstance,
  NetworkDrift,
  NetworkNodeChange,
  RenamedNetworkNode,
  ReplacedInstance,
} from './network-drift.ts';
