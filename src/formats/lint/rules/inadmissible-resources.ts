import { printable } from '../../../base/index.ts';
import {
  defaultsOfNamespace,
  fieldErrorText,
  type ResourceDefaults,
  type ResourceError,
  resourceErrors,
} from '../../../model/index.ts';
import { below, type DocumentPath, firstGiven } from '../../located-object.ts';
import { pathOf, shown } from '../../path.ts';
import type { LintJob, LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { jobText } from '../subjects.ts';

/** Kueue's texts list all resources, however many there are. */
const MAX_TEXT = 600;

/** Resources that no quota helps: requests above limits, or outside of a LimitRange (manifests fact 39). */
export const inadmissibleResources: LintRule = {
  code: 'inadmissible-resources',
  severity: 'error',
  about: 'a container or pod that requests more than its limit, or is outside of what a LimitRange allows',
  consequence: 'Kueue never admits the job, be there ever so much quota, and no pod like this can be created',
  *check({ jobs, inputs }) {
    for (const job of jobs) yield* inadmissible(job, inputs);
  },
};

function* inadmissible(job: LintJob, defaults: ResourceDefaults): Iterable<LintPlace> {
  const found = resourceErrors(job.podSets, defaultsOfNamespace(defaults, job.namespace));
  for (const error of found?.errors ?? []) {
    const told = `${found?.title}: ${fieldErrorText(error)}`;
    // Kueue says nothing to jobs that it leaves alone; their pods are refused all the same.
    const reason = isLeftAlone(job)
      ? `no pod of ${jobText(job)} can be created: ${error.value.join(', ')}: ${error.message}`
      : `${jobText(job)} can never be admitted: ${told}`;
    yield { at: placeOf(error, job.podSets), reason: printable(reason.slice(0, MAX_TEXT)), mend: mendOf(error) };
  }
}

function isLeftAlone({ manifest }: LintJob): boolean {
  return manifest?.reconciliation?.reason !== undefined;
}

/** What is requested, else the limit, else the container: the resources may be a LimitRange's. */
function placeOf({ field, value: [resource = ''] }: ResourceError, podSets: readonly LintPodSet[]): DocumentPath {
  const [, , index, , , ...steps] = pathOf(field);
  const { specAt } = podSets[index as number] as LintPodSet;
  const at = below(specAt, ...steps);
  const resources = steps.at(-1) === 'resources' ? at : below(at, 'resources');
  return firstGiven(below(resources, 'requests', resource), below(resources, 'limits', resource), at, specAt);
}

function mendOf({ bound, value }: ResourceError): string {
  const resources = value.map(shown).join(' and ');
  if (bound === 'limit') return `request no more of ${resources} than the limit, or raise the limit`;
  if (bound === 'max') return `ask for less of ${resources}, or raise max in the LimitRange`;
  return `ask for more of ${resources}, or lower min in the LimitRange`;
}
