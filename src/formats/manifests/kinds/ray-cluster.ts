import type * as z from 'zod';
import type { FieldError } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { answered } from '../../schema.ts';
import { buildPodSets } from '../framework/build-pod-sets.ts';
import { createErrors } from '../framework/create-errors.ts';
import { isElastic, MULTIKUEUE_CONTROLLER } from '../framework/labels.ts';
import { SPEC_SUSPENSION, specDelegation } from '../framework/spec-fields.ts';
import { annotationErrors, sliceLimitErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { WebhookError } from '../job-object.ts';
import { rayClusterSpec, withServerDefaults } from './ray-cluster-spec.ts';
import { autoscalingError, isRayChecked, rayGroupErrors, workerGroupErrors } from './ray-errors.ts';
import { HEAD, rayGroups, rayPodSets, withElasticGates } from './ray-pod-sets.ts';

/** Name of KubeRay's operator, which runs what nobody else is to run. */
export const KUBERAY_CONTROLLER = 'ray.io/kuberay-operator';
const PATH = 'spec';
const NOT_ELASTIC =
  'a kueue-managed RayCluster can use autoscaling only as an elastic job: enable the ElasticJobsViaWorkloadSlices feature gate and set the "kueue.x-k8s.io/elastic-job": "true" annotation';
const NOT_REMOTE = 'in-tree autoscaling is not supported for a MultiKueue-managed elastic RayCluster';

const schema = answered(() => ({ ...TYPE_META, metadata: metadata(answered), spec: rayClusterSpec }), ['status']);

type RayCluster = z.output<typeof schema>;

/** A Ray cluster of KubeRay: pod set `head`, then the worker groups (manifests facts 8, 13, 24, 27 to 31, 35). */
export const rayClusterKind: JobKind = defineJobKind({
  kind: 'RayCluster',
  group: 'ray.io',
  versions: ['v1'],
  framework: 'ray.io/raycluster',
  schema,
  isElastic: true,
  canBePrebuilt: true,
  suspension: SPEC_SUSPENSION,
  delegation: specDelegation(KUBERAY_CONTROLLER),
  serverDefaults: (cluster) => ({ ...cluster, spec: withServerDefaults(cluster.spec) }),
  addDefaults: (cluster, _isManaged, { gates }) =>
    isElastic(cluster, gates) ? { ...cluster, spec: withElasticGates(cluster.spec) } : cluster,
  validate: (cluster, context) => [
    ...(isRayChecked(cluster, context) ? ownErrors(cluster, context) : []),
    ...createErrors(rayClusterKind, cluster, context),
    ...topologyErrors(cluster, context),
  ],
  podSets: (cluster) => rayPodSets(cluster.spec, cluster, PATH),
});

function ownErrors(cluster: RayCluster, context: JobContext): FieldError[] {
  return [...scalingErrors(cluster, context), ...workerGroupErrors(cluster.spec, PATH)];
}

/** Elastic clusters have their gates by then, so that only what MultiKueue cannot do is left to refuse. */
function scalingErrors(cluster: RayCluster, { gates }: JobContext): FieldError[] {
  const { enableInTreeAutoscaling, managedBy } = cluster.spec;
  if (enableInTreeAutoscaling !== true) return [];
  if (!isElastic(cluster, gates)) return [autoscalingError(PATH, NOT_ELASTIC)];
  if (managedBy !== MULTIKUEUE_CONTROLLER) return [];
  return [{ type: 'FieldValueForbidden', field: `${PATH}.enableInTreeAutoscaling`, message: NOT_REMOTE }];
}

/**
 * Unlike RayJobs and RayServices the limit of the head comes after the groups, and worker groups are not looked at where
 * pod sets cannot be built (manifests fact 30).
 */
function topologyErrors(cluster: RayCluster, context: JobContext): readonly WebhookError[] {
  if (!context.gates.TopologyAwareScheduling) return [];
  const podSets = rayPodSets(cluster.spec, cluster, PATH);
  const built = buildPodSets(podSets, context);
  const groups = rayGroups(cluster.spec, PATH);
  const errors: FieldError[] = groups.slice(0, 1).flatMap((head) => annotationErrors(head, context));
  if ('error' in built) return errors.length > 0 ? errors : [{ text: built.error }];
  errors.push(...rayGroupErrors(groups, built.podSets));
  for (const group of groups) {
    // A group that has the name of the head is taken for it.
    const isHead = group.name.toLowerCase() === HEAD;
    const path = isHead ? (groups[0]?.path ?? group.path) : group.path;
    if (!isHead) errors.push(...annotationErrors(group, context));
    errors.push(...sliceLimitErrors({ ...group, path }, context));
  }
  return errors;
}
