import { MAX_INT32 } from '../../base/index.ts';
import type { TopologyAssignment, TopologyDomainAssignment } from '../../model/index.ts';

/** A `topologyAssignment` as a Workload of Kueue's v1beta2 API stores it: runs of domains, each compressed. */
export interface StoredTopologyAssignment {
  /** Level keys. */
  readonly levels: readonly string[];
  /** At most 1,000; one after another they list all domains. */
  readonly slices: readonly StoredSlice[];
}

/** A run of domains. */
export interface StoredSlice {
  /** 1 to 100,000. */
  readonly domainCount: number;
  /** One per level. */
  readonly valuesPerLevel: readonly StoredValues[];
  readonly podCounts: StoredCounts;
}

/** The values of one level in one run: one for all, or one each, less what all begin and end with. */
export type StoredValues =
  | { readonly universal: string }
  | { readonly individual: { readonly prefix?: string; readonly suffix?: string; readonly roots: readonly string[] } };

/** The pods in each domain of a run: the same number in all, or one each. */
export type StoredCounts = { readonly universal: number } | { readonly individual: readonly number[] };

/** Most domains that one slice may hold. */
export const MAX_SLICE_DOMAINS = 100_000;
/** Most slices that one assignment may hold. */
export const MAX_SLICES = 1_000;

/** One thing wrong with a stored assignment. */
export interface AssignmentProblem {
  /** Path below the assignment: `slices[0].podCounts.individual`. */
  readonly field: string;
  /** What was found and what is expected. */
  readonly message: string;
}

/** A stored assignment, read whole or not at all. */
export type DecodedTopologyAssignment =
  | { readonly state: 'decoded'; readonly assignment: TopologyAssignment }
  | { readonly state: 'malformed'; readonly problems: readonly AssignmentProblem[] };

/** Most domains that are unpacked in all: a few bytes can stand for a hundred million. */
const MAX_DOMAINS = 1_000_000;

/**
 * Reads a `topologyAssignment`: v1beta2's compressed `slices`, or v1beta1's plain `domains`.
 *
 * Takes any value, as it comes from JSON, and never throws: all that is wrong is reported at once. O(domains × levels).
 * @see kueue-tas §14
 */
export function decodeTopologyAssignment(stored: unknown): DecodedTopologyAssignment {
  const problems: AssignmentProblem[] = [];
  const domains: TopologyDomainAssignment[] = [];
  const object = asObject(stored);
  const levels = readStrings(object?.levels, 'levels', problems);
  const plain = object?.domains ?? undefined;
  if (plain !== undefined && (object?.slices ?? undefined) === undefined) {
    readDomains(plain, levels.length, domains, problems);
  } else {
    readSlices(object?.slices ?? [], levels.length, domains, problems);
  }
  return problems.length > 0 ? { state: 'malformed', problems } : { state: 'decoded', assignment: { levels, domains } };
}

type Fields = Readonly<Record<string, unknown>>;

function readDomains(
  value: unknown,
  levelCount: number,
  domains: TopologyDomainAssignment[],
  problems: AssignmentProblem[],
): void {
  if (!isList(value, MAX_DOMAINS, 'domains', problems)) return;
  value.forEach((item, i) => {
    const field = `domains[${i}]`;
    const domain = asObject(item);
    const values = readStrings(domain?.values, `${field}.values`, problems);
    const count = readCount(domain?.count, `${field}.count`, problems);
    if (values.length !== levelCount) {
      problems.push({
        field: `${field}.values`,
        message: `expected ${levelCount} value(s), one per level, found ${values.length}`,
      });
    }
    domains.push({ values, count });
  });
}

function readSlices(
  value: unknown,
  levelCount: number,
  domains: TopologyDomainAssignment[],
  problems: AssignmentProblem[],
): void {
  if (!isList(value, MAX_SLICES, 'slices', problems)) return;
  for (const [i, item] of value.entries()) {
    const field = `slices[${i}]`;
    const slice = asObject(item);
    if (slice === undefined) {
      problems.push({ field, message: 'expected an object' });
      continue;
    }
    const before = problems.length;
    const size = readDomainCount(slice.domainCount, `${field}.domainCount`, problems);
    if (domains.length + size > MAX_DOMAINS) {
      problems.push({ field: 'slices', message: `more than ${MAX_DOMAINS} domains in all` });
      return;
    }
    const columns = readLevels(slice.valuesPerLevel, levelCount, size, `${field}.valuesPerLevel`, problems);
    const countOf = readCounts(slice.podCounts, size, `${field}.podCounts`, problems);
    if (problems.length > before) continue;
    for (let d = 0; d < size; d++) domains.push({ values: columns.map((column) => column(d)), count: countOf(d) });
  }
}

function readDomainCount(value: unknown, field: string, problems: AssignmentProblem[]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_SLICE_DOMAINS) return value;
  problems.push({ field, message: `expected an integer from 1 to ${MAX_SLICE_DOMAINS}` });
  return 0;
}

/** Value of a domain, by its index in the slice. */
type Column<T> = (domain: number) => T;

function readLevels(
  value: unknown,
  levelCount: number,
  size: number,
  field: string,
  problems: AssignmentProblem[],
): Column<string>[] {
  const list = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (list.length !== levelCount) {
    problems.push({ field, message: `expected ${levelCount} item(s), one per level, found ${list.length}` });
    return [];
  }
  return list.map((item, level) => readValues(item, size, `${field}[${level}]`, problems));
}

function readValues(value: unknown, size: number, field: string, problems: AssignmentProblem[]): Column<string> {
  const object = asObject(value);
  const universal = object?.universal;
  if (typeof universal === 'string') return () => universal;
  const individual = asObject(object?.individual);
  if (individual === undefined) {
    problems.push({ field, message: 'expected universal or individual values' });
    return () => '';
  }
  const prefix = individual.prefix ?? '';
  const suffix = individual.suffix ?? '';
  if (typeof prefix !== 'string' || typeof suffix !== 'string') {
    problems.push({ field: `${field}.individual`, message: 'expected prefix and suffix to be strings' });
  }
  const roots = readStrings(individual.roots, `${field}.individual.roots`, problems);
  if (roots.length !== size) problems.push(wrongLength(`${field}.individual.roots`, size, roots.length));
  return (domain) => `${prefix}${roots[domain]}${suffix}`;
}

function readCounts(value: unknown, size: number, field: string, problems: AssignmentProblem[]): Column<number> {
  const object = asObject(value);
  const universal = object?.universal ?? undefined;
  if (universal !== undefined) {
    const count = readCount(universal, `${field}.universal`, problems);
    return () => count;
  }
  const list = Array.isArray(object?.individual) ? (object.individual as readonly unknown[]) : undefined;
  if (list === undefined) {
    problems.push({ field, message: 'expected universal or individual counts' });
    return () => 0;
  }
  if (list.length !== size) {
    problems.push(wrongLength(`${field}.individual`, size, list.length));
    return () => 0;
  }
  const counts = list.map((item, i) => readCount(item, `${field}.individual[${i}]`, problems));
  return (domain) => counts[domain] as number;
}

function readCount(value: unknown, field: string, problems: AssignmentProblem[]): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MAX_INT32) return value;
  problems.push({ field, message: `expected a number of pods, 1 to ${MAX_INT32}` });
  return 0;
}

function readStrings(value: unknown, field: string, problems: AssignmentProblem[]): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return [...value];
  problems.push({ field, message: 'expected a list of strings' });
  return [];
}

function isList(value: unknown, limit: number, field: string, problems: AssignmentProblem[]): value is unknown[] {
  if (!Array.isArray(value)) problems.push({ field, message: 'expected a list' });
  else if (value.length > limit)
    problems.push({ field, message: `expected at most ${limit} items, found ${value.length}` });
  else return true;
  return false;
}

function wrongLength(field: string, expected: number, found: number): AssignmentProblem {
  return { field, message: `expected ${expected} item(s) as domainCount says, found ${found}` };
}

function asObject(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}
