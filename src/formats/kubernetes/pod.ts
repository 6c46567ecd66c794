import { podKind } from '../manifests/kinds/pod.ts';
import { isPendingJob, podSchema } from '../manifests/kinds/pod-object.ts';
import { present } from '../schema.ts';
import { type KindReader, kindReader } from './kind-reader.ts';
import { qualifiedName } from './metadata.ts';
import { toPodSpec } from './pod-template.ts';

/**
 * Pods as `kubectl get pods -o json` prints them; terminating when they have a deletion time. One that waits for Kueue is
 * a job, alone or with its group; all others are pods of the cluster.
 */
export const podReader: KindReader = kindReader({
  kind: 'Pod',
  apiVersions: ['v1'],
  schema: podSchema,
  add(pod, context) {
    const { metadata, spec, status } = pod;
    if (!context.claim(qualifiedName(metadata))) return;
    if (isPendingJob(pod)) {
      context.addJobObject({ kind: podKind, object: pod });
      return;
    }
    const { namespace, labels, annotations } = metadata;
    context.inputs.pods.push(
      present({
        name: metadata.name,
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
