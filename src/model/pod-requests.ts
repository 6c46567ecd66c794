import { amountOfNanos, type Quantity, quantityNanos, resourceAmount } from '../base/index.ts';
import type { Container, PodSpec } from './pod.ts';
import type { ResourceList } from './resources.ts';

/** Resource → amount in the units of `resourceAmount`. */
export type ResourceAmounts = ReadonlyMap<string, bigint>;

/**
 * What one pod takes: the larger of all containers with sidecars together and the most demanding init container with the
 * sidecars before it; pod-level requests replace `cpu`, `memory` and huge pages; overhead is added. A missing request is
 * taken from the limit. Rounded once, at the end; a negative total, which Kueue refuses elsewhere, counts as nothing.
 *
 * @see manifests.md, facts 36–38 (k8s.io/component-helpers, resource.PodRequests)
 */
export function podRequests(spec: PodSpec): ResourceAmounts {
  return roundRequests(exactPodRequests(spec));
}

/** Resource → exact amount in billionths of its unit, before rounding. */
export type ExactAmounts = ReadonlyMap<string, bigint>;

/** What one pod takes, before it is rounded. */
export function exactPodRequests(spec: PodSpec): ExactAmounts {
  const running = new Map<string, bigint>();
  for (const container of spec.containers ?? []) addAll(running, containerRequests(container));
  const sidecars = new Map<string, bigint>();
  const starting = new Map<string, bigint>();
  for (const container of spec.initContainers ?? []) {
    const requests = containerRequests(container);
    if (container.restartPolicy === 'Always') {
      addAll(running, requests);
      addAll(sidecars, requests);
    } else {
      const peak = new Map(sidecars);
      addAll(peak, requests);
      raiseAll(starting, peak);
    }
  }
  raiseAll(running, starting);
  for (const [resource, amount] of podLevelRequests(spec)) running.set(resource, amount);
  addAll(running, toNanos(spec.overhead ?? {}));
  return running;
}

/** Rounds up to whole units of `resourceAmount`; what is negative counts as nothing. */
export function roundRequests(exact: ExactAmounts): ResourceAmounts {
  return new Map([...exact].map(([resource, nanos]) => [resource, amountOfNanos(resource, nanos > 0n ? nanos : 0n)]));
}

/** A resource list as exact integers. */
export function toAmounts(list: ResourceList): Map<string, bigint> {
  return new Map(Object.entries(list).map(([resource, quantity]) => [resource, resourceAmount(resource, quantity)]));
}

function toNanos(list: ResourceList): Map<string, bigint> {
  return new Map(Object.entries(list).map(([resource, quantity]) => [resource, quantityNanos(quantity)]));
}

function containerRequests(container: Container): ExactAmounts {
  return toNanos({ ...container.resources?.limits, ...container.resources?.requests });
}

function podLevelRequests(spec: PodSpec): [string, bigint][] {
  const requests: Record<string, Quantity> = { ...spec.resources?.limits, ...spec.resources?.requests };
  return [...toNanos(requests)].filter(
    ([resource]) => resource === 'cpu' || resource === 'memory' || resource.startsWith('hugepages-'),
  );
}

function addAll(target: Map<string, bigint>, more: ExactAmounts): void {
  for (const [resource, amount] of more) target.set(resource, (target.get(resource) ?? 0n) + amount);
}

function raiseAll(target: Map<string, bigint>, floor: ExactAmounts): void {
  for (const [resource, amount] of floor) {
    const current = target.get(resource);
    if (current === undefined || current < amount) target.set(resource, amount);
  }
}
