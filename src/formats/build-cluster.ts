import type { Problem } from '../base/index.ts';
import type { Cluster, Instance } from '../model/index.ts';
import { instanceIdOf, instancesFromNodes } from '../topology/index.ts';
import { joinInstances } from './ec2/join-instances.ts';
import { nodesFromInstances } from './ec2/node-capacity.ts';
import type { Inputs } from './inputs.ts';
import { instancesFromLabels } from './node-labels/read-labels.ts';

/** A cluster made of what files hold, with what had to be said about it. */
export interface BuiltCluster {
  readonly cluster: Cluster;
  readonly problems: readonly Problem[];
}

/**
 * The cluster that these inputs describe.
 *
 * Node objects are the cluster; EC2's answer adds network layers that they lack. Without any Node object the instances
 * are the nodes, with the nominal resources of their type. An instance type without known resources is an error.
 */
export function buildCluster(inputs: Inputs): BuiltCluster {
  const joined = joinInstances(inputs.instances, inputs.nodes);
  const { nodes, problems } =
    inputs.nodes.length > 0 ? { nodes: joined.nodes, problems: joined.problems } : nodesFromInstances(inputs.instances);
  const { pods, topologies, resourceFlavors } = inputs;
  const workloads = inputs.workloads.filter(({ admission }) => admission !== undefined);
  const cluster = { nodes, pods, topologies, resourceFlavors, workloads };
  return { cluster, problems: [...problems, ...emptyAnswers(inputs)] };
}

/** Instances of a network, with what had to be said about them. */
export interface CollectedInstances {
  readonly instances: readonly Instance[];
  readonly problems: readonly Problem[];
}

/**
 * The instances that these inputs know of, each once: EC2's, named after their Kubernetes nodes, then those of nodes
 * that EC2's answer does not name.
 *
 * @param levels node labels that hold the place, coarsest first; default: those of the family that the nodes carry, EC2's
 * network layers if none
 */
export function collectInstances(inputs: Inputs, levels?: readonly string[]): CollectedInstances {
  const { instances, problems } = joinInstances(inputs.instances, inputs.nodes);
  const known = new Set(instances.map(({ id }) => id));
  const others = inputs.nodes.filter((node) => !known.has(instanceIdOf(node) ?? ''));
  const placed = levels === undefined ? instancesFromLabels(others) : instancesFromNodes(others, levels);
  return { instances: [...instances, ...placed], problems: [...problems, ...emptyAnswers(inputs)] };
}

/** An empty answer is worth a word only where nothing else tells of machines. */
function emptyAnswers({ instances, nodes, reservations, emptyAnswers: places }: Inputs): Problem[] {
  if (instances.length + nodes.length + reservations.length > 0) return [];
  const message = "EC2's answer is empty: it names no instance";
  return places.map((place) => ({ ...place, code: 'incomplete', severity: 'warning', field: '', message }));
}
