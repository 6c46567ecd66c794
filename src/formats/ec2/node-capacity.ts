import type { Place, Problem } from '../../base/index.ts';
import {
  HOSTNAME_LABEL,
  INSTANCE_TYPE_LABEL,
  type Instance,
  instanceResources,
  NETWORK_LAYER_LABELS,
  type Node,
  type ResourceList,
  ULTRASERVER_LABEL,
} from '../../model/index.ts';
import { shown } from '../path.ts';

/** Nodes made of instances, and what could not be made. */
export interface NominalNodes {
  readonly nodes: readonly Node[];
  readonly problems: readonly Problem[];
}

const EFA = 'vpc.amazonaws.com/efa';
const ZONE_LABEL = 'topology.kubernetes.io/zone';
const ZONE_ID_LABEL = 'topology.k8s.aws/zone-id';
/** Kubernetes' default bound of pods per node. */
const PODS = 110;
/** No file in particular: several together say it. */
const NOWHERE: Place = { file: '', line: 0, column: 0 };

/**
 * Kubernetes nodes for EC2 instances, so that placement works from EC2's answer alone: ready, untainted, with the
 * nominal resources of their type and labels for host name, type, network layers and zone.
 *
 * Nominal is more than allocatable: real nodes keep some CPU and memory back. Give Node objects for exact answers. A
 * node is named as its Kubernetes node where that is known, else by its instance id.
 *
 * @param at place that the problems point at: one per type that has no known resources
 */
export function nodesFromInstances(instances: readonly Instance[], at: Place = NOWHERE): NominalNodes {
  const nodes: Node[] = [];
  const unknown = new Map<string, string[]>();
  for (const instance of instances) {
    const type = instance.type ?? '';
    const allocatable = nominalResources(type);
    if (allocatable !== undefined) nodes.push(toNode(instance, allocatable));
    else unknown.set(type, [...(unknown.get(type) ?? []).slice(0, 2), instance.id]);
  }
  return { nodes, problems: [...unknown].map(([type, ids]) => unknownType(type, ids, at)) };
}

/** Nominal resources of an instance type, with or without `ml.`; undefined for a type that is not known. */
export function nominalResources(type: string): ResourceList | undefined {
  const known = instanceResources(type);
  if (known === undefined) return undefined;
  const { vCpuCount, memoryGiB, accelerator, acceleratorCount, efaCount } = known;
  return {
    cpu: vCpuCount,
    memory: `${memoryGiB}Gi`,
    ...(accelerator === undefined ? {} : { [accelerator]: acceleratorCount }),
    ...(efaCount > 0 ? { [EFA]: efaCount } : {}),
    pods: PODS,
  };
}

function toNode(instance: Instance, allocatable: ResourceList): Node {
  const name = instance.nodeName ?? instance.id;
  const labels: Record<string, string> = { [HOSTNAME_LABEL]: name };
  const set = (label: string, value: string | undefined): void => {
    if (value !== undefined) labels[label] = value;
  };
  set(INSTANCE_TYPE_LABEL, instance.type);
  NETWORK_LAYER_LABELS.forEach((label, layer) => {
    set(label, instance.networkNodes[layer]);
  });
  set(ZONE_LABEL, instance.availabilityZone);
  set(ZONE_ID_LABEL, instance.zoneId);
  set(ULTRASERVER_LABEL, instance.ultraServerId);
  return { name, labels, allocatable, isReady: true };
}

function unknownType(type: string, ids: readonly string[], at: Place): Problem {
  const which = `${ids.slice(0, 2).join(', ')}${ids.length > 2 ? ', …' : ''}`;
  const reason = type === '' ? 'no instance type is given' : `the resources of type ${shown(type)} are not known`;
  const message = `${reason} (${which}); give Node objects instead, as kubectl get nodes -o json prints them`;
  return { ...at, code: 'not-found', severity: 'error', field: 'InstanceType', message };
}
