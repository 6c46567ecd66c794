import type { ResourceList } from './resources.ts';
import type { Taint } from './taint.ts';

/** A Kubernetes node: one EC2 instance. */
export interface Node {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** What pods may use. Without `pods` in it the node holds nothing (kueue-tas §5). */
  readonly allocatable: ResourceList;
  /** Cordoned. */
  readonly isUnschedulable?: boolean;
  /** Status of the first condition of type `Ready`; a node without one is not ready. */
  readonly isReady: boolean;
  /** `aws:///us-west-2a/i-…` or HyperPod's `aws:///usw2-az2/sagemaker/cluster/hyperpod-…-i-…`. */
  readonly providerId?: string;
}
