import type { ContainerObject } from '../../kubernetes/pod-template.ts';
import { isRecord } from '../../objects.ts';
import { present } from '../../schema.ts';
import type { EnvVariable, Initializer, Trainer } from './train-job-object.ts';

/** A container with what plays no part in placement. */
type Container = ContainerObject & { readonly env?: unknown; readonly envFrom?: unknown };

const STORAGE_URI = 'STORAGE_URI';

/**
 * The container that trains, with the image and command of the TrainJob.
 *
 * Deviation: what Kubeflow Trainer puts around the command for torchtune and Flux is left out.
 */
export function withTrainer(container: Container, { image, command, args, env }: Trainer): Container {
  return withEnv({ ...container, ...present({ image, command, args }) }, env ?? []);
}

/** A container with more variables; those of the same name are replaced. */
export function withEnv(container: Container, variables: readonly EnvVariable[]): Container {
  if (variables.length === 0) return container;
  const env = [...listOf(container.env)];
  for (const variable of variables) {
    const index = env.findIndex((known) => isRecord(known) && known.name === variable.name);
    if (index < 0) env.push(variable);
    else env[index] = variable;
  }
  return { ...container, env };
}

/** The container that fetches data or a model, told where from. */
export function withInitializer(container: Container, { storageUri, env, secretRef }: Initializer): Container {
  const uri = storageUri === undefined || storageUri === null ? [] : [{ name: STORAGE_URI, value: storageUri }];
  const result = withEnv(container, [...uri, ...(env ?? [])]);
  return secretRef ? { ...result, envFrom: [...listOf(result.envFrom), { secretRef }] } : result;
}

/** A container with these resources on top of its own, amount by amount. */
export function withResources(
  container: Container,
  { requests, limits }: NonNullable<Trainer['resourcesPerNode']>,
): Container {
  const own = container.resources;
  const resources = {
    ...((own?.limits || limits) && { limits: { ...own?.limits, ...limits } }),
    ...((own?.requests || requests) && { requests: { ...own?.requests, ...requests } }),
  };
  return { ...container, resources };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
