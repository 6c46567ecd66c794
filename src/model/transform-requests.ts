import { quantityNanos } from '../base/index.ts';
import type { Configuration, ResourceTransformation } from './configuration.ts';
import type { PodSpec } from './pod.ts';
import { type ExactAmounts, exactPodRequests, type ResourceAmounts, roundRequests } from './pod-requests.ts';

const NANOS = 1_000_000_000n;

/**
 * What one pod counts with against quota: its requests without the excluded prefixes, transformed, then rounded.
 * @param spec as `adjustPodSpec` gives it
 * @see kueue-quota §4.3, manifests fact 38
 */
export function countedRequests(spec: PodSpec, resources: Configuration['resources'] = {}): ResourceAmounts {
  const { excludeResourcePrefixes = [], transformations = [] } = resources;
  const kept = [...exactPodRequests(spec)].filter(
    ([resource]) => !excludeResourcePrefixes.some((prefix) => resource.startsWith(prefix)),
  );
  return roundRequests(transformRequests(new Map(kept), transformations));
}

/**
 * Requests after the configured transformations: each input is kept or replaced, its outputs are added up and to what is
 * kept under their names. A negative sum of outputs counts as nothing; outputs are not transformed again.
 * @see kueue-quota §4.4
 */
export function transformRequests(
  requests: ExactAmounts,
  transformations: readonly ResourceTransformation[],
): ExactAmounts {
  const rules = new Map(transformations.map((rule) => [rule.input, rule]));
  const result = new Map<string, bigint>();
  const generated = new Map<string, bigint>();
  for (const [resource, amount] of requests) {
    const rule = rules.get(resource);
    if (rule === undefined || rule.strategy === 'Retain') result.set(resource, amount);
    if (rule === undefined) continue;
    const multiplier = requests.get(rule.multiplyBy ?? '');
    const factor = multiplier === undefined ? amount : multiply(amount, multiplier);
    for (const [output, quantity] of Object.entries(rule.outputs)) {
      add(generated, output, multiply(factor, quantityNanos(quantity)));
    }
  }
  for (const [output, amount] of generated) add(result, output, amount > 0n ? amount : 0n);
  return result;
}

function add(target: Map<string, bigint>, resource: string, amount: bigint): void {
  target.set(resource, (target.get(resource) ?? 0n) + amount);
}

/** Product of two amounts in billionths; what is finer is rounded up, as all requests are in the end. */
function multiply(a: bigint, b: bigint): bigint {
  const product = a * b;
  const quotient = product / NANOS;
  return quotient * NANOS < product ? quotient + 1n : quotient;
}
