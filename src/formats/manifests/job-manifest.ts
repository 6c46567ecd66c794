import type { Place } from '../../base/index.ts';
import type { PodSet, Workload } from '../../model/index.ts';
import type { WorkloadObject } from './framework/workload-object.ts';

/** A job as somebody submits it: the pod sets that Kueue makes of it, and what they ask of the topology. */
export interface JobManifest {
  /** `Job`, `JobSet`, `HyperPodPyTorchJob`, `Workload`, …; `Pod` for a group of pods too. */
  readonly kind: string;
  /** `metadata.name`, else `metadata.generateName`; the group's name for a group of pods. */
  readonly name: string;
  readonly namespace?: string;
  /** Local queue, from the label `kueue.x-k8s.io/queue-name` or the default of the namespace. */
  readonly queueName?: string;
  readonly podSets: readonly PodSet[];
  /** The Workload that Kueue makes of the job; absent where Kueue leaves it alone, and for kind `Workload`. */
  readonly workloadObject?: WorkloadObject;
  /** Of an admitted Workload whose nodes failed: replacements are looked for. */
  readonly workload?: Workload;
  /** Where the manifest stands. */
  readonly place: Place;
}
