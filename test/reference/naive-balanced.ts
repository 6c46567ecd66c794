import type { Domain } from './naive-forest.ts';
import { byValues, descend, domainsAt, type Run, roll, sortLeader, sortPlain } from './naive-placement.ts';

/** Balanced placement (kueue-tas §10); undefined: go on with the ordinary one. */
export function placeBalanced(run: Run): Domain[] | undefined {
  const { ask } = run;
  if (!ask.isBalanced) return undefined;
  const best = bestGroup(run);
  if (best === undefined) return undefined;
  const isAbove = ask.reqLevel < ask.sliceLevel;
  const picked = isAbove ? optimalSet(run, best.cand, true) : best.cand;
  if (picked === undefined) return undefined;
  const set = optimalSet(run, isAbove ? picked.flatMap((d) => d.children) : picked, false);
  if (set === undefined || ask.N < set.length * best.T) return undefined;
  const sorted = sortLeader(run, set);
  if (!share(run, sorted, best.T)) return undefined;
  run.branches.add('balanced');
  return descend(run, ask.reqLevel + (isAbove ? 1 : 0), sorted, true);
}

function share({ ask }: Run, set: readonly Domain[], T: number): boolean {
  let extra = ask.N - set.length * T;
  let pending = ask.L;
  for (const d of set) {
    let e = 0;
    let leaders = 0;
    if (pending > 0) {
      e = Math.min(d.slicesL - T, extra);
      leaders = 1;
    } else if (extra > 0) e = Math.min(d.slices - T, extra);
    pending -= leaders;
    extra -= e;
    const pods = (T + e) * ask.sliceSize;
    Object.assign(d, { leaders, slices: T + e, slicesL: T + e, pods, podsL: pods - leaders });
  }
  return extra <= 0 && pending <= 0;
}

interface Greedy {
  readonly used: number;
  readonly lastLeader: Domain | undefined;
  readonly last: Domain | undefined;
}

function greedy(run: Run, ds: readonly Domain[]): Greedy | undefined {
  let rem = run.ask.N;
  let pending = run.ask.L;
  const queue = pending > 0 ? sortLeader(run, ds) : [...ds];
  let used = 0;
  let lastLeader: Domain | undefined;
  while (pending > 0 && queue.length > 0 && (queue[0] as Domain).leaders > 0) {
    lastLeader = queue.shift() as Domain;
    pending -= lastLeader.leaders;
    rem -= lastLeader.slicesL;
    used++;
  }
  if (pending > 0) return undefined;
  let last: Domain | undefined;
  for (const d of sortPlain(run, queue)) {
    if (rem <= 0 || d.slices <= 0) break;
    last = d;
    rem -= d.slices;
    used++;
  }
  return rem > 0 ? undefined : { used, lastLeader, last };
}

function bestGroup(run: Run): { cand: Domain[]; T: number; n: number } | undefined {
  const { reqLevel, sliceLevel, N, L } = run.ask;
  const groups =
    reqLevel === 0
      ? [[...run.roots]]
      : domainsAt(run.roots, reqLevel - 1)
          .sort(byValues)
          .map((parent) => parent.children);
  let best: { cand: Domain[]; T: number; n: number } | undefined;
  for (const group of groups) {
    const first = greedy(run, reqLevel < sliceLevel ? group.flatMap((d) => d.children) : group);
    if (first === undefined || first.used === 0) continue;
    const { lastLeader, last } = first;
    const bestT = best?.T ?? 0;
    let T = Math.floor(N / first.used);
    if (lastLeader !== undefined) T = Math.min(T, lastLeader.slicesL);
    if (last !== undefined) T = Math.min(T, last.slices);
    const T2 = L > 0 && last !== undefined ? Math.min(T, last.slicesL) : T;
    if (T < bestT) continue;
    let cand = group.map(clone);
    prune(run, cand, T);
    let fit = greedy(run, cand);
    if (fit === undefined && T2 < T) {
      if (T2 <= 0 || T2 < bestT) continue;
      T = T2;
      cand = group.map(clone);
      prune(run, cand, T);
      fit = greedy(run, cand);
    }
    if (fit === undefined) continue;
    if (T > bestT || (best !== undefined && T === bestT && fit.used < best.n)) best = { cand, T, n: fit.used };
  }
  return best;
}

function clone(d: Domain): Domain {
  return { ...d, children: d.children.map(clone) };
}

function prune({ ask }: Run, cand: readonly Domain[], T: number): void {
  const judge = (d: Domain): void => {
    if (d.slices < T) zero(d, ['pods', 'podsL', 'slices', 'slicesL', 'leaders']);
    else if (ask.L > 0 && d.leaders > 0 && d.slicesL < T) zero(d, ['podsL', 'slicesL', 'leaders']);
  };
  for (const d of cand) d.children.forEach(judge);
  for (const d of cand) {
    roll(d, ask.reqLevel, ask, []);
    judge(d);
  }
}

function zero(d: Domain, fields: readonly ('pods' | 'podsL' | 'slices' | 'slicesL' | 'leaders')[]): void {
  for (const field of fields) d[field] = 0;
  for (const child of d.children) zero(child, fields);
}

/** Dynamic programming over (domains used, leaders left, pods left) (kueue-tas §10.4). */
function optimalSet(run: Run, ds: readonly Domain[], byEntropy: boolean): Domain[] | undefined {
  const k = greedy(run, ds)?.used;
  if (k === undefined) return undefined;
  const order = [...ds].sort(
    (a, b) =>
      (byEntropy ? b.leaders - a.leaders || b.slicesL - a.slicesL || entropy(b) - entropy(a) : 0) || byValues(a, b),
  );
  interface State {
    readonly leadersLeft: number;
    readonly podsLeft: number;
    readonly set: readonly Domain[];
  }
  const table: State[][] = Array.from({ length: k + 1 }, () => []);
  table[0] = [{ leadersLeft: run.ask.L, podsLeft: run.ask.N * run.ask.sliceSize, set: [] }];
  for (const d of order) {
    for (let i = k; i >= 1; i--) {
      const target = table[i] as State[];
      const write = (leadersLeft: number, podsLeft: number, set: readonly Domain[]): void => {
        if (!target.some((s) => s.leadersLeft === leadersLeft && s.podsLeft === podsLeft)) {
          target.push({ leadersLeft, podsLeft, set: [...set, d] });
        }
      };
      const states = [...(table[i - 1] as State[])];
      states.sort((a, b) => a.leadersLeft - b.leadersLeft || a.podsLeft - b.podsLeft);
      for (const { leadersLeft, podsLeft, set } of states) {
        if (leadersLeft <= 0 && podsLeft <= 0) continue;
        if (leadersLeft > 0 && d.leaders > 0) write(leadersLeft - d.leaders, podsLeft - d.podsL, set);
        if (d.slices > 0) write(leadersLeft, podsLeft - d.pods, set);
      }
    }
  }
  const complete = (table[k] as State[]).filter(({ leadersLeft, podsLeft }) => leadersLeft === 0 && podsLeft <= 0);
  return complete.sort((a, b) => b.podsLeft - a.podsLeft)[0]?.set.slice();
}

function entropy(d: Domain): number {
  const counts = d.children.map((c) => c.pods).sort((a, b) => a - b);
  const total = counts.reduce((sum, n) => sum + n, 0);
  return counts.filter((n) => n > 0).reduce((sum, n) => sum - (n / total) * Math.log2(n / total), 0);
}
