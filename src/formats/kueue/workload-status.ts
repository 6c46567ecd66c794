import * as z from 'zod';
import type { Quantity } from '../../base/index.ts';
import {
  always,
  dateTime,
  int32,
  kept,
  listMap,
  object,
  quantities,
  text,
  withRules,
  word,
} from '../api-server/crd-schema.ts';
import { type AdmissionCheckStateObject, admissionChecks } from './admission-checks.ts';
import { type ConditionObject, conditions, conditionsV1beta1 } from './conditions.ts';
import { bounded, dnsLabel, subdomain } from './texts.ts';
import { topologyAssignment, topologyAssignmentV1beta1 } from './topology-assignment.ts';

/** `status.admission.podSetAssignments[]` of a Workload. */
export interface PodSetAssignmentObject {
  readonly name: string;
  readonly count?: number;
  /** Any text in v1beta1. */
  readonly delayedTopologyRequest?: string;
  readonly flavors?: Record<string, string>;
  readonly resourceUsage?: Record<string, Quantity>;
  readonly topologyAssignment?: unknown;
}

/** `status` of a Workload, as far as it is read. */
export interface WorkloadStatusObject {
  readonly admission?: {
    readonly clusterQueue?: string;
    readonly podSetAssignments?: readonly PodSetAssignmentObject[];
  };
  readonly admissionChecks?: readonly AdmissionCheckStateObject[];
  readonly clusterName?: string;
  readonly conditions?: readonly ConditionObject[];
  readonly nominatedClusterNames?: readonly string[];
  readonly reclaimablePods?: readonly { readonly name: string; readonly count: number }[];
  readonly requeueState?: { readonly count?: number; readonly requeueAt?: string };
  readonly schedulingStats?: {
    readonly evictions?: readonly {
      readonly reason: string;
      readonly underlyingCause: string;
      readonly count: number;
    }[];
  };
  readonly unhealthyNodes?: readonly { readonly name: string }[];
}

const assigned = {
  count: int32(0),
  flavors: z.record(z.string(), subdomain),
  resourceUsage: quantities,
};
const podSetAssignment = object(
  { name: always(dnsLabel).default('main') },
  { ...assigned, delayedTopologyRequest: kept(word(['Pending', 'Ready'], 7)), topologyAssignment },
);
const podSetAssignmentV1beta1 = object(
  { name: always(dnsLabel).default('main') },
  { ...assigned, delayedTopologyRequest: kept(text), topologyAssignment: topologyAssignmentV1beta1 },
);
const admission = object(
  {},
  { clusterQueue: always(subdomain), podSetAssignments: kept(listMap(podSetAssignment).max(18)) },
);
const admissionV1beta1 = object({
  clusterQueue: always(subdomain),
  podSetAssignments: kept(listMap(podSetAssignmentV1beta1).max(18)),
});

const eviction = object({
  count: always(int32(0), 0),
  reason: always(bounded(316)),
  underlyingCause: always(bounded(316)),
});
const evictions = listMap(eviction, ['reason', 'underlyingCause']);
const gate = object({
  lastTransitionTime: dateTime,
  name: always(bounded(63, 1)),
  position: word(['Closed', 'Open']),
});

/** Fields that look the same in both versions. */
const common = {
  reclaimablePods: listMap(object({ count: always(int32(0), 0), name: always(dnsLabel) })).max(18),
  requeueState: object({}, { count: int32(0), requeueAt: dateTime }),
  resourceRequests: listMap(object({ name: always(dnsLabel) }, { resources: quantities })).max(18),
};

const rules = [
  {
    message: 'clusterName is immutable once set',
    isTransition: true as const,
    holds: (self: WorkloadStatusObject, old: WorkloadStatusObject) =>
      old.clusterName === undefined || self.clusterName === undefined || old.clusterName === self.clusterName,
  },
  {
    message: 'clusterName and nominatedClusterNames are mutually exclusive',
    holds: ({ clusterName, nominatedClusterNames = [] }: WorkloadStatusObject) =>
      clusterName === undefined || nominatedClusterNames.length === 0,
  },
];

/** Schema of a Workload's status. */
export const workloadStatus: z.ZodType<WorkloadStatusObject> = withRules(
  object(
    {},
    {
      ...common,
      accumulatedPastExecutionTimeSeconds: int32(),
      admission,
      admissionChecks: admissionChecks('v1beta2'),
      clusterName: kept(bounded(256)),
      conditions,
      nominatedClusterNames: z.array(bounded(256)).max(20),
      preemptionGates: listMap(gate).max(8),
      schedulingStats: object({}, { evictions: evictions.max(256) }),
      unhealthyNodes: listMap(object({ name: always(bounded(63)) })).max(8),
    },
  ),
  rules,
);

/** The same in v1beta1, whose name of the past execution time is misspelt. */
export const workloadStatusV1beta1: z.ZodType<WorkloadStatusObject> = withRules(
  object(
    {},
    {
      ...common,
      accumulatedPastExexcutionTimeSeconds: int32(),
      admission: admissionV1beta1,
      admissionChecks: admissionChecks('v1beta1'),
      clusterName: kept(text),
      conditions: conditionsV1beta1,
      nominatedClusterNames: z.array(text).max(20),
      schedulingStats: object({}, { evictions }),
      unhealthyNodes: z.array(object({ name: always(text) })),
    },
  ),
  rules,
);
