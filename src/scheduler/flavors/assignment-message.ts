import { compareStrings } from '../../base/index.ts';
import type { Assignment, FlavorAttempt, PodSetOutcome } from './assignment.ts';

/**
 * Why a workload does not start, as it stands in the status of the workload; empty if nothing is in its way.
 * @see kueue-quota §8.12
 */
export function assignmentMessage({ podSets }: Assignment): string {
  const failed = podSets.find(({ error }) => error !== undefined);
  if (failed !== undefined) return `failed to assign flavors to pod set ${failed.name}: ${failed.error}`;
  return podSets
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ name, reasons }) => {
      return `couldn't assign flavors to pod set ${name}: ${reasons.toSorted(compareStrings).join(', ')}`;
    })
    .join('; ');
}

/**
 * The flavors that were looked at, as Kueue's event tells them; those that simply fit are not worth a word.
 * @see kueue-quota §8.13
 */
export function consideredFlavorsText({ podSets }: Assignment): string {
  return podSets.flatMap(podSetText).join(' | ');
}

function podSetText({ name, attempts }: PodSetOutcome): string[] {
  const texts = attempts
    .filter(({ mode, borrowingLevel }) => mode !== 'Fit' || borrowingLevel > 0)
    .map((attempt) => `${attempt.flavor}(${attemptText(attempt)})`);
  return texts.length === 0 ? [] : [`${name}: ${texts.join(', ')}`];
}

function attemptText({ mode, borrowingLevel, possibility, reasons }: FlavorAttempt): string {
  const outcome = possibility === undefined ? mode : `preemptionMode=${possibility}`;
  const borrowed = borrowingLevel > 0 ? [`borrow=${borrowingLevel}`] : [];
  return [outcome, ...borrowed, ...reasons].join(';');
}
