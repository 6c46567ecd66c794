import { compareStrings } from '../base/index.ts';
import { aggregateText, type FieldError, fieldErrorText } from './field-error.ts';
import type { LimitRange } from './limit-range.ts';
import { higher, type LimitRangeSummary, lower, mergeResources, summarizeLimitRanges } from './limit-range-summary.ts';
import type { Container, PodSpec } from './pod.ts';
import { podRequests, type ResourceAmounts, toAmounts } from './pod-requests.ts';
import type { ResourceList } from './resources.ts';

const ABOVE_LIMIT = 'requests must not exceed its limits';
const ABOVE_MAX = 'requests must not be above the limitRange max';
const BELOW_MIN = 'requests must not be below the limitRange min';

/**
 * Why a workload cannot be admitted whatever the quota: a request above its limit or, if there is none, resources outside
 * of what LimitRanges allow. Kueue's text; undefined if nothing stands against it.
 *
 * @param specs of the workload's pod sets in order, as `adjustPodSpec` gives them
 * @see kueue-quota §4.8, manifests fact 39
 */
export function inadmissibleResources(
  specs: readonly PodSpec[],
  limitRanges: readonly LimitRange[],
): string | undefined {
  const aboveLimits = specs.flatMap((spec, index) => limitErrors(spec, specPath(index)));
  if (aboveLimits.length > 0) return `resources validation failed: ${listed(aboveLimits)}`;
  const summary = summarizeLimitRanges(limitRanges);
  const outside = specs.flatMap((spec, index) => rangeErrors(spec, specPath(index), summary));
  return outside.length > 0 ? `resources didn't satisfy LimitRange constraints: ${listed(outside)}` : undefined;
}

function specPath(index: number): string {
  return `spec.podSets[${index}].template.spec`;
}

function listed(errors: readonly FieldError[]): string {
  return aggregateText(errors.map(fieldErrorText));
}

function limitErrors(spec: PodSpec, path: string): FieldError[] {
  const errorOf = (resources: Container['resources'], field: string) =>
    namedError(field, greater(toAmounts(resources?.requests ?? {}), toAmounts(resources?.limits ?? {})), ABOVE_LIMIT);
  return [
    ...eachContainer(spec, path, (container, field) => errorOf(container.resources, field)),
    ...errorOf(spec.resources, `${path}.resources`),
  ];
}

function rangeErrors(spec: PodSpec, path: string, summary: LimitRangeSummary): FieldError[] {
  const [ofContainer, ofPod] = [summary.get('Container'), summary.get('Pod')];
  const errors = eachContainer(spec, path, ({ resources }, field) => {
    const most = mergeResources(resources?.requests, resources?.limits, higher);
    const least = mergeResources(resources?.requests, resources?.limits, lower);
    return boundErrors(field, toAmounts(most), toAmounts(least), ofContainer);
  });
  const total = podRequests(spec);
  return [...errors, ...boundErrors(path, total, total, ofPod)];
}

function boundErrors(
  field: string,
  most: ResourceAmounts,
  least: ResourceAmounts,
  bounds: { readonly max?: ResourceList; readonly min?: ResourceList } = {},
): FieldError[] {
  return [
    ...namedError(field, greater(most, toAmounts(bounds.max ?? {})), ABOVE_MAX),
    ...namedError(field, greater(toAmounts(bounds.min ?? {}), least), BELOW_MIN),
  ];
}

function eachContainer(
  spec: PodSpec,
  path: string,
  errorsOf: (container: Container, field: string) => FieldError[],
): FieldError[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap((container, index) => errorsOf(container, `${path}.${list}[${index}]`)),
  );
}

function namedError(field: string, resources: readonly string[], message: string): FieldError[] {
  return resources.length === 0 ? [] : [{ type: 'FieldValueInvalid', field, value: resources, message }];
}

/** Resources of both that the first has more of, in byte order. */
function greater(amounts: ResourceAmounts, others: ResourceAmounts): string[] {
  const names = [...amounts].filter(([name, amount]) => amount > (others.get(name) ?? amount)).map(([name]) => name);
  return names.toSorted(compareStrings);
}
