import * as z from 'zod';
import type { FieldError } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { podTemplate } from '../../kubernetes/pod-template.ts';
import { DNS_LABEL_NAME } from '../../names.ts';
import { answered, count, named, optional, written } from '../../schema.ts';
import { annotationErrors, topologyErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { PodSetDraft, WebhookError } from '../job-object.ts';

const OTHER_SPEC = ['nprocPerNode', 'runPolicy', 'elasticPolicy', 'logMonitoringConfiguration'];
const OTHER_REPLICA = ['spares', 'maxReplicas', 'minReplicas', 'restartPolicy'];

const replicaSpec = answered(
  () => ({ name: named(DNS_LABEL_NAME), replicas: optional(count()), template: podTemplate(written) }),
  OTHER_REPLICA,
);

const schema = written(
  () => ({
    ...TYPE_META,
    metadata: metadata(written),
    spec: answered(() => ({ replicaSpecs: z.array(replicaSpec).min(1) }), OTHER_SPEC),
  }),
  ['status'],
);

type HyperPodPyTorchJob = z.output<typeof schema>;

/**
 * Job of the HyperPod training operator: one pod set per entry of `replicaSpecs`.
 *
 * The operator and the full list of its fields are not public, so unknown fields of its own are passed over unless they
 * look like a mistyped one. What its webhooks do beside Kueue's rules for topology annotations is not known.
 */
export const hyperPodPyTorchJobKind: JobKind = defineJobKind({
  kind: 'HyperPodPyTorchJob',
  group: 'sagemaker.amazonaws.com',
  versions: ['v1'],
  schema,
  validate: (job, context) => [...nameErrors(job), ...placementErrors(job, context)],
  podSets: podSetsOf,
});

function podSetsOf({ spec }: HyperPodPyTorchJob): PodSetDraft[] {
  return spec.replicaSpecs.map(({ name, replicas, template }, index) => ({
    name,
    count: replicas ?? 1,
    template,
    path: `spec.replicaSpecs[${index}].template.metadata.annotations`,
  }));
}

/** As for a Job: slices are held against the pods only where nothing else is wrong with a replica. */
function placementErrors(job: HyperPodPyTorchJob, context: JobContext): readonly WebhookError[] {
  return podSetsOf(job).flatMap((podSet) => {
    const errors = annotationErrors(podSet, context);
    return errors.length > 0 ? errors : topologyErrors([podSet], context);
  });
}

function nameErrors({ spec }: HyperPodPyTorchJob): FieldError[] {
  const names = spec.replicaSpecs.map(({ name }) => name);
  return names.flatMap((name, index) => {
    if (names.indexOf(name) === index) return [];
    const message = 'give each replica a name of its own';
    return [{ type: 'FieldValueDuplicate', field: `spec.replicaSpecs[${index}].name`, value: name, message }];
  });
}
