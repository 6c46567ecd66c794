import * as z from 'zod';
import type { ClusterQueue, ClusterQueuePreemption, FlavorFungibility } from '../../model/index.ts';
import { always, int32, kept, listMap, listSet, object, text, withRules, word } from '../api-server/crd-schema.ts';
import type { Loose } from '../api-server/loose.ts';
import { present } from '../schema.ts';
import { clusterQueueFromV1beta1, clusterQueueToV1beta1 } from './cluster-queue-conversion.ts';
import { clusterQueueStatus, clusterQueueStatusV1beta1 } from './cluster-queue-status.ts';
import { fairSharing, toFairSharing } from './fair-sharing.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { labelSelector, toLabelSelector } from './label-selector.ts';
import {
  hasBorrowingLimit,
  type ResourceGroupObject,
  resourceGroups,
  resourceGroupsV1beta1,
  toResourceGroups,
} from './resource-groups.ts';
import { stopPolicy } from './stop-policy.ts';
import { bounded, subdomain } from './texts.ts';

const preference = kept(word(['BorrowingOverPreemption', 'PreemptionOverBorrowing']));
const preferenceRule = {
  message: 'preference can only be set when both whenCanBorrow and whenCanPreempt are TryNextFlavor',
  holds: ({ preference, whenCanBorrow, whenCanPreempt }: FungibilityObject) =>
    preference === undefined || (whenCanBorrow === 'TryNextFlavor' && whenCanPreempt === 'TryNextFlavor'),
};

interface FungibilityObject {
  readonly preference?: string | undefined;
  readonly whenCanBorrow: string;
  readonly whenCanPreempt: string;
}

const flavorFungibility = withRules(
  object(
    {
      whenCanBorrow: word(['MayStopSearch', 'TryNextFlavor']).default('MayStopSearch'),
      whenCanPreempt: word(['MayStopSearch', 'TryNextFlavor']).default('TryNextFlavor'),
    },
    { preference },
  ),
  [preferenceRule],
);

const flavorFungibilityV1beta1 = withRules(
  object(
    {
      whenCanBorrow: word(['MayStopSearch', 'TryNextFlavor', 'Borrow']).default('MayStopSearch'),
      whenCanPreempt: word(['MayStopSearch', 'TryNextFlavor', 'Preempt']).default('TryNextFlavor'),
    },
    { preference },
  ),
  [preferenceRule],
);

const preemption = withRules(
  object({
    borrowWithinCohort: object(
      { policy: word(['Never', 'LowerPriority']).default('Never') },
      { maxPriorityThreshold: int32() },
    ).prefault({}),
    reclaimWithinCohort: word(['Never', 'LowerPriority', 'Any']).default('Never'),
    withinClusterQueue: word(['Never', 'LowerPriority', 'LowerOrNewerEqualPriority']).default('Never'),
  }),
  [
    {
      message: 'reclaimWithinCohort=Never and borrowWithinCohort.Policy!=Never',
      holds: ({ reclaimWithinCohort, borrowWithinCohort }) =>
        reclaimWithinCohort !== 'Never' || borrowWithinCohort.policy === 'Never',
    },
  ],
);

const concurrentAdmissionPolicy = object({
  migration: object(
    { mode: word(['TryPreferredFlavors', 'RetainFirstAdmission'], 253) },
    { constraints: object({}, { lastAcceptableFlavorName: kept(subdomain) }) },
  ),
});

const checkRule = object({ name: bounded(316, 1) }, { onFlavors: listSet(subdomain).max(64) });
const checkRuleV1beta1 = object({ name: always(bounded(316)) }, { onFlavors: z.array(subdomain) });

/** Fields of the spec that look the same in both versions. */
const commonSpec = {
  queueingStrategy: word(['StrictFIFO', 'BestEffortFIFO']).default('BestEffortFIFO'),
  preemption: preemption.prefault({}),
  stopPolicy,
};
const commonOptionals = { namespaceSelector: labelSelector, fairSharing };

function limitRule<K extends 'cohortName' | 'cohort'>(cohort: K) {
  type Spec = { readonly [key in K]?: string } & { readonly resourceGroups?: readonly ResourceGroupObject[] };
  return {
    message: 'borrowingLimit must be nil when cohort is empty',
    holds: (spec: Spec) => spec[cohort] !== undefined || !hasBorrowingLimit(spec.resourceGroups ?? []),
  };
}

const spec = withRules(
  object(
    { ...commonSpec, flavorFungibility: flavorFungibility.prefault({}) },
    {
      ...commonOptionals,
      resourceGroups,
      cohortName: subdomain,
      admissionChecksStrategy: object({ admissionChecks: listMap(checkRule).min(1).max(64) }),
      admissionScope: object({ admissionMode: word(['UsageBasedAdmissionFairSharing', 'NoAdmissionFairSharing']) }),
      concurrentAdmissionPolicy,
    },
  ),
  [limitRule('cohortName')],
);

const specV1beta1 = withRules(
  object(
    { ...commonSpec, flavorFungibility: flavorFungibilityV1beta1.prefault({}) },
    {
      ...commonOptionals,
      resourceGroups: resourceGroupsV1beta1,
      cohort: subdomain,
      admissionChecks: z.array(bounded(316)),
      admissionChecksStrategy: object({}, { admissionChecks: z.array(checkRuleV1beta1) }),
      admissionScope: object({ admissionMode: always(text) }),
    },
  ),
  [limitRule('cohort')],
);

/** Kueue's ClusterQueue (kueue-quota §3.1, kueue-validation §3). */
export const clusterQueueKind: KueueKind<ClusterQueue> = kueueKind({
  kind: 'ClusterQueue',
  isNamespaced: false,
  hasStatusSubresource: true,
  schema: object({}, { spec: always(spec, {}), status: always(clusterQueueStatus, {}) }),
  schemaV1beta1: object({}, { spec: always(specV1beta1, {}), status: always(clusterQueueStatusV1beta1, {}) }),
  fromV1beta1: clusterQueueFromV1beta1,
  toV1beta1: clusterQueueToV1beta1,
  add: (model, { inputs }) => void inputs.clusterQueues.push(model),
  toModel: ({ metadata, spec = {} }) => {
    const { cohortName, namespaceSelector, admissionChecksStrategy, admissionScope } = spec;
    return present({
      name: metadata?.name ?? '',
      cohortName,
      resourceGroups: toResourceGroups(spec.resourceGroups),
      queueingStrategy: spec.queueingStrategy ?? 'BestEffortFIFO',
      namespaceSelector: namespaceSelector && toLabelSelector(namespaceSelector),
      flavorFungibility: toFungibility(spec.flavorFungibility),
      preemption: toPreemption(spec.preemption),
      admissionChecks: admissionChecksStrategy?.admissionChecks?.map(({ name = '', onFlavors }) =>
        present({ name, onFlavors }),
      ),
      stopPolicy: spec.stopPolicy ?? 'None',
      fairSharing: toFairSharing(spec.fairSharing),
      admissionScope: toScope(admissionScope?.admissionMode),
    });
  },
});

/** Kueue itself fills in what is missing here. */
function toFungibility(read: Loose<z.output<typeof flavorFungibility>> = {}): FlavorFungibility {
  const { whenCanBorrow = 'MayStopSearch', whenCanPreempt = 'TryNextFlavor', preference } = read;
  return present({ whenCanBorrow, whenCanPreempt, preference });
}

/** Nobody but the API server fills in what is missing of an object that is there (kueue-quota Q25). */
function toPreemption(read: Loose<z.output<typeof preemption>> | undefined): ClusterQueuePreemption {
  if (read === undefined) return { reclaimWithinCohort: 'Never', withinClusterQueue: 'Never' };
  const { reclaimWithinCohort, withinClusterQueue, borrowWithinCohort: borrow } = read;
  return present({
    reclaimWithinCohort: reclaimWithinCohort ?? ('' as const),
    withinClusterQueue: withinClusterQueue ?? ('' as const),
    borrowWithinCohort:
      borrow && present({ policy: borrow.policy ?? ('' as const), maxPriorityThreshold: borrow.maxPriorityThreshold }),
  });
}

function toScope(
  admissionMode: 'UsageBasedAdmissionFairSharing' | 'NoAdmissionFairSharing' | undefined,
): ClusterQueue['admissionScope'] {
  return admissionMode === undefined ? undefined : { admissionMode };
}
