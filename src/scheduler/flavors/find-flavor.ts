import type { QueueFlavor, QueueResourceGroup } from '../snapshot/scheduler-queue.ts';
import { isAllowedFlavor } from './allowed-flavors.ts';
import type { FlavorAttempt } from './assignment.ts';
import type { AssignmentQuestion } from './assignment-question.ts';
import { checkFlavor, type FlavorCheck } from './check-flavor.ts';
import { type FlavorMode, isBetterFit, isPreferred, WORST_MODE } from './modes.ts';
import { heedsNomination, isNominated } from './nomination-mapping.ts';
import type { FlavorDrafts, PodSetDraft } from './pod-set-draft.ts';
import { firstFlavorToTry, triedIndexOf } from './scan-progress.ts';
import { stopsScan } from './stops-scan.ts';
import { type FlavorSearch, tryFlavor } from './try-flavor.ts';

/** What the scan of a resource group's flavors came to. */
export interface FoundFlavor {
  /** Resources of the group → the flavor; empty if none would do. */
  readonly flavors: FlavorDrafts;
  /** Of all flavors that were looked at, unless the one that was found fits as it is. */
  readonly reasons: readonly string[];
  readonly error?: string;
  readonly attempts: readonly FlavorAttempt[];
}

/**
 * Finds the flavor for a resource and all others of its group: flavors are tried in the queue's order, from behind the one
 * where the last attempt stopped, until one is good enough to stop at; else the preferred of those tried is taken.
 * @see kueue-quota §8.6
 */
export function findFlavor(search: FlavorSearch, resource: string, question: AssignmentQuestion): FoundFlavor {
  const group = question.queue.groupOf.get(resource);
  if (group === undefined) {
    return { flavors: new Map(), reasons: [`resource ${resource} unavailable in ClusterQueue`], attempts: [] };
  }
  const scan = scanFlavors(search, resource, group, question);
  if (scan.error !== undefined) return { ...scan, flavors: new Map() };
  if (question.snapshot.gates.FlavorFungibility) {
    const triedIndex = triedIndexOf(scan.lastTried, group.flavors.length);
    for (const assigned of scan.flavors.values()) assigned.triedIndex = triedIndex;
  }
  return scan.mode.fit === 'Fit' ? { flavors: scan.flavors, reasons: [], attempts: scan.attempts } : scan;
}

/** The best flavor so far, and what was seen on the way to it. */
interface Scan {
  flavors: FlavorDrafts;
  mode: FlavorMode;
  lastTried: number;
  error?: string;
  readonly reasons: string[];
  readonly attempts: FlavorAttempt[];
}

function scanFlavors(
  search: FlavorSearch,
  resource: string,
  group: QueueResourceGroup,
  question: AssignmentQuestion,
): Scan {
  const { snapshot, queue, progress } = question;
  const scan: Scan = { flavors: new Map(), mode: WORST_MODE, lastTried: -1, reasons: [], attempts: [] };
  const podSets = search.members.map(({ podSet }) => podSet);
  const first = firstFlavorToTry(progress, (search.members[0] as PodSetDraft).index, resource, snapshot.gates);
  for (let i = first; i < group.flavors.length; i++) {
    scan.lastTried = i;
    const flavor = group.flavors[i] as QueueFlavor;
    const skipped = reasonToSkip(flavor.name, search.members, resource, question);
    if (skipped !== undefined) {
      scan.reasons.push(skipped);
      continue;
    }
    const check = checkFlavor(flavor, group, podSets, question);
    if (check.state !== 'ok') recordMismatch(scan, flavor.name, check);
    if (check.state === 'error') break;
    if (check.state === 'mismatch') continue;
    const tried = tryFlavor(flavor, group, search, question);
    scan.reasons.push(...tried.reasons);
    scan.attempts.push(tried.attempt);
    const stops = stopsScan(tried.mode, queue.spec.flavorFungibility, snapshot.gates);
    const isBetter = snapshot.gates.FlavorFungibility
      ? isPreferred(tried.mode, scan.mode, queue.spec.flavorFungibility)
      : isBetterFit(tried.mode.fit, scan.mode.fit);
    if (stops || isBetter) {
      scan.flavors = tried.flavors;
      scan.mode = tried.mode;
    }
    if (stops) break;
  }
  return scan;
}

/** Why a flavor is passed over without a look at it. */
function reasonToSkip(
  flavor: string,
  members: readonly PodSetDraft[],
  resource: string,
  { snapshot, workload, nomination }: AssignmentQuestion,
): string | undefined {
  const names = members.map(({ podSet }) => podSet.name);
  if (nomination !== undefined && heedsNomination(nomination, snapshot.gates)) {
    if (!isNominated(nomination, names, resource, flavor)) {
      return `skipping flavor ${flavor} as it is not found in the nomination mapping for resource ${resource}`;
    }
  }
  return isAllowedFlavor(workload.workload, flavor, snapshot.gates)
    ? undefined
    : `skipping flavor ${flavor} due to WorkloadAllowedResourceFlavorAnnotation annotation`;
}

function recordMismatch(scan: Scan, flavor: string, check: Exclude<FlavorCheck, { readonly state: 'ok' }>): void {
  const reasons = check.state === 'mismatch' ? [check.reason] : [];
  scan.reasons.push(...reasons);
  scan.attempts.push({ flavor, mode: 'NoFit', borrowingLevel: 0, reasons, noFitReason: 'NoMatchingFlavor' });
  if (check.state === 'error') scan.error = check.error;
}
