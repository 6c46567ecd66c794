/** Label of every Kubernetes node that holds its own host name; as the lowest level it makes a topology host-exact. */
export const HOSTNAME_LABEL = 'kubernetes.io/hostname';
/** Label of a node's instance type, with the `ml.` prefix on HyperPod. */
export const INSTANCE_TYPE_LABEL = 'node.kubernetes.io/instance-type';
/** Label of the UltraServer (one NVLink domain) on HyperPod. */
export const ULTRASERVER_LABEL = 'topology.k8s.aws/ultraserver-id';
/** Labels of the EC2 network nodes above an instance: index 0 is layer 1, the top (ec2-hyperpod §2.4). */
export const NETWORK_LAYER_LABELS: readonly string[] = [1, 2, 3, 4].map(
  (layer) => `topology.k8s.aws/network-node-layer-${layer}`,
);

/** Annotations of a pod template that ask for a place in the topology (kueue-tas §2.1). */
export const REQUIRED_TOPOLOGY_ANNOTATION = 'kueue.x-k8s.io/podset-required-topology';
export const PREFERRED_TOPOLOGY_ANNOTATION = 'kueue.x-k8s.io/podset-preferred-topology';
export const UNCONSTRAINED_TOPOLOGY_ANNOTATION = 'kueue.x-k8s.io/podset-unconstrained-topology';
export const SLICE_REQUIRED_TOPOLOGY_ANNOTATION = 'kueue.x-k8s.io/podset-slice-required-topology';
export const SLICE_SIZE_ANNOTATION = 'kueue.x-k8s.io/podset-slice-size';
export const SLICE_CONSTRAINTS_ANNOTATION = 'kueue.x-k8s.io/podset-slice-required-topology-constraints';
export const POD_SET_GROUP_ANNOTATION = 'kueue.x-k8s.io/podset-group-name';
/** Further annotations and labels that tie pods to workloads and ranks. */
export const POD_INDEX_OFFSET_ANNOTATION = 'kueue.x-k8s.io/pod-index-offset';
export const WORKLOAD_ANNOTATION = 'kueue.x-k8s.io/workload';
export const POD_SET_LABEL = 'kueue.x-k8s.io/podset';
export const POD_GROUP_INDEX_LABEL = 'kueue.x-k8s.io/pod-group-pod-index';
export const QUEUE_NAME_LABEL = 'kueue.x-k8s.io/queue-name';
export const PRIORITY_CLASS_LABEL = 'kueue.x-k8s.io/priority-class';
export const ELASTIC_JOB_ANNOTATION = 'kueue.x-k8s.io/elastic-job';
/** Names, with commas between them, of the controllers that hold a workload back. */
export const ADMISSION_GATED_BY_ANNOTATION = 'kueue.x-k8s.io/admission-gated-by';
/** A number that is added to a workload's priority, behind the gate PriorityBoost. */
export const PRIORITY_BOOST_ANNOTATION = 'kueue.x-k8s.io/priority-boost';
/** Scheduling gate that holds a pod until the ungater has told it its place (kueue-tas §17). */
export const TOPOLOGY_SCHEDULING_GATE = 'kueue.x-k8s.io/topology';
