import type { FeatureGates, TopologyAssignment, TopologyDomainAssignment } from '../../model/index.ts';
import { HOSTNAME_LABEL } from '../../model/index.ts';
import { hostnameRuns } from './hostname-runs.ts';
import {
  MAX_SLICE_DOMAINS,
  MAX_SLICES,
  type StoredCounts,
  type StoredSlice,
  type StoredTopologyAssignment,
  type StoredValues,
} from './topology-assignment.ts';

/**
 * Writes an assignment in the stored form that Kueue would choose; the order of domains is never changed.
 *
 * Without the gate `TASAssignmentsEncodingByHostnamePrefix` everything is one slice. With it, host names are first cut
 * into runs with a common prefix, and the one slice is kept only where its JSON is strictly shorter. Lengths of prefixes
 * are in UTF-16 code units where Kueue counts bytes: the same for label values, which are ASCII. Linear in the text.
 *
 * @see kueue-tas §14
 */
export function encodeTopologyAssignment(
  { levels, domains }: TopologyAssignment,
  gates: Pick<FeatureGates, 'TASAssignmentsEncodingByHostnamePrefix'>,
): StoredTopologyAssignment {
  if (domains.length === 0) return { levels, slices: [] };
  const single = (): StoredSlice => compress(levels.length, domains);
  if (!gates.TASAssignmentsEncodingByHostnamePrefix) return { levels, slices: [single()] };
  const slices = runsOf(levels, domains).flatMap((run) => chunks(run).map((chunk) => compress(levels.length, chunk)));
  if (slices.length <= 1 || domains.length > MAX_SLICE_DOMAINS) return { levels, slices };
  const alone = [single()];
  return { levels, slices: goJsonLength(alone) < goJsonLength(slices) ? alone : slices };
}

function runsOf(
  levels: readonly string[],
  domains: readonly TopologyDomainAssignment[],
): (readonly TopologyDomainAssignment[])[] {
  if (domains.length === 1 || levels[levels.length - 1] !== HOSTNAME_LABEL) return [domains];
  const hostnames = domains.map(({ values }) => values[levels.length - 1] ?? '');
  return hostnameRuns(hostnames, MAX_SLICES, MAX_SLICE_DOMAINS).map(([start, end]) => domains.slice(start, end));
}

function chunks(run: readonly TopologyDomainAssignment[]): (readonly TopologyDomainAssignment[])[] {
  const count = Math.ceil(run.length / MAX_SLICE_DOMAINS);
  return Array.from({ length: count }, (_, i) => run.slice(i * MAX_SLICE_DOMAINS, (i + 1) * MAX_SLICE_DOMAINS));
}

function compress(levelCount: number, domains: readonly TopologyDomainAssignment[]): StoredSlice {
  const valuesPerLevel = Array.from({ length: levelCount }, (_, level) =>
    compressValues(domains.map(({ values }) => values[level] ?? '')),
  );
  return { domainCount: domains.length, valuesPerLevel, podCounts: compressCounts(domains) };
}

function compressValues(values: readonly string[]): StoredValues {
  const first = values[0] as string;
  let prefixLength = first.length;
  let suffixLength = first.length;
  let shortest = first.length;
  let longest = first.length;
  for (const value of values) {
    prefixLength = sharedPrefix(first, value, prefixLength);
    suffixLength = sharedSuffix(first, value, suffixLength);
    shortest = Math.min(shortest, value.length);
    longest = Math.max(longest, value.length);
  }
  if (prefixLength === longest) return { universal: first };
  prefixLength = Math.min(prefixLength, shortest - suffixLength);
  const individual = {
    ...(prefixLength === 0 ? {} : { prefix: first.slice(0, prefixLength) }),
    ...(suffixLength === 0 ? {} : { suffix: first.slice(first.length - suffixLength) }),
    roots: values.map((value) => value.slice(prefixLength, value.length - suffixLength)),
  };
  return { individual };
}

function sharedPrefix(a: string, b: string, limit: number): number {
  let length = 0;
  const end = Math.min(limit, b.length);
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

function sharedSuffix(a: string, b: string, limit: number): number {
  let length = 0;
  const end = Math.min(limit, b.length);
  while (length < end && a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)) length++;
  return length;
}

function compressCounts(domains: readonly TopologyDomainAssignment[]): StoredCounts {
  const first = (domains[0] as TopologyDomainAssignment).count;
  const isUniversal = domains.every(({ count }) => count === first);
  return isUniversal ? { universal: first } : { individual: domains.map(({ count }) => count) };
}

/** Bytes of the value as Go prints it: like `JSON.stringify`, but `<`, `>`, `&` and line separators are escaped. */
function goJsonLength(value: unknown): number {
  const text = JSON.stringify(value);
  let length = new TextEncoder().encode(text).length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x3c || code === 0x3e || code === 0x26) length += 5;
    else if (code === 0x2028 || code === 0x2029) length += 3;
  }
  return length;
}
