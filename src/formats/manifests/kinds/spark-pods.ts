import { type Quantity, quantityError } from '../../../base/index.ts';
import type { ContainerObject, PodTemplateObject } from '../../kubernetes/pod-template.ts';
import { present } from '../../schema.ts';
import type { BuildError } from '../job-object.ts';
import type { SparkRole } from './spark-role.ts';

/** Names of the container that Spark itself runs in. */
export interface SparkContainerNames {
  /** The name that Spark gives it. */
  readonly own: string;
  /** A container of this name takes what Spark asks for in its stead. */
  readonly preferred: string;
}

interface Amounts {
  readonly requests: Readonly<Record<string, Quantity>>;
  readonly limits: Readonly<Record<string, Quantity>>;
}

/**
 * The pods of a role as the Spark operator will make them, as far as scheduling goes: volumes and images are left out.
 * @see manifests fact 22
 */
export function sparkPods(role: SparkRole, { own, preferred }: SparkContainerNames): PodTemplateObject | BuildError {
  const amounts = amountsOf(role);
  if ('error' in amounts) return amounts;
  const containers = distinct([{ name: own }, ...(role.sidecars ?? [])]);
  const index = Math.max(
    0,
    containers.findIndex(({ name }) => name === preferred),
  );
  const { tolerations, affinity, nodeSelector, priorityClassName, initContainers } = role;
  return {
    metadata: metadataOf(role),
    spec: present({
      containers: containers.map((container, at) => (at === index ? withAmounts(container, amounts) : container)),
      initContainers: initContainers && distinct(initContainers),
      tolerations,
      affinity,
      nodeSelector,
      priorityClassName: priorityClassName || undefined,
    }),
  };
}

/** Of the role's template only the metadata counts; the role's own wins. */
function metadataOf({ template, labels, annotations }: SparkRole): PodTemplateObject['metadata'] {
  const { metadata } = template ?? {};
  return {
    ...metadata,
    labels: { ...metadata?.labels, ...labels },
    annotations: { ...metadata?.annotations, ...annotations },
  };
}

/** Containers without those that have name and image of one before. */
function distinct(containers: readonly ContainerObject[]): ContainerObject[] {
  const seen = new Set<string>();
  return containers.filter((container) => {
    const { name, image } = container as { readonly name?: unknown; readonly image?: unknown };
    const key = JSON.stringify([name ?? '', image ?? '']);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function withAmounts(container: ContainerObject, { requests, limits }: Amounts): ContainerObject {
  const { resources } = container;
  return {
    ...container,
    resources: {
      ...resources,
      requests: { ...resources?.requests, ...requests },
      limits: { ...resources?.limits, ...limits },
    },
  };
}

function amountsOf({ coreRequest, coreLimit, memory, memoryLimit, gpu }: SparkRole): Amounts | BuildError {
  const error =
    parseError('CPU requests', coreRequest, coreRequest) ??
    parseError('CPU limit', coreLimit, coreLimit) ??
    parseError('memory requests', memory, kubernetesMemory(memory)) ??
    parseError('memory limit', memoryLimit, kubernetesMemory(memoryLimit));
  if (error !== undefined) return { error };
  const devices = gpu?.name && (gpu.quantity ?? 0) > 0 ? { [gpu.name]: String(gpu.quantity) } : {};
  return {
    requests: present({ cpu: coreRequest, memory: kubernetesMemory(memory) }),
    limits: { ...present({ cpu: coreLimit, memory: kubernetesMemory(memoryLimit) }), ...devices },
  };
}

function parseError(what: string, text: string | null | undefined, quantity: string | undefined | null) {
  const error = typeof quantity === 'string' ? quantityError(quantity) : undefined;
  return error === undefined ? undefined : `failed to parse ${what} ${text}: ${error}`;
}

/**
 * Java's `512m` in Kubernetes' words, `512Mi`. As in the Spark operator, a unit in capitals is found but not cut off, so
 * that `1G` ends as `1GGi`, which is no quantity.
 */
function kubernetesMemory(text: string | null | undefined): string | undefined {
  const [unit] = /[kmgtp]b?$/i.exec(text ?? '') ?? [];
  if (text === null || text === undefined || unit === undefined) return text ?? undefined;
  const rest = text.endsWith(unit.toLowerCase()) ? text.slice(0, -unit.length) : text;
  return `${rest}${unit.charAt(0).toUpperCase()}i`;
}
