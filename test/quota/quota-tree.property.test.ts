import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Amount,
  addAmounts,
  borrowingLevel,
  compileQuotaTree,
  dominantShare,
  isBorrowing,
  maxAmount,
  QuotaTree,
  subtractAmounts,
  toAmount,
  UNLIMITED,
} from '../../src/quota/index.ts';
import { cellOf } from '../../src/quota/quota-cells.ts';
import * as naive from '../reference/naive-quota.ts';
import { arbitraryQuota, FLAVORS, heldEverywhere, RESOURCES } from './arbitrary-quota.ts';

type Step =
  | { readonly op: 'add'; readonly queue: number; readonly amounts: readonly [fr: number, amount: bigint][] }
  | { readonly op: 'remove'; readonly which: number }
  | { readonly op: 'mark' }
  | { readonly op: 'rollback' | 'commit'; readonly which: number };

const amount = fc.oneof(
  { weight: 8, arbitrary: fc.bigInt(0n, 30n) },
  { weight: 1, arbitrary: fc.bigInt(2n ** 50n, 2n ** 55n) },
);
const which = fc.nat(20);
const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: added() },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('remove' as const), which }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constant('mark' as const) }) },
    { weight: 2, arbitrary: fc.record({ op: fc.constantFrom('rollback' as const, 'commit' as const), which }) },
  ),
  { maxLength: 25 },
);

function added(): fc.Arbitrary<Step> {
  const amounts = fc.uniqueArray(fc.tuple(fc.nat(FLAVORS.length * RESOURCES.length - 1), amount), {
    selector: ([fr]) => fr,
    maxLength: 4,
  });
  return fc.record({ op: fc.constant('add' as const), queue: fc.nat(5), amounts });
}

function toBigInt(value: Amount): bigint {
  return value === UNLIMITED ? naive.MAX : BigInt(value);
}

describe('the compiled quota tree', () => {
  it('answers as the plain one, whatever is added, removed, marked, rolled back and committed', () => {
    fc.assert(
      fc.property(arbitraryQuota(), steps, (source, script) => {
        const run = startRun(source);
        compareAll(run);
        for (const step of script) {
          play(run, step);
          compareAll(run);
        }
      }),
    );
  });

  it('leaves out cohorts whose parents lead in circles, with all queues below them', () => {
    fc.assert(
      fc.property(arbitraryQuota(false), (source) => {
        const { plain, tree } = startRun(source);
        compareAll({ plain, tree });
        const { cyclicCohorts, cyclicQueues } = tree.quota.forest;
        const named = source.cohorts.filter(({ name }) => cyclicCohorts.includes(name));
        expect(named.length > 0).toBe(cyclicCohorts.length > 0);
        expect(cyclicQueues).toEqual(
          source.clusterQueues.flatMap(({ name }) => (plain.queues.has(name) ? [] : [name])).sort(),
        );
      }),
    );
  });

  it('is the same in whatever order queues, cohorts and what is held are listed', () => {
    const shuffled = arbitraryQuota().chain((source) =>
      fc.record({
        source: fc.constant({ ...source, held: heldEverywhere(source) }),
        clusterQueues: shuffle(source.clusterQueues),
        cohorts: shuffle(source.cohorts),
        held: shuffle(heldEverywhere(source)),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ source, ...other }) => {
        const { lendable: _, flavorResources, ...compiled } = compileQuotaTree(source);
        const { lendable: __, flavorResources: otherResources, ...again } = compileQuotaTree(other);
        expect(again).toEqual(compiled);
        expect(otherResources.names).toEqual(flavorResources.names);
      }),
    );
  });

  it('holds what its queues hold: nothing is lost or counted twice on the way up', () => {
    fc.assert(
      fc.property(arbitraryQuota(), steps, (source, script) => {
        const run = startRun(source);
        for (const step of script) play(run, step);
        const { tree } = run;
        for (const [node, children] of tree.quota.forest.children.entries()) {
          if (tree.quota.forest.isQueue[node] === 1) continue;
          for (let fr = 0; fr < tree.quota.flavorResources.count; fr++) {
            const beyondLocal = children.map((child) => {
              const cell = cellOf(tree.quota.cells, child, fr);
              const kept = cell < 0 ? 0 : tree.quota.local.get(cell);
              return maxAmount(0, subtractAmounts(tree.usage(child, fr), kept));
            });
            expect(tree.usage(node, fr)).toBe(beyondLocal.reduce(addAmounts, 0));
          }
        }
      }),
    );
  });

  it('never offers a queue less than nothing, and never more than it could hold', () => {
    fc.assert(
      fc.property(arbitraryQuota(), steps, (source, script) => {
        const run = startRun(source);
        for (const step of script) play(run, step);
        const { tree } = run;
        for (const node of tree.quota.forest.queues.values()) {
          for (let fr = 0; fr < tree.quota.flavorResources.count; fr++) {
            const available = tree.available(node, fr);
            expect(available >= 0 && available <= tree.potential(node, fr)).toBe(true);
            const all = [{ flavorResource: fr, amount: available }];
            if (available === UNLIMITED) continue;
            expect(tree.fits(node, all)).toBe(true);
            expect(tree.whileAdded(node, all, () => tree.availableUnclamped(node, fr)) <= 0).toBe(true);
          }
        }
      }),
    );
  });
});

function shuffle<T>(list: readonly T[]): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...list], { minLength: list.length });
}

type Held = { readonly queue: string; readonly amounts: ReadonlyMap<string, bigint> };

interface Run {
  readonly tree: QuotaTree;
  readonly plain: naive.NaiveTree;
  held: Held[];
  /** Open marks with what was held at them. */
  marks: { readonly mark: number; readonly held: Held[] }[];
}

function startRun(source: Parameters<typeof compileQuotaTree>[0]): Run {
  const tree = new QuotaTree(compileQuotaTree({ ...source, held: heldEverywhere(source) }));
  return { tree, plain: naive.naiveTree(source.clusterQueues, source.cohorts), held: [], marks: [] };
}

function play(run: Run, step: Step): void {
  const { tree } = run;
  if (step.op === 'add') {
    const queues = [...run.plain.queues.keys()];
    const queue = queues[step.queue % queues.length] as string;
    const amounts = new Map(step.amounts.map(([fr, value]) => [frName(tree, fr), value]));
    run.held.push({ queue, amounts });
    tree.addUsage(queueNode(tree, queue), toAmounts(tree, amounts));
  } else if (step.op === 'remove') {
    const [gone] = run.held.splice(step.which % Math.max(1, run.held.length), 1);
    if (gone !== undefined) tree.removeUsage(queueNode(tree, gone.queue), toAmounts(tree, gone.amounts));
  } else if (step.op === 'mark') run.marks.push({ mark: tree.mark(), held: [...run.held] });
  else if (run.marks.length > 0) {
    const at = step.which % run.marks.length;
    const { mark, held } = run.marks[at] as Run['marks'][number];
    run.marks.length = at;
    if (step.op === 'commit') tree.commit(mark);
    else {
      tree.rollback(mark);
      run.held = [...held];
    }
  }
  for (const node of run.plain.queues.values()) node.usage.clear();
  for (const { queue, amounts } of run.held) {
    const { usage } = run.plain.queues.get(queue) as naive.NaiveNode;
    for (const [fr, value] of amounts) usage.set(fr, (usage.get(fr) ?? 0n) + value);
  }
}

function frName(tree: QuotaTree, index: number): string {
  const { flavor, resource } = tree.quota.flavorResources.names[index] as { flavor: string; resource: string };
  return naive.frOf(flavor, resource);
}

function toAmounts(tree: QuotaTree, amounts: ReadonlyMap<string, bigint>) {
  return [...amounts].map(([fr, value]) => {
    const [flavor, resource] = fr.split(' ') as [string, string];
    return { flavorResource: tree.quota.flavorResources.indexOf(flavor, resource) as number, amount: toAmount(value) };
  });
}

function queueNode(tree: QuotaTree, name: string): number {
  return tree.quota.forest.queues.get(name) as number;
}

function compareAll({ tree, plain }: Pick<Run, 'tree' | 'plain'>): void {
  const { forest } = tree.quota;
  expect([...forest.queues.keys()].sort()).toEqual([...plain.queues.keys()].sort());
  expect([...forest.cohorts.keys()].sort()).toEqual([...plain.cohorts.keys()].sort());
  for (const [name, node] of forest.queues) compareNode(tree, node, plain.queues.get(name) as naive.NaiveNode);
  for (const [name, node] of forest.cohorts) compareNode(tree, node, plain.cohorts.get(name) as naive.NaiveNode);
}

function compareNode(tree: QuotaTree, node: number, plain: naive.NaiveNode): void {
  const answer: unknown[] = [];
  const expected: unknown[] = [];
  for (let fr = 0; fr < tree.quota.flavorResources.count; fr++) {
    const name = frName(tree, fr);
    answer.push(amountsOf(tree, node, fr));
    expected.push({
      name,
      usage: naive.usage(plain, name),
      subtree: naive.subtree(plain, name),
      available: naive.available(plain, name),
      potential: naive.potential(plain, name),
      localAvailable: naive.localAvailable(plain, name),
      isBorrowing: naive.isBorrowingWith(plain, name, 0n),
      levels: plain.isQueue ? PROBES.map((probe) => naive.lowestFit(plain, name, probe)) : undefined,
    });
  }
  expect(answer).toEqual(expected);
  const { ratio, resource, borrowed } = dominantShare(tree, node);
  const share = naive.share(plain);
  expect({ ratio, resource, borrowed: new Set(borrowed.map((fr) => frName(tree, fr))) }).toEqual({
    ratio: share.ratio,
    resource: share.resource,
    borrowed: share.borrowed,
  });
}

const PROBES = [0n, 5n, 2n ** 51n + 1n];

function amountsOf(tree: QuotaTree, node: number, fr: number): unknown {
  const isQueue = tree.quota.forest.isQueue[node] === 1;
  return {
    name: frName(tree, fr),
    usage: toBigInt(tree.usage(node, fr)),
    subtree: toBigInt(tree.subtree(node, fr)),
    available: toBigInt(tree.availableUnclamped(node, fr)),
    potential: toBigInt(tree.potential(node, fr)),
    localAvailable: toBigInt(tree.localAvailable(node, fr)),
    isBorrowing: isBorrowing(tree, node, fr),
    levels: isQueue ? PROBES.map((probe) => borrowingLevel(tree, node, fr, toAmount(probe))) : undefined,
  };
}
