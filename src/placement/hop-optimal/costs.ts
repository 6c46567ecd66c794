/**
 * Least cost of placing 0, 1, 2 … units somewhere; every number of units up to the length fits.
 *
 * Pairs without a shared top domain come first: `minor` only compares what is equal in `major`.
 */
export interface Costs {
  /** Links above the top domains; absent while all costs are within one of them. */
  readonly major?: Float64Array;
  /** Links below the top domains. */
  readonly minor: Float64Array;
}

/** The costs of units of workers alone, and of as many with the leader among them; undefined where no leader fits. */
export interface CostTable {
  readonly alone: Costs;
  readonly led: Costs | undefined;
}

/** A place that takes nothing. */
export const NOTHING: CostTable = { alone: { minor: new Float64Array(1) }, led: undefined };

/** The costs with or without the leader. */
export function costsOf(table: CostTable, isLed: boolean): Costs | undefined {
  return isLed ? table.led : table.alone;
}

/** Two places as one: the best of all ways to share out up to `limit` units. O(length × length). */
export function joinTables(a: CostTable, b: CostTable, limit: number): CostTable {
  const leadsA = a.led === undefined ? undefined : join(a.led, b.alone, limit);
  const leadsB = b.led === undefined ? undefined : join(a.alone, b.led, limit);
  return { alone: join(a.alone, b.alone, limit), led: lesser(leadsA, leadsB) };
}

/** Every `step`-th entry: what a domain costs whose units are `step` of its children's. */
export function sampleTable({ alone, led }: CostTable, step: number): CostTable {
  return step === 1 ? { alone, led } : { alone: sample(alone, step), led: led && sample(led, step) };
}

/** Is taking `x` units here and `y` there one of the best ways to take `x + y` of both? */
export function isBestSplit(here: Costs, x: number, there: Costs, y: number, both: Costs): boolean {
  return (
    at(here.minor, x) + at(there.minor, y) === at(both.minor, x + y) &&
    at(here.major, x) + at(there.major, y) === at(both.major, x + y)
  );
}

function join(a: Costs, b: Costs, limit: number): Costs {
  const length = Math.min(a.minor.length + b.minor.length - 1, limit + 1);
  const costs = { minor: new Float64Array(length).fill(Number.POSITIVE_INFINITY) };
  if (a.major === undefined && b.major === undefined) return joinPlain(a.minor, b.minor, costs);
  return joinRanked(a, b, { ...costs, major: new Float64Array(length).fill(Number.POSITIVE_INFINITY) });
}

function joinPlain(a: Float64Array, b: Float64Array, costs: Costs): Costs {
  const { minor } = costs;
  for (let i = 0; i < a.length; i++) {
    const own = a[i] as number;
    const end = Math.min(b.length, minor.length - i);
    for (let j = 0; j < end; j++) {
      const cost = own + (b[j] as number);
      if (cost < (minor[i + j] as number)) minor[i + j] = cost;
    }
  }
  return costs;
}

function joinRanked(a: Costs, b: Costs, costs: Required<Costs>): Costs {
  const { major, minor } = costs;
  const majorA = a.major ?? new Float64Array(a.minor.length);
  const majorB = b.major ?? new Float64Array(b.minor.length);
  const minorB = b.minor;
  for (let i = 0; i < majorA.length; i++) {
    const ownMajor = majorA[i] as number;
    const ownMinor = a.minor[i] as number;
    const end = Math.min(majorB.length, minor.length - i);
    for (let j = 0; j < end; j++) {
      const rank = ownMajor + (majorB[j] as number);
      const best = major[i + j] as number;
      if (rank > best) continue;
      const cost = ownMinor + (minorB[j] as number);
      if (rank === best && cost >= (minor[i + j] as number)) continue;
      major[i + j] = rank;
      minor[i + j] = cost;
    }
  }
  return costs;
}

/** The lower of both, entry by entry. */
function lesser(a: Costs | undefined, b: Costs | undefined): Costs | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const [long, short] = a.minor.length >= b.minor.length ? [a, b] : [b, a];
  const minor = long.minor.slice();
  const major = long.major?.slice();
  for (let i = 0; i < short.minor.length; i++) {
    const rank = at(short.major, i) - at(major, i);
    if (rank > 0 || (rank === 0 && (short.minor[i] as number) >= (minor[i] as number))) continue;
    minor[i] = short.minor[i] as number;
    if (major !== undefined) major[i] = at(short.major, i);
  }
  return major === undefined ? { minor } : { minor, major };
}

function sample({ minor }: Costs, step: number): Costs {
  return {
    minor: Float64Array.from({ length: Math.floor((minor.length - 1) / step) + 1 }, (_, i) => at(minor, i * step)),
  };
}

function at(column: Float64Array | undefined, i: number): number {
  return column === undefined ? 0 : (column[i] as number);
}
