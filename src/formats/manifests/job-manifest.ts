import type { Place } from '../../base/index.ts';
import type { PodSet, Workload } from '../../model/index.ts';

/** A job as somebody submits it: the pod sets that Kueue makes of it, and what they ask of the topology. */
export interface JobManifest {
  /** `Job`, `HyperPodPyTorchJob`, `Workload`. */
  readonly kind: string;
  /** `metadata.name`, else `metadata.generateName`. */
  readonly name: string;
  readonly namespace?: string;
  /** Local queue, from the label `kueue.x-k8s.io/queue-name`. */
  readonly queueName?: string;
  readonly podSets: readonly PodSet[];
  /** Of an admitted Workload whose nodes failed: replacements are looked for. */
  readonly workload?: Workload;
  /** Where the manifest stands. */
  readonly place: Place;
}
