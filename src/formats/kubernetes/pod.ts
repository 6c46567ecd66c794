import { claimJobName } from '../manifests/job-name.ts';
import { podKind } from '../manifests/kinds/pod.ts';
import { isPendingJob, podSchema } from '../manifests/kinds/pod-object.ts';
import { present } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { toPodSpec } from './pod-template.ts';

/**
 * Pods as `kubectl get pods -o json` prints them; terminating when they have a deletion time. One that waits for Kueue is
 * a job, alone or with its group, and may leave its name to the server; all others are pods of the cluster.
 */
export const podReader: KindReader = kindReader({
  kind: 'Pod',
  apiVersions: ['v1'],
  schema: podSchema,
  add(pod, context) {
    const { metadata, spec, status } = pod;
    const name = claimJobName(metadata, context);
    if (name === undefined) return;
    if (isPendingJob(pod)) {
      context.addJobObject({ kind: podKind, object: pod });
      return;
    }
    const { namespace, labels, annotations } = metadata;
    context.inputs.pods.push(
      present({
        name,
        namespace,
        labels,
        annotations,
        spec: spec && toPodSpec(spec),
        phase: status?.phase,
        isTerminating: (metadata.deletionTimestamp ?? undefined) === undefined ? undefined : true,
      }),
    );
  },
});
