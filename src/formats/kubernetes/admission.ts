import * as z from 'zod';
import type { Quantity } from '../../base/index.ts';
import type { PodSetAssignment, TopologyAssignment, Workload } from '../../model/index.ts';
import { type Finding, mistake } from '../finding.ts';
import { DNS_LABEL_NAME, LABEL_KEY, LABEL_VALUE, OBJECT_NAME } from '../names.ts';
import { type Path, pathOf } from '../path.ts';
import { answered, count, named, nameMessage, optional, present, resourceList } from '../schema.ts';
import { DEFAULT_POD_SET_NAME } from './pod-sets.ts';
import { decodeTopologyAssignment } from './topology-assignment.ts';

type Maybe<T> = T | null | undefined;

interface PodSetAssignmentObject {
  readonly name?: Maybe<string>;
  readonly flavors?: Maybe<Record<string, string>>;
  readonly resourceUsage?: Maybe<Record<string, Quantity>>;
  readonly count?: Maybe<number>;
  readonly topologyAssignment?: unknown;
}

/** `status.admission` of a Workload. */
export interface AdmissionObject {
  readonly clusterQueue: string;
  readonly podSetAssignments?: Maybe<readonly PodSetAssignmentObject[]>;
}

/** Schema of `status.admission`. */
export const admission: z.ZodType<AdmissionObject> = answered({
  clusterQueue: named(OBJECT_NAME),
  podSetAssignments: optional(
    z.array(
      answered(
        {
          name: optional(named(DNS_LABEL_NAME)),
          flavors: optional(z.record(z.string(), named(OBJECT_NAME))),
          resourceUsage: optional(resourceList),
          count: optional(count()),
          topologyAssignment: z.unknown().optional(),
        },
        ['delayedTopologyRequest'],
      ),
    ),
  ),
});

/** An admission for the model, or what is wrong with its assignments. */
export function toAdmission(
  read: AdmissionObject,
  path: Path,
): { readonly admission: NonNullable<Workload['admission']> } | { readonly findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const podSetAssignments: PodSetAssignment[] = (read.podSetAssignments ?? []).map((podSet, index) => {
    const { name, flavors, resourceUsage, count, topologyAssignment: stored } = podSet;
    const at = [...path, 'podSetAssignments', index, 'topologyAssignment'];
    const topologyAssignment =
      stored === undefined || stored === null ? undefined : toTopologyAssignment(stored, at, findings);
    return present({ name: name ?? DEFAULT_POD_SET_NAME, flavors, resourceUsage, count, topologyAssignment });
  });
  return findings.length > 0 ? { findings } : { admission: { clusterQueue: read.clusterQueue, podSetAssignments } };
}

/** A stored assignment for the model; undefined, and the mistakes told, where it contradicts itself. */
export function toTopologyAssignment(stored: unknown, path: Path, findings: Finding[]): TopologyAssignment | undefined {
  const decoded = decodeTopologyAssignment(stored);
  if (decoded.state === 'malformed') {
    for (const { field, message } of decoded.problems) {
      findings.push(mistake('invalid-value', [...path, ...pathOf(field)], message));
    }
    return undefined;
  }
  const { levels, domains } = decoded.assignment;
  const values = new Set(domains.flatMap((domain) => domain.values));
  for (const [rule, names] of [
    [LABEL_KEY, levels],
    [LABEL_VALUE, values],
  ] as const) {
    for (const name of names) {
      if (!rule.matches(name)) findings.push(mistake('invalid-name', path, nameMessage(rule, name)));
    }
  }
  return decoded.assignment;
}
