import { type Container, isDivided } from '../../../model/index.ts';
import { below, type DocumentPath, firstGiven } from '../../located-object.ts';
import type { RestartPolicies } from '../../manifests/job-kind.ts';
import { DNS_LABEL_NAME } from '../../names.ts';
import { isRecord } from '../../objects.ts';
import { shown, valueAt } from '../../path.ts';
import type { LintJob, LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { podSetText } from '../subjects.ts';

/** A pod template of which no pod can be made. Requests and limits that contradict each other are told apart. */
export const invalidPodTemplate: LintRule = {
  code: 'invalid-pod-template',
  severity: 'error',
  about: 'a pod template whose containers, their names or amounts, or whose restart policy the API server refuses',
  consequence: 'where the API server does not refuse the job itself, it refuses every one of its pods',
  *check({ jobs }) {
    for (const job of jobs) {
      for (const podSet of job.podSets) if (podSet.count > 0) yield* invalid(podSet, job);
    }
  },
};

function* invalid(podSet: LintPodSet, { kind, manifest }: LintJob): Iterable<LintPlace> {
  const names = new Set<string>();
  const { spec = {} } = podSet.template;
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [index, container] of (spec[list] ?? []).entries()) {
      const misnamed = nameProblem(container, podSet, names);
      if (misnamed !== undefined) yield { at: namePlace(podSet, list, index), ...misnamed };
      for (const [amounts, resource] of dividedDevices(container)) {
        yield divided(container, amounts, resource, below(podSet.specAt, list, index));
      }
    }
  }
  if ((spec.containers ?? []).length === 0) yield withoutContainers(podSet);
  const restarts = manifest?.kind.restartPolicies;
  if (restarts !== undefined && !restarts.allowed.includes(restartPolicyOf(podSet) ?? restarts.default)) {
    yield misrestarted(podSet, kind, restarts);
  }
}

function withoutContainers(podSet: LintPodSet): LintPlace {
  const { specAt } = podSet;
  return {
    at: firstGiven(below(specAt, 'containers'), specAt),
    reason: `${podSetText(podSet)} has no containers`,
    mend: 'give its pods at least one container',
  };
}

function namePlace({ specAt }: LintPodSet, list: string, index: number): DocumentPath {
  return firstGiven(below(specAt, list, index, 'name'), below(specAt, list, index), specAt);
}

/** @param names of the containers before; that of this one is added */
function nameProblem(
  { name = '' }: Container,
  podSet: LintPodSet,
  names: Set<string>,
): Omit<LintPlace, 'at'> | undefined {
  const isRepeated = names.has(name);
  names.add(name);
  if (name === '') return { reason: `a container of ${podSetText(podSet)} has no name`, mend: 'name it' };
  if (!DNS_LABEL_NAME.matches(name)) {
    return { reason: `${shown(name)} cannot be the name of a container`, mend: `rename it: ${DNS_LABEL_NAME.form}` };
  }
  if (!isRepeated) return undefined;
  return { reason: `${podSetText(podSet)} has two containers named ${shown(name)}`, mend: 'rename one of the two' };
}

type Amounts = 'requests' | 'limits';

/** Where a container names a part of a device. */
function dividedDevices({ resources = {} }: Container): [Amounts, string][] {
  const found: [Amounts, string][] = [];
  for (const amounts of ['requests', 'limits'] as const) {
    const list = resources[amounts] ?? {};
    for (const resource of Object.keys(list)) {
      if (isDivided(resource, list[resource] ?? 0)) found.push([amounts, resource]);
    }
  }
  return found;
}

function divided({ name = '', resources }: Container, amounts: Amounts, resource: string, at: DocumentPath): LintPlace {
  const found = `${resources?.[amounts]?.[resource]} of ${shown(resource)}`;
  return {
    at: below(at, 'resources', amounts, resource),
    reason: `container ${shown(name)} has ${found} in its ${amounts}, and there are only whole ones`,
    mend: 'write a whole number',
  };
}

/** As it was written: what Kueue makes of a job may leave it out. */
function restartPolicyOf({ specAt }: LintPodSet): string | undefined {
  const spec = valueAt(specAt.document.value, specAt.path);
  const policy = isRecord(spec) ? spec.restartPolicy : undefined;
  return typeof policy === 'string' && policy !== '' ? policy : undefined;
}

function misrestarted(podSet: LintPodSet, kind: string, { allowed, default: standIn }: RestartPolicies): LintPlace {
  const { specAt } = podSet;
  const given = restartPolicyOf(podSet);
  const found =
    given === undefined ? `no restartPolicy, which means ${shown(standIn)}` : `restartPolicy ${shown(given)}`;
  const choice = allowed.map(shown).join(' or ');
  return {
    at: firstGiven(below(specAt, 'restartPolicy'), specAt),
    reason: `${podSetText(podSet)} has ${found}, and a ${kind} takes ${choice}`,
    mend: `set restartPolicy to ${choice}`,
  };
}
