import type { JobAnswer, NodeReplacement, PlacedPodSet, RequiredOutcome } from '../analysis/index.ts';
import { escapeTerminal } from './escape.ts';
import { roundedHops } from './hop-cost-table.ts';
import { podsTable } from './pods-table.ts';
import { textTable } from './text-table.ts';

/** A job's pods as kubectl shows them, and how far apart they are; or why it got no place, and what would get one. */
export function placementText(jobName: string, { placement, ifRequired, replacement }: JobAnswer): string {
  const alternatives = ifRequired.length === 0 ? '' : `\n\nif one domain were required:\n${outcomesTable(ifRequired)}`;
  if (placement.state === 'rejected') {
    const podSet = placement.podSet === undefined ? '' : `pod set ${placement.podSet}: `;
    const what =
      replacement === undefined ? 'stays pending' : `finds no replacement for node ${replacement.failedNode}`;
    return escapeTerminal(`${jobName} ${what}: ${podSet}${placement.message}`) + alternatives;
  }
  const summaries = placement.podSets.map((podSet) => escapeTerminal(summary(podSet)));
  const moves = replacement === undefined ? [] : [escapeTerminal(movesText(replacement)), ''];
  return [...moves, podsTable(jobName, placement.podSets), '', ...summaries].join('\n') + alternatives;
}

function movesText({ failedNode, moved }: NodeReplacement): string {
  const moves = moved.map(({ podSet, node, count }) => `${podsText(count)} of ${podSet} to ${node}`);
  return `node ${failedNode} failed; ${moves.length === 0 ? 'no pod moves' : `moved: ${moves.join(', ')}`}`;
}

function podsText(count: number): string {
  return count === 1 ? '1 pod' : `${count} pods`;
}

function outcomesTable(outcomes: readonly RequiredOutcome[]): string {
  return textTable(outcomes.map((outcome) => [`  ${outcome.level}`, outcomeText(outcome)]));
}

function outcomeText(outcome: RequiredOutcome): string {
  if (outcome.state === 'rejected') return outcome.message;
  return outcome.maxHops === null ? 'fits' : `fits, at most ${outcome.maxHops} hops apart`;
}

function summary({ name, count, nodes, hops }: PlacedPodSet): string {
  const where = `${name}: ${podsText(count)} on ${nodes.length === 1 ? '1 node' : `${nodes.length} nodes`}`;
  const shared = sharedPath(nodes.map(({ path }) => path));
  const together =
    shared.length === 0 ? 'no network node shared' : `all below layer ${shared.length}, ${shared.at(-1)}`;
  if (hops.max === null) return `${where}, ${together}; hops unknown`;
  return `${where}, ${together}; hops max ${hops.max}, mean ${roundedHops(hops.mean)}, total ${hops.total}, ring ${hops.ring}`;
}

/** The longest common beginning of all paths. */
function sharedPath(paths: readonly (readonly string[])[]): readonly string[] {
  const [first = [], ...others] = paths;
  let length = 0;
  while (length < first.length && others.every((path) => path[length] === first[length])) length++;
  return first.slice(0, length);
}
