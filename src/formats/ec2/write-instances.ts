import { HopwiseError } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import { INSTANCE_ID } from '../names.ts';
import { shown } from '../path.ts';

/** Layers that EC2 knows. */
const MAX_LAYERS = 4;

/**
 * Instances as EC2's DescribeInstanceTopology answers, one per line. Not carried: names of Kubernetes nodes, UltraServers
 * and parts of accelerator domains, which EC2 does not know (ec2-hyperpod §2.1).
 *
 * @throws HopwiseError `invalid-argument` when an id is none of EC2's, or there are more than four layers
 */
export function instanceTopologyJson(instances: readonly Instance[]): string {
  for (const instance of instances) check(instance);
  const items = instances.map((instance) => JSON.stringify(toItem(instance)));
  return `{"Instances":[\n${items.join(',\n')}\n]}\n`;
}

function toItem(instance: Instance): object {
  return {
    InstanceId: instance.id,
    InstanceType: instance.type,
    GroupName: instance.groupName,
    NetworkNodes: instance.networkNodes,
    AvailabilityZone: instance.availabilityZone,
    ZoneId: instance.zoneId,
    CapacityBlockId: instance.capacityBlockId,
  };
}

function check({ id, networkNodes }: Instance): void {
  if (!INSTANCE_ID.matches(id)) {
    throw new HopwiseError('invalid-argument', `${shown(id)} is no instance id of EC2; write another format`);
  }
  if (networkNodes.length <= MAX_LAYERS) return;
  const message = `${shown(id)} has ${networkNodes.length} layers, and EC2 knows ${MAX_LAYERS}; write another format`;
  throw new HopwiseError('invalid-argument', message);
}
