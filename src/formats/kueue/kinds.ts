import { admissionCheckKind } from './admission-check.ts';
import { clusterQueueKind } from './cluster-queue.ts';
import { cohortKind } from './cohort.ts';
import type { KueueKind } from './kueue-kind.ts';
import { localQueueKind } from './local-queue.ts';
import { resourceFlavorKind } from './resource-flavor.ts';
import { topologyKind } from './topology.ts';
import { workloadKind } from './workload.ts';
import { workloadPriorityClassKind } from './workload-priority-class.ts';

/** Every kind of Kueue's that is read. */
export const KUEUE_KINDS: readonly KueueKind[] = [
  clusterQueueKind,
  cohortKind,
  localQueueKind,
  resourceFlavorKind,
  topologyKind,
  workloadKind,
  workloadPriorityClassKind,
  admissionCheckKind,
];

const BY_NAME: ReadonlyMap<unknown, KueueKind> = new Map(KUEUE_KINDS.map((kind) => [kind.kind, kind]));

/** Kueue's kind of this name; undefined if it has none. */
export function kueueKindOf(name: unknown): KueueKind | undefined {
  return BY_NAME.get(name);
}
