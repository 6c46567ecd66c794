import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { TopologyUsage } from '../../../../src/placement/index.ts';
import { findLeaf } from '../../../../src/placement/snapshot/domain-tree.ts';
import type { FlavorSnapshot } from '../../../../src/placement/snapshot/flavor-snapshot.ts';
import { naivePlacement } from '../../../reference/naive-placement.ts';
import { answerTo, arbitraryCase, type Case, snapshotOfCase } from '../../arbitrary-case.ts';

/** What is done to a snapshot between questions; numbers choose among what there is. */
type Step =
  | { readonly do: 'ask'; readonly question: number }
  | { readonly do: 'admit'; readonly question: number }
  | { readonly do: 'release' | 'node'; readonly choice: number }
  | { readonly do: 'mark' | 'rollback' | 'commit' };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), question: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('admit' as const), question: fc.nat(20) }) },
  fc.record({ do: fc.constant('release' as const), choice: fc.nat(20) }),
  fc.record({ do: fc.constant('node' as const), choice: fc.nat(20) }),
  fc.constantFrom<Step>({ do: 'mark' }, { do: 'rollback' }, { do: 'commit' }),
);

/** What the cluster should be by now, written down plainly. */
interface Model {
  readonly usage: readonly TopologyUsage[];
  readonly failed: ReadonlySet<string>;
}

/** A snapshot that is changed, and beside it what it should be. */
class Twin {
  readonly #base: Case;
  readonly #questions: readonly Case[];
  readonly #snapshot: FlavorSnapshot;
  #model: Model;
  readonly #marks: { readonly mark: number; readonly model: Model }[] = [];

  constructor(base: Case, questions: readonly Case[]) {
    this.#base = base;
    this.#questions = questions;
    this.#snapshot = snapshotOfCase(base);
    this.#model = { usage: base.usage, failed: new Set() };
  }

  /** The question on the cluster as the model says it is. */
  asked(question: number): Case {
    const { workers, leader, gates, isSimulatedEmpty } = this.#questions[question % this.#questions.length] as Case;
    const nodes = this.#base.nodes.map((node) =>
      this.#model.failed.has(node.name) ? { ...node, isReady: false } : node,
    );
    return {
      ...this.#base,
      nodes,
      usage: this.#model.usage,
      workers,
      ...(leader && { leader }),
      gates,
      isSimulatedEmpty,
    };
  }

  check(question: number): void {
    const asked = this.asked(question);
    const { branches: _branches, ...expected } = naivePlacement(asked);
    expect(answerTo(asked, this.#snapshot)).toEqual(expected);
  }

  admit(question: number): void {
    const asked = this.asked(question);
    const answer = answerTo(asked, this.#snapshot);
    if ('message' in answer) return;
    const { requests } = asked.workers;
    const added = answer.workers.map(([path, count]) => ({ flavor: 'f', values: this.#values(path), count, requests }));
    for (const { values, count } of added) this.#snapshot.addUsage(values, requests, count);
    this.#model = { ...this.#model, usage: [...this.#model.usage, ...added] };
  }

  release(choice: number): void {
    const { usage } = this.#model;
    const gone = usage[choice % Math.max(1, usage.length)];
    if (gone === undefined) return;
    this.#snapshot.removeUsage(gone.values, gone.requests, gone.count);
    this.#model = { ...this.#model, usage: usage.filter((entry) => entry !== gone) };
  }

  /** Nodes that share a host name are left alone: their leaf would move. */
  toggleNode(choice: number): void {
    const hosts = new Map<string, number>();
    const hostOf = (node: Case['nodes'][number]): string =>
      node.labels[this.#base.topology.levels.at(-1) as string] ?? '';
    for (const node of this.#base.nodes) hosts.set(hostOf(node), (hosts.get(hostOf(node)) ?? 0) + 1);
    const free = this.#base.nodes.filter((node) => {
      const isMember = node.isReady && node.isUnschedulable !== true && this.#isMember(node);
      return isMember && hosts.get(hostOf(node)) === 1;
    });
    const node = free[choice % Math.max(1, free.length)];
    if (node === undefined) return;
    const failed = new Set(this.#model.failed);
    const isFailing = !failed.delete(node.name);
    if (isFailing) failed.add(node.name);
    this.#snapshot.setNodeReady(node.name, !isFailing);
    this.#model = { ...this.#model, failed };
  }

  #isMember({ labels }: Case['nodes'][number]): boolean {
    const values = this.#base.topology.levels.map((level) => labels[level] ?? '');
    const isHostExact = this.#snapshot.domains.isHostExact;
    const leaf = findLeaf(this.#snapshot.domains, isHostExact ? [values.at(-1) as string] : values);
    return leaf !== undefined && Object.entries(this.#base.flavor.nodeLabels ?? {}).every(([k, v]) => labels[k] === v);
  }

  mark(): void {
    this.#marks.push({ mark: this.#snapshot.mark(), model: this.#model });
  }

  rollback(): void {
    const last = this.#marks.pop();
    if (last === undefined) return;
    this.#snapshot.rollback(last.mark);
    this.#model = last.model;
  }

  commit(): void {
    const last = this.#marks.pop();
    if (last !== undefined) this.#snapshot.commit(last.mark);
  }

  #values(path: string): string[] {
    const values = path.split('/');
    return this.#snapshot.domains.isHostExact ? values.slice(-1) : values;
  }
}

function run(twin: Twin, next: Step): void {
  if (next.do === 'ask') twin.check(next.question);
  else if (next.do === 'admit') twin.admit(next.question);
  else if (next.do === 'release') twin.release(next.choice);
  else if (next.do === 'node') twin.toggleNode(next.choice);
  else twin[next.do]();
}

it('answers as a plain search would, whatever was admitted, released, failed, tried and undone before', () => {
  let asked = 0;
  fc.assert(
    fc.property(
      arbitraryCase,
      fc.array(arbitraryCase, { minLength: 1, maxLength: 4 }),
      fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }),
      (base, others, steps) => {
        const twin = new Twin(base, [base, ...others]);
        for (const next of steps) run(twin, next);
        for (let question = 0; question <= others.length; question++) twin.check(question);
        asked += steps.filter((next) => next.do === 'ask').length + others.length + 1;
      },
    ),
    { numRuns: 1500, seed: 7 },
  );
  expect(asked).toBeGreaterThan(10_000);
});
