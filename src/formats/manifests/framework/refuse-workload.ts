import type { FieldError } from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import type { ContainerObject } from '../../kubernetes/pod-template.ts';
import type { ObjectError } from '../../kueue/decode-error.ts';
import { isUnchecked, validateKueueObject } from '../../kueue/validate-object.ts';
import type { JobContext } from '../job-kind.ts';
import type { BuiltPodSet } from '../job-object.ts';
import { validateWorkload } from './validate-workload.ts';
import type { WorkloadObject } from './workload-object.ts';

/**
 * What an API server refuses in the Workloads that Kueue makes: by their schema and its rules, else by Kueue's webhook. Pods
 * are left out there, which a server has looked at in the job; so most jobs of a file have one of few shapes, and each shape
 * is looked at once.
 * @see kueue-validation, `Workload`
 */
export function workloadRefuser(context: JobContext): (workload: WorkloadObject) => readonly FieldError[] {
  const known = new Map<string, readonly FieldError[]>();
  return (workload) => {
    const spec = { ...workload.spec, podSets: workload.spec.podSets.map(withoutPods) };
    const shape = JSON.stringify(spec);
    const found = known.get(shape) ?? schemaErrors({ ...workload, spec }, context);
    known.set(shape, found);
    return found.length > 0 ? found : validateWorkload(workload, context);
  };
}

function schemaErrors({ apiVersion, kind, spec }: WorkloadObject, { gates }: JobContext): readonly FieldError[] {
  const { errors } = validateKueueObject({ apiVersion, kind, metadata: { name: 'w' }, spec }, { gates });
  return errors.filter(isOfSchema).filter((error) => !isUnchecked(error));
}

function isOfSchema(error: ObjectError): error is ApiError {
  return error.stage === 'schema' || error.stage === 'cel';
}

function withoutPods({ template, ...podSet }: BuiltPodSet): BuiltPodSet {
  const { containers, initContainers } = template.spec ?? {};
  return {
    ...podSet,
    template: {
      spec: { containers: named(containers), ...(initContainers && { initContainers: named(initContainers) }) },
    },
  };
}

function named(containers: readonly ContainerObject[] | null | undefined): ContainerObject[] {
  return (containers ?? []).map(({ name }) => ({ name: name ?? '' }));
}
