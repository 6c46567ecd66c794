import { fusedMultiplyAdd } from '../base/index.ts';

/**
 * How much of what was is gone after a time: 1 - 0.5^(elapsed / half-life), from 0 to 1; 0 where the half-life is 0.
 *
 * Kueue multiplies long decimals with it, so that its last bit is seen. It is therefore taken as Go's `math.Pow` takes it
 * on amd64, operation for operation, which is also the same on every JavaScript engine.
 * @see kueue-quota §12.3, §12.4
 */
export function decayedPart(elapsedMs: number, halfLifeMs: number): number {
  if (halfLifeMs === 0) return 0;
  const halfLives = seconds(elapsedMs) / seconds(halfLifeMs);
  let part = parts.get(halfLives);
  if (part === undefined) {
    part = 1 - powerOfHalf(halfLives);
    if (parts.size >= MAX_KNOWN) parts.clear();
    parts.set(halfLives, part);
  }
  return part;
}

/** Half-lives → part. Samples are taken at a steady pace, and exactness costs microseconds. */
const parts = new Map<number, number>();
const MAX_KNOWN = 10_000;

/** As Go turns a duration into seconds. */
function seconds(durationMs: number): number {
  const wholeSeconds = Math.trunc(durationMs / 1000);
  return wholeSeconds + (durationMs - wholeSeconds * 1000) / 1000;
}

/** Halvings after which nothing is left beside 1. */
const MAX_HALVINGS = 1100;

/** 0.5^exponent for an exponent that is not negative: the whole part by halving, the rest, of [-0.5, 0.5], by `exp`. */
function powerOfHalf(exponent: number): number {
  if (exponent === 0.5) return Math.sqrt(0.5);
  let halvings = Math.floor(exponent);
  let rest = exponent - halvings;
  if (rest > 0.5) {
    rest--;
    halvings++;
  }
  let power = rest === 0 ? 1 : expOfSmall(-rest * Math.LN2);
  for (let i = Math.min(halvings, MAX_HALVINGS); i > 0; i--) power /= 2;
  return power;
}

/** The logarithm of 2 as a sum of two doubles, the first with zeros at its end. */
const LOG_2_HIGH = 0.693147180559663;
const LOG_2_LOW = 2.8235290563031577e-13;
/** Taylor's series of (e^x - 1) / x, from x^8 down: 1/9! is beyond it. */
const COEFFICIENTS = [1 / 40320, 1 / 5040, 1 / 720, 1 / 120, 1 / 24, 1 / 6, 1 / 2, 1];

/** e^x for |x| of at most 0.35: the series at x/16, then four squarings of what exceeds 1. */
function expOfSmall(x: number): number {
  const scaled = x * Math.LOG2E;
  const doublings = scaled > 0.5 ? 1 : scaled < -0.5 ? -1 : 0;
  const reduced = fusedMultiplyAdd(-doublings, LOG_2_LOW, fusedMultiplyAdd(-doublings, LOG_2_HIGH, x)) / 16;
  const series = COEFFICIENTS.reduce((sum, coefficient) => fusedMultiplyAdd(sum, reduced, coefficient));
  let excess = reduced * series;
  for (let i = 0; i < 3; i++) excess *= excess + 2;
  const power = fusedMultiplyAdd(excess, excess + 2, 1);
  return doublings > 0 ? power * 2 : doublings < 0 ? power / 2 : power;
}
