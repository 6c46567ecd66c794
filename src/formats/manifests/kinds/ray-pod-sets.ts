import { type Quantity, quantityNanos } from '../../../base/index.ts';
import type { ContainerObject, PodTemplateObject } from '../../kubernetes/pod-template.ts';
import { annotationOf, ELASTIC_JOB_GATE, withSchedulingGate } from '../framework/labels.ts';
import type { BuildError, JobObject, PodSetDraft } from '../job-object.ts';
import type { RayClusterSpec } from './ray-cluster-spec.ts';

/** Name of the pod set of the head. */
export const HEAD = 'head';
const FAULT_TOLERANCE_ANNOTATION = 'ray.io/ft-enabled';

/** What KubeRay gives the autoscaler that it puts beside the head. */
const AUTOSCALER_RESOURCES = { cpu: '500m', memory: '512Mi' };
/** What KubeRay's job that cleans up Redis asks for; it runs in the place of the head. */
const CLEANUP_RESOURCES = { cpu: '200m', memory: '256Mi' };

/** The head and the worker groups of a RayCluster as they are written, without what KubeRay adds to them. */
export function rayGroups({ headGroupSpec, workerGroupSpecs }: RayClusterSpec, path: string): PodSetDraft[] {
  const head: PodSetDraft = {
    name: HEAD,
    count: 1,
    template: headGroupSpec.template,
    path: `${path}.headGroupSpec.template.metadata.annotations`,
  };
  const workers = (workerGroupSpecs ?? []).map(({ groupName, replicas, numOfHosts, template }, index) => ({
    name: groupName,
    count: (replicas ?? 1) * Math.max(1, numOfHosts ?? 1),
    template,
    path: `${path}.workerGroupSpecs[${index}].template.metadata.annotations`,
  }));
  return [head, ...workers];
}

/**
 * The pod sets of a RayCluster: the head with what KubeRay adds to it, then the worker groups in order.
 * @param owner the RayCluster, or the job that makes it
 * @param path of the spec in the owner
 * @see manifests fact 13
 */
export function rayPodSets(spec: RayClusterSpec, owner: JobObject, path: string): PodSetDraft[] | BuildError {
  const [head, ...workers] = rayGroups(spec, path) as [PodSetDraft, ...PodSetDraft[]];
  const template = isFaultTolerant(spec, owner) ? withCleanup(head.template) : head.template;
  if ('error' in template) return template;
  const isAutoscaled = spec.enableInTreeAutoscaling === true;
  return [{ ...head, template: isAutoscaled ? withContainer(template, autoscaler(spec)) : template }, ...workers];
}

/** A copy of a pod template with one more container at the end. */
export function withContainer(template: PodTemplateObject, container: ContainerObject): PodTemplateObject {
  const { spec } = template;
  return { ...template, spec: { ...spec, containers: [...(spec?.containers ?? []), container] } };
}

/** A copy of a RayCluster's spec whose pods all wait for the gate of elastic jobs (manifests fact 35). */
export function withElasticGates(spec: RayClusterSpec): RayClusterSpec {
  const gated = <T extends { readonly template: PodTemplateObject }>(group: T) => ({
    ...group,
    template: withSchedulingGate(group.template, ELASTIC_JOB_GATE),
  });
  return {
    ...spec,
    headGroupSpec: gated(spec.headGroupSpec),
    ...(spec.workerGroupSpecs && { workerGroupSpecs: spec.workerGroupSpecs.map(gated) }),
  };
}

function isFaultTolerant({ gcsFaultToleranceOptions }: RayClusterSpec, owner: JobObject): boolean {
  const isAnnotated = annotationOf(owner, FAULT_TOLERANCE_ANNOTATION)?.toLowerCase() === 'true';
  return isAnnotated || (gcsFaultToleranceOptions ?? undefined) !== undefined;
}

function autoscaler({ autoscalerOptions }: RayClusterSpec): ContainerObject {
  const standard = { requests: AUTOSCALER_RESOURCES, limits: AUTOSCALER_RESOURCES };
  return { name: 'autoscaler', resources: autoscalerOptions?.resources ?? standard };
}

/** The head's first container asks for no less than the clean-up. */
function withCleanup(template: PodTemplateObject): PodTemplateObject | BuildError {
  const [first, ...others] = template.spec?.containers ?? [];
  if (first === undefined) {
    return {
      error: 'cannot account for Redis cleanup resources: head pod template must include the Ray container',
    };
  }
  const requests = { ...first.resources?.requests };
  for (const [name, least] of Object.entries(CLEANUP_RESOURCES)) requests[name] = larger(requests[name], least);
  const raised = { ...first, resources: { ...first.resources, requests } };
  return { ...template, spec: { ...template.spec, containers: [raised, ...others] } };
}

function larger(quantity: Quantity | undefined, least: Quantity): Quantity {
  return quantity === undefined || quantityNanos(quantity) < quantityNanos(least) ? least : quantity;
}
