import type { Instance } from '../../model/index.ts';

/**
 * Instances as EC2's DescribeInstanceTopology answers, one per line. Not carried: names of Kubernetes nodes, UltraServers
 * and parts of accelerator domains, which EC2 does not know (ec2-hyperpod §2.1).
 */
export function instanceTopologyJson(instances: readonly Instance[]): string {
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
