import { HopwiseError } from '../../base/index.ts';
import type { PodSetPlacement } from '../placement-result.ts';
import type { PlacementRule } from '../rule.ts';
import { AssumedUsage } from '../snapshot/assumed-usage.ts';
import { type AskedQuestion, checkCapacity, checkCounts, checkLevels, checkRefusals, checkSlices } from './checks.ts';
import {
  type ConformanceQuestion,
  conformanceQuestions,
  easyQuestion,
  freshContext,
  snapshotOf,
} from './conformance-question.ts';

/** One thing that holds for every placement rule. */
export interface ConformanceCheck {
  /** A sentence, for the name of a test. */
  readonly name: string;
  /** @throws HopwiseError `invalid-argument` that says in which question it does not hold, and how */
  readonly check: () => void;
}

/** Questions that every check asks. */
const QUESTION_COUNT = 100;

/**
 * What every placement rule has to hold to, as checks for any test runner.
 *
 * A rule may refuse what it does not support, with a message; what it places has to be right.
 *
 * @example
 * for (const { name, check } of ruleConformance(myRule())) it(name, check);
 */
export function ruleConformance(rule: PlacementRule): readonly ConformanceCheck[] {
  const each = (name: string, check: (asked: AskedQuestion) => string | undefined): ConformanceCheck => ({
    name,
    check: () => {
      for (const question of conformanceQuestions(QUESTION_COUNT)) report(rule, question, check(ask(rule, question)));
    },
  });
  return [
    each('gives no node more than it has room for, and none that the pods may not use', checkCapacity),
    each('places all pods of a group or none, and stops at the first group without a place', checkCounts),
    each('keeps pods that require a level in one domain of it', checkLevels),
    each('keeps slices whole', checkSlices),
    each('gives a reason and a message with every refusal', checkRefusals),
    each('tells the context what it gave away', checkAssumed),
    each('answers the same question the same way', ({ question, placements }) =>
      isSame(placements, ask(rule, question).placements) ? undefined : 'the second answer differs from the first',
    ),
    each('does not depend on the order in which nodes are listed', ({ question, placements }) =>
      isSame(placements, ask(rule, reversed(question)).placements)
        ? undefined
        : 'the order of nodes changes the answer',
    ),
    each('leaves the snapshot as it was', ({ before, after }) =>
      before === after ? undefined : 'the snapshot was changed',
    ),
    { name: 'places one pod on an idle cluster', check: () => checkEasy(rule) },
  ];
}

function ask(rule: PlacementRule, question: ConformanceQuestion): AskedQuestion {
  const snapshot = snapshotOf(question);
  const context = freshContext();
  const state = (): string => textOf([...snapshot.leaves()]);
  const before = state();
  const placements = rule.place(snapshot, question.requests, context);
  return { question, snapshot, placements, context, before, after: state() };
}

function checkEasy(rule: PlacementRule): void {
  const question = easyQuestion();
  const { placements } = ask(rule, question);
  const [placement] = placements;
  report(rule, question, placement?.state === 'placed' ? undefined : `the answer is ${textOf(placements)}`);
}

function checkAssumed({ question, snapshot, placements, context }: AskedQuestion): string | undefined {
  const expected = new AssumedUsage();
  for (const placement of placements) {
    const request = question.requests.find(({ podSet }) => podSet === placement.podSet);
    if (placement.state === 'placed' && request !== undefined) expected.add(placement.assignment, request.requests);
  }
  const amounts = (usage: AssumedUsage): string =>
    textOf([...usage.atLeaves(snapshot.domains)].sort(([a], [b]) => a - b).map(([leaf, used]) => [leaf, ...used]));
  return amounts(context.assumed) === amounts(expected) ? undefined : 'the assumed usage is not what was placed';
}

function reversed(question: ConformanceQuestion): ConformanceQuestion {
  const { cluster, usage } = question;
  return { ...question, cluster: { ...cluster, nodes: [...cluster.nodes].reverse() }, usage: [...usage].reverse() };
}

function report(rule: PlacementRule, question: ConformanceQuestion, problem: string | undefined): void {
  if (problem === undefined) return;
  throw new HopwiseError('invalid-argument', `placement rule "${rule.name}", ${question.name}: ${problem}`);
}

function isSame(a: readonly PodSetPlacement[], b: readonly PodSetPlacement[]): boolean {
  return textOf(a) === textOf(b);
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return `${part}`;
    return part instanceof Map ? [...part] : part;
  });
}
