import { compareStrings } from '../base/index.ts';
import type { ResourceAmounts } from '../model/index.ts';
import { decayedPart } from './half-life.ts';

/**
 * What a LocalQueue consumed, as admission fair sharing remembers it: resource → billionths of the resource's own unit
 * (cores, bytes, pieces). Exact; what is finer is cut off.
 */
export type Consumption = ReadonlyMap<string, bigint>;

/** Over which time consumption is forgotten (kueue-quota §12). */
export interface ConsumptionDecay {
  /** 0: nothing is remembered. */
  readonly usageHalfLifeMs: number;
  readonly usageSamplingMs: number;
}

const NOTHING: Consumption = new Map();
const NANOS = 1_000_000_000n;

/** Consumption of amounts in the units of scheduling, thousandths of `cpu` and whole units of all else. */
export function toConsumption(amounts: ResourceAmounts): Consumption {
  return new Map([...amounts].map(([name, amount]) => [name, amount * (name === 'cpu' ? NANOS / 1000n : NANOS)]));
}

/** Both together. */
export function addConsumption(a: Consumption, b: Consumption): Consumption {
  const sum = new Map(a);
  for (const [resource, nanos] of b) sum.set(resource, (sum.get(resource) ?? 0n) + nanos);
  return sum;
}

/**
 * Consumption after a time in which this much was in use: half of the difference is made up for in every half-life.
 * A half-life of 0 leaves what was.
 * @see kueue-quota §12.4
 */
export function decayConsumption(
  consumed: Consumption,
  usage: Consumption,
  elapsedMs: number,
  usageHalfLifeMs: number,
): Consumption {
  const part = decayedPart(Math.max(0, elapsedMs), usageHalfLifeMs);
  return addConsumption(scaleConsumption(consumed, 1 - part), scaleConsumption(usage, part));
}

/**
 * Consumption at the next sample: as {@link decayConsumption}, but a half-life of 0 forgets everything.
 * @see kueue-quota §12.5
 */
export function sampleConsumption(
  consumed: Consumption,
  usage: Consumption,
  elapsedMs: number,
  usageHalfLifeMs: number,
): Consumption {
  return usageHalfLifeMs === 0 ? NOTHING : decayConsumption(consumed, usage, elapsedMs, usageHalfLifeMs);
}

/**
 * What a workload counts from its admission on until the next sample: as if its requests had run for one interval.
 * @see kueue-quota §12.3
 */
export function entryPenalty(
  requests: Consumption,
  { usageHalfLifeMs, usageSamplingMs }: ConsumptionDecay,
): Consumption {
  return scaleConsumption(requests, decayedPart(usageSamplingMs, usageHalfLifeMs));
}

/**
 * What orders LocalQueues: less goes first. Consumption and open penalties, weighted by resource, by the queue's weight.
 *
 * @param weight of the LocalQueue; not positive means infinite usage
 * @param resourceWeights resource → weight, 1 if missing
 * @see kueue-quota §12.2
 */
export function localQueueUsage(
  consumed: Consumption,
  penalty: Consumption,
  weight: number,
  resourceWeights: Readonly<Record<string, number>>,
): number {
  if (weight <= 0) return Number.POSITIVE_INFINITY;
  let usage = 0;
  const total = [...addConsumption(consumed, penalty)].sort(([a], [b]) => compareStrings(a, b));
  for (const [resource, nanos] of total) {
    const resourceWeight = Object.hasOwn(resourceWeights, resource) ? (resourceWeights[resource] as number) : 1;
    // Kueue multiplies where a division would be nearer; the order of queues may hang on it.
    usage += resourceWeight * (Number(nanos) * 1e-9);
  }
  return usage / weight;
}

/** Exact product with the shortest decimal of a factor of [0, 1], cut to billionths (kueue-quota §2.6). */
function scaleConsumption(consumption: Consumption, factor: number): Consumption {
  const { digits, scale } = decimalOf(factor);
  return new Map([...consumption].map(([resource, nanos]) => [resource, (nanos * digits) / scale]));
}

/** A factor of [0, 1] as the quotient of the integers that its shortest text names. */
function decimalOf(factor: number): { readonly digits: bigint; readonly scale: bigint } {
  const [, whole = '', decimals = '', exponent = '0'] = /^(\d)(?:\.(\d+))?(?:e-(\d+))?$/.exec(String(factor)) ?? [];
  return { digits: BigInt(whole + decimals), scale: 10n ** BigInt(decimals.length + Number(exponent)) };
}
