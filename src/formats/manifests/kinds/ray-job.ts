import * as z from 'zod';
import { compareStrings } from '../../../base/index.ts';
import type { FieldError } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { type ContainerObject, type PodTemplateObject, podTemplate } from '../../kubernetes/pod-template.ts';
import { answered, labels, optional, written } from '../../schema.ts';
import { createErrors } from '../framework/create-errors.ts';
import { SPEC_SUSPENSION, specDelegation } from '../framework/spec-fields.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { BuildError, PodSetDraft, WebhookError } from '../job-object.ts';
import { KUBERAY_CONTROLLER } from './ray-cluster.ts';
import { type RayClusterSpec, rayClusterSpec, withServerDefaults } from './ray-cluster-spec.ts';
import { isRayChecked, rayClusterErrors, rayTopologyErrors } from './ray-errors.ts';
import { rayGroups, rayPodSets, withContainer } from './ray-pod-sets.ts';
import { rayNamePart, withScaledGroups } from './ray-scaling.ts';

const CLUSTER_PATH = 'spec.rayClusterSpec';
const OTHER_SPEC =
  'activeDeadlineSeconds backoffLimit metadata submitterConfig deletionStrategy entrypoint runtimeEnvYAML jobId entrypointResources entrypointNumCpus entrypointNumGpus ttlSecondsAfterFinished preRunningDeadlineSeconds'.split(
    ' ',
  );
const OTHER_STATUS =
  'jobId dashboardURL jobStatus jobDeploymentStatus reason message startTime endTime succeeded failed rayClusterStatus rayJobInfo observedGeneration'.split(
    ' ',
  );
const NO_CLUSTER = "rayClusterSpec is required for Kueue-managed jobs that don't use clusterSelector";
const NO_IMAGE = 'the default submitter takes the image of the first container of the head, which has none';

/** What KubeRay gives the container that submits the job. */
const SUBMITTER: ContainerObject = {
  name: 'ray-job-submitter',
  resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '500m', memory: '200Mi' } },
};

const schema = answered(() => ({
  ...TYPE_META,
  metadata: metadata(answered),
  spec: answered(
    () => ({
      rayClusterSpec: optional(rayClusterSpec),
      clusterSelector: optional(labels),
      submissionMode: optional(z.string()),
      submitterPodTemplate: optional(podTemplate(written)),
      shutdownAfterJobFinishes: optional(z.boolean()),
      suspend: optional(z.boolean()),
      managedBy: optional(z.string()),
    }),
    OTHER_SPEC,
  ),
  status: optional(answered(() => ({ rayClusterName: optional(z.string()) }), OTHER_STATUS)),
}));

type RayJob = z.output<typeof schema>;

/**
 * A job on a Ray cluster of its own: the cluster's pod sets, and `submitter` where a pod by itself submits the job.
 * @see manifests facts 14, 27 to 31, 33, 35
 */
export const rayJobKind: JobKind = defineJobKind({
  kind: 'RayJob',
  group: 'ray.io',
  versions: ['v1'],
  framework: 'ray.io/rayjob',
  schema,
  isElastic: true,
  canBePrebuilt: true,
  suspension: SPEC_SUSPENSION,
  delegation: specDelegation(KUBERAY_CONTROLLER),
  serverDefaults(job) {
    const { rayClusterSpec, submissionMode } = job.spec;
    const cluster = rayClusterSpec && { rayClusterSpec: withServerDefaults(rayClusterSpec) };
    return { ...job, spec: { ...job.spec, ...cluster, submissionMode: submissionMode ?? 'K8sJobMode' } };
  },
  validate(job, context) {
    const isChecked = isRayChecked(job, context);
    if (isChecked && !hasOwnCluster(job)) return clusterChoiceErrors(job);
    return [
      ...(isChecked ? ownErrors(job, context) : []),
      ...createErrors(rayJobKind, job, context),
      ...topologyErrors(job, context),
    ];
  },
  isSkipped: hasSelector,
  podSets: podSetsOf,
  elasticNamePart: (job, context) => rayNamePart(job, job.status?.rayClusterName, context),
});

/** Does it run on a cluster that is there already? */
function hasSelector({ spec }: RayJob): boolean {
  return Object.keys(spec.clusterSelector ?? {}).length > 0;
}

function hasOwnCluster(job: RayJob): boolean {
  return Boolean(job.spec.rayClusterSpec) && !hasSelector(job);
}

/** A job on a cluster that is there already is let through unseen; one with both or neither is not. */
function clusterChoiceErrors(job: RayJob): FieldError[] {
  const { clusterSelector, rayClusterSpec } = job.spec;
  if (!hasSelector(job)) return [{ type: 'FieldValueRequired', field: CLUSTER_PATH, message: NO_CLUSTER }];
  if (!rayClusterSpec) return [];
  const value = Object.fromEntries(Object.entries(clusterSelector ?? {}).sort(([a], [b]) => compareStrings(a, b)));
  const message = 'a kueue managed job should not use an existing cluster';
  return [{ type: 'FieldValueInvalid', field: 'spec.clusterSelector', value, message }];
}

function ownErrors(job: RayJob, context: JobContext): FieldError[] {
  const { rayClusterSpec, shutdownAfterJobFinishes } = job.spec;
  const message = 'a kueue managed job should delete the cluster after finishing';
  const field = 'spec.shutdownAfterJobFinishes';
  return [
    ...(shutdownAfterJobFinishes === true
      ? []
      : [{ type: 'FieldValueInvalid', field, value: false, message } as const]),
    ...(rayClusterSpec ? rayClusterErrors(rayClusterSpec, job, CLUSTER_PATH, context) : []),
  ];
}

function topologyErrors(job: RayJob, context: JobContext): readonly WebhookError[] {
  const { rayClusterSpec } = job.spec;
  if (!rayClusterSpec) return [];
  return rayTopologyErrors(rayGroups(rayClusterSpec, CLUSTER_PATH), podSetsOf(job, context), context);
}

function podSetsOf(job: RayJob, context: JobContext): readonly PodSetDraft[] | BuildError {
  const { rayClusterSpec, submissionMode } = job.spec;
  if (!rayClusterSpec) return { error: NO_CLUSTER };
  const cluster = rayPodSets(rayClusterSpec, job, CLUSTER_PATH);
  if ('error' in cluster) return cluster;
  const podSets = submissionMode === 'SidecarMode' ? withSidecar(cluster) : [...cluster];
  if (submissionMode === 'K8sJobMode') {
    const template = submitterTemplate(job, rayClusterSpec);
    if ('error' in template) return template;
    podSets.push({ name: 'submitter', count: 1, template, path: 'spec.submitterPodTemplate.metadata.annotations' });
  }
  return withScaledGroups(podSets, job, rayClusterSpec, job.status?.rayClusterName, context);
}

/** The head submits the job, whatever the template says. */
function withSidecar([head, ...workers]: readonly PodSetDraft[]): PodSetDraft[] {
  return head === undefined ? [] : [{ ...head, template: withContainer(head.template, SUBMITTER) }, ...workers];
}

function submitterTemplate({ spec }: RayJob, { headGroupSpec }: RayClusterSpec): PodTemplateObject | BuildError {
  if (spec.submitterPodTemplate) return spec.submitterPodTemplate;
  const first = headGroupSpec.template.spec?.containers?.[0];
  if (first === undefined) return { error: NO_IMAGE };
  const { image } = first as { readonly image?: unknown };
  const rest = { restartPolicy: 'Never' };
  return { spec: { ...rest, containers: [{ ...SUBMITTER, ...(image === undefined ? {} : { image }) }] } };
}
