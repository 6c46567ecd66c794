import { type FieldError, validatePodSetGroups } from '../../../model/index.ts';
import { buildPodSets } from '../framework/build-pod-sets.ts';
import { isElastic, queueNameOf } from '../framework/labels.ts';
import { annotationErrors, sliceLimitErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuildError, BuiltPodSet, JobObject, PodSetDraft, WebhookError } from '../job-object.ts';
import type { RayClusterSpec } from './ray-cluster-spec.ts';
import { HEAD } from './ray-pod-sets.ts';

/** Most pod sets that a Workload may have. */
const MAX_POD_SETS = 18;
/** How Go prints the path that pod sets beside those of the cluster don't have. */
const NO_PATH = '<nil>';

/** Are the rules of Ray's own looked at? Not for jobs that Kueue leaves alone (manifests fact 28). */
export function isRayChecked(job: JobObject, { config }: JobContext): boolean {
  return config.manageJobsWithoutQueueName === true || queueNameOf(job) !== '';
}

/** What is refused in the RayCluster that a RayJob or RayService makes. */
export function rayClusterErrors(
  spec: RayClusterSpec,
  owner: JobObject,
  path: string,
  { gates }: JobContext,
): FieldError[] {
  const message = 'a kueue managed job should only use autoscaling when workload slicing is enabled';
  const isScaled = spec.enableInTreeAutoscaling === true && !isElastic(owner, gates);
  return [...(isScaled ? [autoscalingError(path, message)] : []), ...workerGroupErrors(spec, path)];
}

/** A RayCluster that grows by itself, where it may not. */
export function autoscalingError(path: string, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: `${path}.enableInTreeAutoscaling`, value: true, message };
}

/** Too many worker groups, and those with the name of the head. */
export function workerGroupErrors({ workerGroupSpecs }: RayClusterSpec, path: string): FieldError[] {
  const groups = workerGroupSpecs ?? [];
  const field = `${path}.workerGroupSpecs`;
  const value = groups.length + 1;
  const message = `must have at most ${MAX_POD_SETS} items`;
  return [
    ...(value > MAX_POD_SETS ? [{ type: 'FieldValueTooMany', field, value, message } as const] : []),
    ...groups.flatMap(({ groupName }, index) => (groupName === HEAD ? [headNameError(`${field}[${index}]`)] : [])),
  ];
}

/**
 * What is refused in the topology annotations of a RayJob's or RayService's cluster: the head by itself, groups of pod
 * sets, each worker group by itself.
 * @param groups the cluster's pod sets as they are written
 * @param podSets all pod sets of the job, or why they cannot be made; then only the annotations by themselves are told
 * @see manifests facts 27, 30, 31, 33
 */
export function rayTopologyErrors(
  groups: readonly PodSetDraft[],
  podSets: readonly PodSetDraft[] | BuildError,
  context: JobContext,
): readonly WebhookError[] {
  if (!context.gates.TopologyAwareScheduling) return [];
  const built = buildPodSets(podSets, context);
  if ('error' in built) {
    const errors = groups.flatMap((group) => annotationErrors(group, context));
    return errors.length > 0 ? errors : [{ text: built.error }];
  }
  const [head, ...workers] = groups.map((group) => {
    const count = built.podSets.find(({ name }) => name === group.name.toLowerCase())?.count ?? group.count;
    return [...annotationErrors(group, context), ...sliceLimitErrors({ ...group, count }, context)];
  });
  return [...(head ?? []), ...rayGroupErrors(groups, built.podSets), ...workers.flat()];
}

/** Pod set groups; errors find their paths by the names of the cluster's pod sets, of which a submitter is none. */
export function rayGroupErrors(groups: readonly PodSetDraft[], built: readonly BuiltPodSet[]): FieldError[] {
  const pathOfName = new Map(groups.map(({ name, path }) => [name.toLowerCase(), path]));
  const placed = built.map((podSet) => ({ ...podSet, path: pathOfName.get(podSet.name) ?? NO_PATH }));
  return validatePodSetGroups(placed.map(({ path, count, topologyRequest }) => ({ path, count, topologyRequest }))).map(
    (error) => (error.field.startsWith(`${NO_PATH}[`) ? { ...error, field: error.field.slice(NO_PATH.length) } : error),
  );
}

function headNameError(path: string): FieldError {
  return { type: 'FieldValueForbidden', field: `${path}.groupName`, message: '"head" is reserved for the head group' };
}
