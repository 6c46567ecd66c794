import type { PodSetAssignment, TopologyAssignment, Workload } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { type Finding, mistake } from '../finding.ts';
import { DEFAULT_POD_SET_NAME } from '../kubernetes/pod-sets.ts';
import { decodeTopologyAssignment } from '../kubernetes/topology-assignment.ts';
import { LABEL_KEY, LABEL_VALUE } from '../names.ts';
import { type Path, pathOf } from '../path.ts';
import { nameMessage, present } from '../schema.ts';
import type { WorkloadStatusObject } from './workload-status.ts';

const DELAYED = ['Pending', 'Ready'] as const;

/** An admission for the model; an assignment that contradicts itself is told and left out. */
export function toAdmission(
  read: Loose<NonNullable<WorkloadStatusObject['admission']>>,
  path: Path,
  report: (finding: Finding) => void,
): NonNullable<Workload['admission']> {
  const podSetAssignments: PodSetAssignment[] = (read.podSetAssignments ?? []).map((podSet, index) => {
    const { name, flavors, resourceUsage, count, topologyAssignment: stored, delayedTopologyRequest } = podSet;
    const at = [...path, 'podSetAssignments', index, 'topologyAssignment'];
    const topologyAssignment =
      stored === undefined || stored === null ? undefined : toTopologyAssignment(stored, at, report);
    return present({
      name: name ?? DEFAULT_POD_SET_NAME,
      flavors,
      resourceUsage,
      count,
      topologyAssignment,
      delayedTopologyRequest: DELAYED.find((state) => state === delayedTopologyRequest),
    });
  });
  return { clusterQueue: read.clusterQueue ?? '', podSetAssignments };
}

/** A stored assignment for the model; undefined, and the mistakes told, where it contradicts itself. */
export function toTopologyAssignment(
  stored: unknown,
  path: Path,
  report: (finding: Finding) => void,
): TopologyAssignment | undefined {
  const decoded = decodeTopologyAssignment(stored);
  if (decoded.state === 'malformed') {
    for (const { field, message } of decoded.problems) {
      report(mistake('invalid-value', [...path, ...pathOf(field)], message));
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
      if (!rule.matches(name)) report(mistake('invalid-name', path, nameMessage(rule, name)));
    }
  }
  return decoded.assignment;
}
