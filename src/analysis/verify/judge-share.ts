import {
  type Amount,
  amountText,
  dominantShare,
  type FlavorResourceAmounts,
  type FlavorResources,
  type QuotaTree,
  statusShare,
  weightedShare,
} from '../../quota/index.ts';
import { buildSchedulerSnapshot, type SchedulerSnapshot } from '../../scheduler/index.ts';
import type { FlavorAmountTexts, QuotaAnswer, RecordedAmount, ShareAnswer, ShareRecording } from './share-recording.ts';
import { compareAnswers, type Verdict } from './verdict.ts';

/** Works out quota, usage and share of every queue that takes workloads and of every cohort, and compares them all. */
export function judgeShare(recording: ShareRecording): Verdict {
  const snapshot = snapshotOf(recording);
  const tree = snapshot.quota;
  const { forest, flavorResources } = tree.quota;
  const extra = toAmounts(recording.extraRequests, flavorResources);
  const answers = (nodes: Iterable<readonly [string, number]>): ShareAnswer['cohorts'] =>
    Object.fromEntries([...nodes].map(([name, node]) => [name, quotaAnswer(tree, node, extra)]));
  const { requested } = recording;
  return compareAnswers(recording.expected, {
    clusterQueues: answers([...snapshot.queues].map(([name, { node }]) => [name, node])),
    cohorts: answers(forest.cohorts),
    ...(requested && { borrowingOnRequested: borrowsOn(tree, toAmounts(requested, flavorResources)) }),
  });
}

function snapshotOf({ cluster, governance, gates, usage }: ShareRecording): SchedulerSnapshot {
  const options = { gates, configuration: {}, held: usage };
  const snapshot = buildSchedulerSnapshot({ ...cluster, ...governance }, options);
  const { forest, flavorResources } = snapshot.quota.quota;
  for (const { clusterQueue, ...amount } of usage) {
    const node = forest.queues.get(clusterQueue);
    if (node !== undefined) snapshot.quota.addUsage(node, toAmounts([amount], flavorResources));
  }
  return snapshot;
}

/** Amounts that nobody has quota for are left out: no share depends on them. */
function toAmounts(amounts: readonly RecordedAmount[], { indexOf }: FlavorResources): FlavorResourceAmounts {
  return amounts.flatMap(({ flavor, resource, amount }) => {
    const flavorResource = indexOf(flavor, resource);
    return flavorResource === undefined ? [] : [{ flavorResource, amount }];
  });
}

function borrowsOn(tree: QuotaTree, requested: FlavorResourceAmounts): boolean {
  const node = tree.quota.forest.queues.get('cq');
  if (node === undefined) return false;
  const { borrowed } = dominantShare(tree, node);
  return requested.some(({ flavorResource, amount }) => amount > 0 && borrowed.includes(flavorResource));
}

function quotaAnswer(tree: QuotaTree, node: number, extra: FlavorResourceAmounts): QuotaAnswer {
  const { cells, forest } = tree.quota;
  const all: number[] = [];
  const listed: number[] = [];
  for (let cell = cells.starts[node] as number; cell < (cells.starts[node + 1] as number); cell++) {
    all.push(cells.flavorResources[cell] as number);
    if (cells.hasQuota[cell] === 1) listed.push(cells.flavorResources[cell] as number);
  }
  const texts = (list: readonly number[], amountOf: (flavorResource: number) => Amount): FlavorAmountTexts =>
    amountTexts(list, amountOf, tree.quota.flavorResources);
  const share = dominantShare(tree, node, extra);
  return {
    subtree: texts(listed, (one) => tree.subtree(node, one)),
    usage: texts(
      all.filter((one) => tree.usage(node, one) !== 0),
      (one) => tree.usage(node, one),
    ),
    potential: texts(listed, (one) => tree.potential(node, one)),
    availableUnclamped: texts(listed, (one) => tree.availableUnclamped(node, one)),
    available: forest.isQueue[node] === 1 ? texts(listed, (one) => tree.available(node, one)) : {},
    share: {
      weightedShare: String(statusShare(share)),
      precise: String(weightedShare(share)),
      resource: share.resource ?? '',
      borrowing: share.borrowed.length > 0,
    },
  };
}

function amountTexts(
  list: readonly number[],
  amountOf: (flavorResource: number) => Amount,
  { names }: FlavorResources,
): FlavorAmountTexts {
  const texts = new Map<string, [resource: string, text: string][]>();
  for (const flavorResource of list) {
    const { flavor, resource } = names[flavorResource] as FlavorResources['names'][number];
    const ofFlavor = texts.get(flavor) ?? [];
    texts.set(flavor, [...ofFlavor, [resource, amountText(resource, amountOf(flavorResource))]]);
  }
  return Object.fromEntries([...texts].map(([flavor, resources]) => [flavor, Object.fromEntries(resources)]));
}
