/**
 * Cuts a list of host names into runs of neighbours that share a prefix, as `[start, end)` (kueue-tas §14).
 *
 * Prefixes end at a `-`. A host name's key is the longest prefix that another host name has too, of at most `depth`
 * dashes; the largest depth that gives no more than `maxRuns` pieces of at most `maxLength` wins. Where none does,
 * there is one run. O(names × depth), depth being the most dashes in a shared prefix.
 */
export function hostnameRuns(
  hostnames: readonly string[],
  maxRuns: number,
  maxLength: number,
): (readonly [start: number, end: number])[] {
  const ends = sharedPrefixEnds(hostnames);
  let depth = 0;
  for (const list of ends) depth = Math.max(depth, list.length);
  for (; depth > 0; depth--) {
    const runs = cut(hostnames, ends, depth);
    const pieceCount = runs.reduce((sum, [start, end]) => sum + Math.ceil((end - start) / maxLength), 0);
    if (pieceCount <= maxRuns) return runs;
  }
  return [[0, hostnames.length]];
}

/** Per host name the ends of its prefixes that at least two host names have, shortest first. */
function sharedPrefixEnds(hostnames: readonly string[]): number[][] {
  const isShared = new Map<string, boolean>();
  const candidates = hostnames.map(prefixEnds);
  hostnames.forEach((hostname, i) => {
    for (const end of candidates[i] as number[]) {
      const prefix = hostname.slice(0, end);
      isShared.set(prefix, isShared.has(prefix));
    }
  });
  return hostnames.map((hostname, i) =>
    (candidates[i] as number[]).filter((end) => isShared.get(hostname.slice(0, end)) === true),
  );
}

function prefixEnds(hostname: string): number[] {
  const ends: number[] = [];
  for (
    let dash = hostname.indexOf('-');
    dash >= 0 && dash < hostname.length - 1;
    dash = hostname.indexOf('-', dash + 1)
  ) {
    ends.push(dash + 1);
  }
  return ends;
}

function cut(
  hostnames: readonly string[],
  ends: readonly (readonly number[])[],
  depth: number,
): (readonly [start: number, end: number])[] {
  const keyOf = (i: number): string => {
    const list = ends[i] as readonly number[];
    return list.length === 0 ? '' : (hostnames[i] as string).slice(0, list[Math.min(depth, list.length) - 1]);
  };
  const runs: [start: number, end: number][] = [];
  let start = 0;
  for (let i = 1; i <= hostnames.length; i++) {
    if (i < hostnames.length && keyOf(i) === keyOf(start)) continue;
    runs.push([start, i]);
    start = i;
  }
  return runs;
}
