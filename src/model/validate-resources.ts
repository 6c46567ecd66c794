import { compareStrings } from '../base/index.ts';
import { adjustPodSpec, type ResourceDefaults } from './adjust-pod-spec.ts';
import { aggregateText, type FieldError, fieldErrorText } from './field-error.ts';
import type { LimitRange, LimitRangeItem } from './limit-range.ts';
import { higher, type LimitRangeSummary, lower, mergeResources, summarizeLimitRanges } from './limit-range-summary.ts';
import type { Container, PodSpec } from './pod.ts';
import { podRequests, type ResourceAmounts, toAmounts } from './pod-requests.ts';
import type { PodSet } from './pod-set.ts';

/** Bound that resources miss → what Kueue says of it. */
const MESSAGES = {
  limit: 'requests must not exceed its limits',
  max: 'requests must not be above the limitRange max',
  min: 'requests must not be below the limitRange min',
} as const;

/** Resources of a container or a pod that keep its workload out. */
export interface ResourceError extends FieldError {
  readonly bound: keyof typeof MESSAGES;
  /** Names of the resources, in byte order. */
  readonly value: readonly string[];
}

/** Everything that keeps a workload out by the same rule. */
export interface ResourceErrors {
  /** How Kueue begins to tell of them. */
  readonly title: string;
  /** At least one; fields start at the Workload. */
  readonly errors: readonly ResourceError[];
}

/**
 * Why a workload cannot be admitted whatever the quota: Kueue's text; undefined if nothing stands against it.
 *
 * @param specs of the workload's pod sets in order, as `adjustPodSpec` gives them
 * @see kueue-quota §4.8, manifests fact 39
 */
export function inadmissibleResources(
  specs: readonly PodSpec[],
  limitRanges: readonly LimitRange[],
): string | undefined {
  const found = errorsOf(specs, limitRanges);
  return found && resourceErrorsText(found);
}

/**
 * What keeps a workload of these pod sets out: requests above their limits or, if there are none, resources outside of
 * what LimitRanges allow.
 *
 * @param defaults of the workload's namespace
 */
export function resourceErrors(podSets: readonly PodSet[], defaults: ResourceDefaults): ResourceErrors | undefined {
  const specs = podSets.map(({ template }) => template.spec ?? {});
  const { limitRanges } = defaults;
  // Without LimitRanges nothing is filled in that could be held against anything.
  if (limitRanges.length === 0) return errorsOf(specs, []);
  return errorsOf(
    specs.map((spec) => adjustPodSpec(spec, defaults)),
    limitRanges,
  );
}

/** All of them as Kueue writes them into the workload's conditions. */
export function resourceErrorsText({ title, errors }: ResourceErrors): string {
  return `${title}: ${aggregateText(errors.map(fieldErrorText))}`;
}

function errorsOf(specs: readonly PodSpec[], limitRanges: readonly LimitRange[]): ResourceErrors | undefined {
  const above = specs.flatMap((spec, index) => limitErrors(spec, specPath(index)));
  if (above.length > 0) return { title: 'resources validation failed', errors: above };
  if (limitRanges.length === 0) return undefined;
  const summary = summarizeLimitRanges(limitRanges);
  const outside = specs.flatMap((spec, index) => rangeErrors(spec, specPath(index), summary));
  const title = "resources didn't satisfy LimitRange constraints";
  return outside.length > 0 ? { title, errors: outside } : undefined;
}

function specPath(index: number): string {
  return `spec.podSets[${index}].template.spec`;
}

function limitErrors(spec: PodSpec, path: string): ResourceError[] {
  const errorsIn = (resources: Container['resources'], field: string) =>
    boundError(field, 'limit', aboveLimits(resources));
  return [
    ...eachContainer(spec, path, (container, field) => errorsIn(container.resources, field)),
    ...errorsIn(spec.resources, `${path}.resources`),
  ];
}

function rangeErrors(spec: PodSpec, path: string, summary: LimitRangeSummary): ResourceError[] {
  const [ofContainer, ofPod] = [summary.get('Container'), summary.get('Pod')];
  const errors = ofContainer === undefined ? [] : eachContainer(spec, path, containerErrors(ofContainer));
  if (ofPod === undefined) return errors;
  const total = podRequests(spec);
  return [...errors, ...boundErrors(path, total, total, ofPod)];
}

function containerErrors(bounds: LimitRangeItem): (container: Container, field: string) => ResourceError[] {
  return ({ resources }, field) => {
    const most = mergeResources(resources?.requests, resources?.limits, higher);
    const least = mergeResources(resources?.requests, resources?.limits, lower);
    return boundErrors(field, toAmounts(most), toAmounts(least), bounds);
  };
}

function boundErrors(
  field: string,
  most: ResourceAmounts,
  least: ResourceAmounts,
  { max = {}, min = {} }: LimitRangeItem,
): ResourceError[] {
  return [
    ...boundError(field, 'max', greater(most, toAmounts(max))),
    ...boundError(field, 'min', greater(toAmounts(min), least)),
  ];
}

function eachContainer(
  spec: PodSpec,
  path: string,
  check: (container: Container, field: string) => ResourceError[],
): ResourceError[] {
  return (['initContainers', 'containers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap((container, index) => check(container, `${path}.${list}[${index}]`)),
  );
}

function boundError(field: string, bound: ResourceError['bound'], resources: readonly string[]): ResourceError[] {
  if (resources.length === 0) return [];
  return [{ type: 'FieldValueInvalid', field, value: resources, message: MESSAGES[bound], bound }];
}

/** Resources that are requested beyond their limit, in byte order. Most requests are written as their limit is. */
function aboveLimits({ requests = {}, limits = {} }: NonNullable<Container['resources']> = {}): string[] {
  const differing = Object.keys(requests).filter(
    (name) => Object.hasOwn(limits, name) && limits[name] !== requests[name],
  );
  if (differing.length === 0) return [];
  return greater(toAmounts(requests), toAmounts(limits));
}

/** Resources of both that the first has more of, in byte order. */
function greater(amounts: ResourceAmounts, others: ResourceAmounts): string[] {
  const names = [...amounts].filter(([name, amount]) => amount > (others.get(name) ?? amount)).map(([name]) => name);
  return names.toSorted(compareStrings);
}
