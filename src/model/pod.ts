import type { NodeAffinity } from './node-affinity.ts';
import type { ResourceList } from './resources.ts';
import type { Toleration } from './taint.ts';

export interface Container {
  readonly name?: string;
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  /** `Always` on an init container makes it a sidecar. */
  readonly restartPolicy?: string;
}

/** The parts of a pod's spec that scheduling looks at. */
export interface PodSpec {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: ResourceList;
  /** Pod-level resources. */
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: { readonly nodeAffinity?: NodeAffinity };
  readonly nodeName?: string;
  readonly schedulingGates?: readonly { readonly name: string }[];
  /** Its overhead is added where `overhead` is not given. */
  readonly runtimeClassName?: string;
  readonly priorityClassName?: string;
}

/** What every pod of a pod set looks like. */
export interface PodTemplate {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec?: PodSpec;
}

/** A pod that exists in the cluster. */
export interface Pod extends PodTemplate {
  readonly name: string;
  readonly namespace?: string;
  /** `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`. */
  readonly phase?: string;
  /** Has it been asked to go? */
  readonly isTerminating?: boolean;
}
