import { HOSTNAME_LABEL, INSTANCE_TYPE_LABEL, type Instance, type Node } from '../model/index.ts';
import { topologyLabels } from './node-labels.ts';

/**
 * Instances as the Kubernetes nodes that HyperPod would make of them: named `hyperpod-ID` where no name is known, types
 * with the prefix `ml.`, without resources. For pictures of nodes when only EC2's answer is at hand.
 */
export function hyperPodNodes(instances: readonly Instance[]): Node[] {
  return instances.map((instance) => {
    const { id, type = '', nodeName: name = `hyperpod-${id}` } = instance;
    const hyperPodType = type === '' || type.startsWith('ml.') ? type : `ml.${type}`;
    const labels = { [HOSTNAME_LABEL]: name, [INSTANCE_TYPE_LABEL]: hyperPodType, ...topologyLabels(instance) };
    return { name, labels, allocatable: {}, isReady: true };
  });
}
