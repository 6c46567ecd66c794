export { generateTopology } from './generate-topology.ts';
export type { Ec2Shape, FatTreeShape, GenerateOptions, Nvl72Shape, TopologyShape } from './topology-shape.ts';
