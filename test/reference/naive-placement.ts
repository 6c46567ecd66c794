import type { FeatureGates, Node, ResourceAmounts, ResourceFlavor, Topology } from '../../src/model/index.ts';
import type { PodSetRequest } from '../../src/placement/index.ts';
import { type Ask, Refusal, readAsk } from './naive-ask.ts';
import { placeBalanced } from './naive-balanced.ts';
import { buildForest, countIn, type Domain, excludedBy, scoreOf, withPod } from './naive-forest.ts';

/**
 * Kueue's placement written down a second time, from the text of kueue-tas §9 and §10 alone: objects, recursion and
 * bigints, the slow and obvious way. Properties hold the real one against it.
 */
export interface NaiveInput {
  readonly topology: Topology;
  readonly flavor: ResourceFlavor;
  readonly nodes: readonly Node[];
  readonly usage: readonly {
    readonly values: readonly string[];
    readonly requests: ResourceAmounts;
    readonly count: number;
  }[];
  readonly workers: PodSetRequest;
  readonly leader?: PodSetRequest;
  readonly gates: FeatureGates;
  readonly isSimulatedEmpty: boolean;
  /** Path of the only domain to be used. */
  readonly requiredDomain?: string;
}

/** Rare turns of the algorithm, for a test to see that its cases take them. */
export type Branch =
  | 'balanced'
  | 'climbing'
  | 'several domains'
  | 'leader with several domains'
  | 'leader moved to the front'
  | 'fallback to a lesser affinity'
  | 'inner layers'
  | 'remainder'
  | 'empty take'
  | 'required domain';

type Spot = readonly [path: string, count: number];

export type NaiveAnswer = { readonly branches: ReadonlySet<Branch> } & (
  | { readonly workers: readonly Spot[]; readonly leader: readonly Spot[] }
  | { readonly message: string }
);

/** One run: the question and what was found out so far. */
export interface Run {
  readonly input: NaiveInput;
  readonly ask: Ask;
  readonly roots: readonly Domain[];
  readonly excluded: Map<string, number>;
  readonly leafCount: number;
  readonly branches: Set<Branch>;
}

export function naivePlacement(input: NaiveInput): NaiveAnswer {
  const branches = new Set<Branch>();
  try {
    const ask = readAsk(input);
    const { roots, leaves } = buildForest(input);
    const run: Run = { input, ask, roots, excluded: new Map(), leafCount: leaves.length, branches };
    if (ask.innerSize.some((size) => size !== undefined)) branches.add('inner layers');
    if (input.requiredDomain !== undefined) branches.add('required domain');
    for (const leaf of leaves) countLeaf(run, leaf);
    for (const root of roots) roll(root, 0, ask, ask.innerSize);
    const given = placeBalanced(run) ?? placeOrdinarily(run);
    if (ask.L === 0 && ask.N * ask.sliceSize < ask.count) branches.add('remainder');
    return { branches, ...output(given) };
  } catch (error) {
    if (error instanceof Refusal) return { branches, message: error.message };
    throw error;
  }
}

function output(given: readonly Domain[]): { workers: Spot[]; leader: Spot[] } {
  const sorted = [...given].sort(byValues);
  const spots = (count: (d: Domain) => number): Spot[] =>
    sorted.filter((d) => count(d) > 0).map((d) => [d.values.join('/'), count(d)]);
  return { workers: spots((d) => d.pods), leader: spots((d) => d.leaders) };
}

/** Phase 1a (kueue-tas §9.1). */
function countLeaf({ input, excluded }: Run, leaf: Domain): unknown {
  const exclude = (why: string): unknown => excluded.set(why, (excluded.get(why) ?? 0) + 1);
  if (leaf.node !== undefined) {
    const why = excludedBy(leaf.node, input);
    if (why !== undefined) return exclude(why);
    leaf.affinity = scoreOf(leaf.node, input);
  }
  const { requiredDomain } = input;
  const path = leaf.values.join(',');
  if (requiredDomain !== undefined && path !== requiredDomain && !path.startsWith(`${requiredDomain},`)) {
    return exclude('topologyDomain');
  }
  const room = new Map(leaf.free);
  if (!input.isSimulatedEmpty) subtract(room, leaf.used);
  const workers = withPod(input.workers.requests);
  const { n, limit } = countIn(workers, room);
  if (n === 0) exclude(`resource "${limit}"`);
  leaf.pods = n;
  if (input.leader !== undefined) {
    const leader = withPod(input.leader.requests);
    if (countIn(leader, room).n > 0) {
      leaf.leaders = 1;
      subtract(room, leader);
    }
  }
  leaf.podsL = countIn(workers, room).n;
  return undefined;
}

function subtract(room: Map<string, bigint>, amounts: ReadonlyMap<string, bigint>): void {
  for (const [resource, amount] of amounts) room.set(resource, (room.get(resource) ?? 0n) - amount);
}

/** Phase 1b (kueue-tas §9.2). */
export function roll(d: Domain, level: number, ask: Ask, innerSize: Ask['innerSize']): void {
  if (d.children.length > 0) {
    for (const child of d.children) roll(child, level + 1, ask, innerSize);
    const k = innerSize[level + 1] ?? 1;
    const down = (n: number): number => Math.floor(n / k) * k;
    const able = d.children.filter((c) => ask.L === 0 || c.leaders > 0);
    const sum = (of: (c: Domain) => number): number => d.children.reduce((total, c) => total + of(c), 0);
    const least = (of: (c: Domain) => number): number => Math.min(...able.map(of));
    d.pods = sum((c) => down(c.pods));
    d.slices = sum((c) => c.slices);
    d.podsL = able.length === 0 ? 0 : d.pods - least((c) => down(c.pods) - down(c.podsL));
    d.slicesL = able.length === 0 ? 0 : d.slices - least((c) => c.slices - c.slicesL);
    d.leaders = Math.max(...d.children.map((c) => c.leaders));
    d.affinity = sum((c) => c.affinity);
  }
  if (level === ask.sliceLevel) {
    d.slices = Math.floor(d.pods / ask.sliceSize);
    d.slicesL = Math.floor(d.podsL / ask.sliceSize);
  }
}

export function byValues(a: Domain, b: Domain): number {
  for (const [i, value] of a.values.entries()) {
    const other = b.values[i] as string;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}

export function sortPlain(run: Run, ds: readonly Domain[]): Domain[] {
  const { hasAffinity, isLfc } = run.ask;
  return [...ds].sort((a, b) => {
    if (hasAffinity && a.affinity !== b.affinity) return b.affinity - a.affinity;
    if (a.slices !== b.slices) return isLfc ? a.slices - b.slices : b.slices - a.slices;
    return a.pods !== b.pods ? a.pods - b.pods : byValues(a, b);
  });
}

export function sortLeader(run: Run, ds: readonly Domain[]): Domain[] {
  const { hasAffinity, isLfc } = run.ask;
  return [...ds].sort((a, b) => {
    if (a.leaders !== b.leaders) return b.leaders - a.leaders;
    if (hasAffinity && a.affinity !== b.affinity) return b.affinity - a.affinity;
    if (a.slicesL !== b.slicesL) return isLfc ? a.slicesL - b.slicesL : b.slicesL - a.slicesL;
    return a.podsL !== b.podsL ? a.podsL - b.podsL : byValues(a, b);
  });
}

/** `bestFitSlices` or, with `inPods`, `bestFitPods` (kueue-tas §9.5). */
function bestFit(run: Run, list: readonly Domain[], need: number, leaders: number, inPods = false): Domain {
  const head = list[0] as Domain;
  const plain = (d: Domain): number => (inPods ? d.pods : d.slices);
  const beside = (d: Domain): number => (inPods ? d.podsL : d.slicesL);
  const value = leaders > 0 ? beside : plain;
  const tierEnd = run.ask.hasAffinity ? list.findIndex((d) => d.affinity !== head.affinity) : -1;
  const candidates = list
    .slice(0, tierEnd < 0 ? list.length : tierEnd)
    .filter((d) => d.leaders >= leaders && value(d) >= need);
  const smallest = Math.min(...candidates.map(value));
  return candidates.find((d) => value(d) === smallest) ?? head;
}

function prioritizeLeader(run: Run, ds: readonly Domain[], need: number, leaders: number, inPods = false): Domain[] {
  if (leaders === 0 || ds.length < 2) return [...ds];
  const plain = (d: Domain): number => (inPods ? d.pods : d.slices);
  const beside = (d: Domain): number => (inPods ? d.podsL : d.slicesL);
  const available = ds.reduce((total, d) => total + plain(d), 0);
  const first = ds.find((d) => d.leaders >= leaders && available - (plain(d) - beside(d)) >= need);
  if (first === undefined || first === ds[0]) return [...ds];
  run.branches.add('leader moved to the front');
  return [first, ...ds.filter((d) => d !== first)];
}

function placeOrdinarily(run: Run): Domain[] {
  const { level, domains } = findLevel(run, run.ask.reqLevel);
  return descend(run, level, domains, false);
}

interface Found {
  readonly level: number;
  readonly domains: readonly Domain[];
}

/** Phase 2a (kueue-tas §9.5). */
function findLevel(run: Run, level: number): Found {
  const { N, L, isLfc, isRequired, isUnconstrained, hasAffinity } = run.ask;
  const ds = domainsAt(run.roots, level);
  if (ds.length === 0) throw new Refusal(`no topology domains at level: ${run.input.topology.levels[level]}`);
  const so = sortLeader(run, ds);
  const takesAll = (d: Domain): boolean => d.slicesL >= N && d.leaders >= L;
  let top = so[0] as Domain;
  if (!isLfc && takesAll(top)) top = bestFit(run, so, N, L);
  if (isLfc) {
    const d = so.find((x) => x.leaders >= L && (L > 0 ? x.slicesL : x.slices) >= N);
    if (d !== undefined) return { level, domains: [d] };
    if (isRequired) throw notFit(run, level, (so.at(-1) as Domain).pods);
  }
  if (takesAll(top)) return { level, domains: [top] };
  if (isRequired) {
    const i = so.findIndex(takesAll);
    if (hasAffinity && i > 0) {
      run.branches.add('fallback to a lesser affinity');
      return { level, domains: [bestFit(run, so.slice(i), N, L)] };
    }
    throw notFit(run, level, top.slices);
  }
  if (level > 0 && !isUnconstrained) {
    run.branches.add('climbing');
    return findLevel(run, level - 1);
  }
  return { level, domains: findSeveral(run, level, so) };
}

function findSeveral(run: Run, level: number, sorted: readonly Domain[]): Domain[] {
  const { N, L, isLfc } = run.ask;
  run.branches.add(L > 0 ? 'leader with several domains' : 'several domains');
  const so = prioritizeLeader(run, sorted, N, L);
  const res: Domain[] = [];
  let rem = N;
  let rl = L;
  let i = 0;
  while (rl > 0 && i < so.length && (so[i] as Domain).leaders > 0) {
    let d = so[i] as Domain;
    if (!isLfc && d.slicesL >= rem) d = bestFit(run, so.slice(i), rem, rl);
    res.push(d);
    rl -= d.leaders;
    rem -= d.slicesL;
    i++;
  }
  if (rl > 0) throw notFit(run, level, L - rl);
  const rest = sortPlain(run, so.slice(i));
  for (let j = 0; rem > 0 && j < rest.length; j++) {
    let d = rest[j] as Domain;
    if (!isLfc && d.slices >= rem) d = bestFit(run, rest.slice(j), rem, 0);
    res.push(d);
    rem -= d.slices;
  }
  if (rem > 0) throw notFit(run, level, N - rem);
  return res;
}

/** Phase 2b (kueue-tas §9.7). */
export function descend(run: Run, fitLevel: number, domains: readonly Domain[], isBalanced: boolean): Domain[] {
  const { N, L, sliceSize, sliceLevel } = run.ask;
  const last = run.input.topology.levels.length - 1;
  const next = take(run, domains, N, L, sliceSize, true);
  const isPooled = !isBalanced && fitLevel < sliceLevel;
  if (fitLevel === last) return next;
  if (isPooled) {
    const children = next.flatMap((d) => d.children);
    return descend(run, fitLevel + 1, sortPlain(run, children), isBalanced);
  }
  return next.flatMap((d) => shareOut(run, fitLevel, d));
}

/** A domain's own pods down to its leaves. */
function shareOut(run: Run, level: number, d: Domain): Domain[] {
  const { sliceSize, sliceLevel, innerSize } = run.ask;
  if (d.children.length === 0) return [d];
  const unit = level >= sliceLevel ? (innerSize[level + 1] ?? 1) : sliceSize;
  const children = sortPlain(run, d.children);
  if (unit > 1) {
    for (const c of children) {
      c.slices = Math.floor(c.pods / unit);
      c.slicesL = Math.floor(c.podsL / unit);
    }
  }
  const share = unit > 1 ? Math.floor(d.pods / unit) : d.pods;
  return take(run, children, share, d.leaders, unit, unit > 1).flatMap((c) => shareOut(run, level + 1, c));
}

/** Consumption (kueue-tas §9.6); `count` in slices or in pods. */
function take(run: Run, list: readonly Domain[], count: number, L: number, size: number, inSlices: boolean): Domain[] {
  const ds = prioritizeLeader(run, list, count, L, !inSlices);
  const beside = (d: Domain): number => (inSlices ? d.slicesL : d.podsL);
  const plain = (d: Domain): number => (inSlices ? d.slices : d.pods);
  const unit = inSlices ? size : 1;
  const res: Domain[] = [];
  let rem = count;
  let rl = L;
  for (const [i, head] of ds.entries()) {
    const finishes = (d: Domain): boolean => (rl > 0 ? beside(d) >= rem && d.leaders >= rl : plain(d) >= rem);
    const d = !run.ask.isLfc && finishes(head) ? bestFit(run, ds.slice(i), rem, rl, !inSlices) : head;
    const isLast = finishes(d);
    const given = isLast ? rem : Math.min(rl > 0 ? beside(d) : plain(d), rem);
    d.leaders = isLast ? rl : Math.min(d.leaders, rl);
    if (inSlices) d.slices = given;
    d.pods = given * unit;
    res.push(d);
    if (isLast) return res;
    rem -= given;
    rl -= d.leaders;
  }
  run.branches.add('empty take');
  return [];
}

export function domainsAt(roots: readonly Domain[], level: number): Domain[] {
  return level === 0
    ? [...roots]
    : domainsAt(
        roots.flatMap((root) => root.children),
        level - 1,
      );
}

/** Message catalogue (kueue-tas §18). */
function notFit({ input, ask, roots, excluded, leafCount }: Run, level: number, fit: number): Refusal {
  const { levels, name } = input.topology;
  const unit = ask.sliceSize === 1 ? 'pod' : 'slice';
  let text =
    fit === 0
      ? `doesn't allow to fit any of ${ask.N} ${unit}(s)`
      : `allows to fit only ${fit} out of ${ask.N} ${unit}(s)`;
  if (ask.constraints.length > 1) {
    const ds = domainsAt(roots, level).sort(byValues);
    const most = Math.max(...ds.map((d) => d.slices));
    const best = ds.find((d) => d.slices === most) as Domain;
    const layers = ask.constraints.map(({ topology, size }) => {
      const below = domainsAt([best], levels.indexOf(topology) - level);
      const fits = below.reduce((total, d) => total + Math.floor(d.pods / size), 0);
      return `; ${fits}/${Math.floor(ask.count / size)} slice(s) fit on level ${topology}`;
    });
    text = `doesn't allow to fit${layers.join('')}`;
  }
  const list = [...excluded].map(([why, n]) => `${why}: ${n}`).sort();
  const suffix = list.length === 0 ? '' : `. Total nodes: ${leafCount}; excluded: ${list.join(', ')}`;
  return new Refusal(`topology "${name}" ${text}${suffix}`);
}
