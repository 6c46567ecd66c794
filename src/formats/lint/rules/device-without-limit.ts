import { type Quantity, quantityNanos } from '../../../base/index.ts';
import {
  type Container,
  defaultsOfNamespace,
  isDivided,
  isExtendedResource,
  type LimitRange,
} from '../../../model/index.ts';
import { below, type DocumentPath } from '../../located-object.ts';
import { shown } from '../../path.ts';
import type { LintJob } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';

/** A device or huge pages that are requested without the same limit: what cannot be overcommitted needs both. */
export const deviceWithoutLimit: LintRule = {
  code: 'device-without-limit',
  severity: 'error',
  about: 'a container that requests devices such as GPUs, or huge pages, without the same amount as limit',
  consequence: 'Kueue admits the job, and then the API server refuses every one of its pods',
  *check({ jobs, inputs }) {
    for (const job of jobs) yield* unlimited(job, defaultsOfNamespace(inputs, job.namespace).limitRanges);
  },
};

function* unlimited({ podSets }: LintJob, limitRanges: readonly LimitRange[]): Iterable<LintPlace> {
  const defaults = defaultLimits(limitRanges);
  for (const { template, specAt } of podSets) {
    for (const key of ['initContainers', 'containers'] as const) {
      for (const [index, container] of (template.spec?.[key] ?? []).entries()) {
        yield* unlimitedOf(container, below(specAt, key, index, 'resources', 'requests'), defaults);
      }
    }
  }
}

function* unlimitedOf(
  { name = '', resources }: Container,
  at: DocumentPath,
  defaults: ReadonlySet<string>,
): Iterable<LintPlace> {
  for (const [resource, request] of Object.entries(resources?.requests ?? {})) {
    if (!isExact(resource) || isDivided(resource, request)) continue;
    const limit = limitOf(resources?.limits, resource);
    const isLimited = limit === undefined ? defaults.has(resource) : isEqual(limit, request);
    if (isLimited) continue;
    const found = limit === undefined ? 'has no limit for it' : `limits it to ${limit}`;
    yield {
      at: below(at, resource),
      reason: `container ${shown(name)} requests ${request} of ${shown(resource)} and ${found}`,
      mend: `set resources.limits of ${shown(resource)} to ${request} too`,
    };
  }
}

function limitOf(limits: Readonly<Record<string, Quantity>> = {}, resource: string): Quantity | undefined {
  return Object.hasOwn(limits, resource) ? limits[resource] : undefined;
}

function isEqual(a: Quantity, b: Quantity): boolean {
  return a === b || quantityNanos(a) === quantityNanos(b);
}

/** Kubernetes overcommits only what it measures itself. */
function isExact(resource: string): boolean {
  return isExtendedResource(resource) || resource.startsWith('hugepages-');
}

/** Resources that the namespace gives a limit to where a container has none. */
function defaultLimits(limitRanges: readonly LimitRange[]): ReadonlySet<string> {
  const items = limitRanges.flatMap(({ limits }) => limits);
  return new Set(items.filter(({ type }) => type === 'Container').flatMap((item) => Object.keys(item.default ?? {})));
}
