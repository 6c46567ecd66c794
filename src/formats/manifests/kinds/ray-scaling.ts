import { isElastic, jobNameOf, namespaceOf } from '../framework/labels.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuildError, JobObject, PodSetDraft } from '../job-object.ts';
import type { RayClusterSpec } from './ray-cluster-spec.ts';
import { rayGroups } from './ray-pod-sets.ts';

/** The part of a RayCluster that is looked at. */
interface RunningCluster extends JobObject {
  readonly spec: RayClusterSpec;
}

/**
 * Pod sets of an elastic job with the numbers of pods that the autoscaler set in the RayCluster which runs for the job.
 * @param clusterName from the job's status
 */
export function withScaledGroups(
  drafts: readonly PodSetDraft[],
  owner: JobObject,
  spec: RayClusterSpec,
  clusterName: string | null | undefined,
  context: JobContext,
): readonly PodSetDraft[] | BuildError {
  const isScaled = isElastic(owner, context.gates) && spec.enableInTreeAutoscaling === true;
  const cluster = isScaled ? findCluster(owner, clusterName, context) : undefined;
  if (cluster === undefined) return drafts;
  const indexOfName = new Map(drafts.map(({ name }, index) => [name.toLowerCase(), index]));
  const result = [...drafts];
  const [, ...groups] = rayGroups(cluster.spec, 'spec');
  for (const [position, { name, count }] of groups.entries()) {
    const index = indexOfName.get(name.toLowerCase());
    const draft = index === undefined ? undefined : result[index];
    if (index === undefined || draft === undefined) return unknownGroup(name, owner, cluster);
    const isNumbered = (cluster.spec.workerGroupSpecs?.[position]?.replicas ?? undefined) !== undefined;
    if (isNumbered) result[index] = { ...draft, count };
  }
  return result;
}

/** Tells the workloads of an elastic job apart: its own generation and that of the RayCluster which runs for it. */
export function rayNamePart(owner: JobObject, clusterName: string | null | undefined, context: JobContext): string {
  const own = String(owner.metadata.generation ?? 1);
  const cluster = findCluster(owner, clusterName, context);
  return cluster === undefined ? own : `${own}_${cluster.metadata.generation ?? 1}`;
}

function findCluster(
  owner: JobObject,
  name: string | null | undefined,
  context: JobContext,
): RunningCluster | undefined {
  if (!name) return undefined;
  return context.find('ray.io', 'RayCluster', namespaceOf(owner), name) as RunningCluster | undefined;
}

function unknownGroup(group: string, owner: JobObject, cluster: JobObject): BuildError {
  const [job, name] = [jobNameOf(owner), jobNameOf(cluster)];
  return {
    error: `PodSet name mismatch: RayCluster ${name} has worker group ${group} which is not found in Ray object ${job} spec`,
  };
}
