import type { FieldError } from './field-error.ts';
import { POD_SET_GROUP_ANNOTATION, PREFERRED_TOPOLOGY_ANNOTATION, REQUIRED_TOPOLOGY_ANNOTATION } from './names.ts';
import type { PodSetTopologyRequest } from './topology-request.ts';

/** One pod set as it was built, and where its annotations stand in the manifest. */
export interface GroupMember {
  /** Path of the annotations. */
  readonly path: string;
  readonly count: number;
  readonly topologyRequest: PodSetTopologyRequest | undefined;
}

/**
 * What Kueue's webhook refuses in the pod set groups of one job: a group is two pod sets, one of them a single pod, that
 * ask for the same place. Each member gets the error; groups come in order of first appearance. A group's name without
 * required or preferred topology makes no member, as no request is built from it.
 *
 * @param podSets all of the job's, in order; those without a group are passed over
 * @see kueue-tas §2.4, manifests fact 31
 */
export function validatePodSetGroups(podSets: readonly GroupMember[]): FieldError[] {
  const groups = new Map<string, GroupMember[]>();
  for (const podSet of podSets) {
    const name = podSet.topologyRequest?.podSetGroupName;
    if (name === undefined) continue;
    const members = groups.get(name);
    if (members === undefined) groups.set(name, [podSet]);
    else members.push(podSet);
  }
  return [...groups].flatMap(([name, members]) => groupErrors(name, members));
}

function groupErrors(name: string, members: readonly GroupMember[]): FieldError[] {
  const [first, second] = members;
  if (first === undefined || second === undefined || members.length > 2) {
    const message = `can only define groups of exactly 2 pod sets, got: ${members.length} pod set(s)`;
    return members.map((member) => nameError(name, member, message));
  }
  return [...countErrors(name, first, second), ...placeErrors(name, first, second)];
}

function countErrors(name: string, first: GroupMember, second: GroupMember): FieldError[] {
  if (first.count === 1 || second.count === 1) return [];
  const counts = `${first.count} replica(s) and ${second.count} replica(s) in the group`;
  const message = `can only define groups where at least one pod set has only 1 replica, got: ${counts}`;
  return [first, second].map((member) => nameError(name, member, message));
}

function placeErrors(name: string, first: GroupMember, second: GroupMember): FieldError[] {
  const [one, other] = [first.topologyRequest, second.topologyRequest];
  if (one?.required === other?.required && one?.preferred === other?.preferred) return [];
  const choice = `'${REQUIRED_TOPOLOGY_ANNOTATION}' or '${PREFERRED_TOPOLOGY_ANNOTATION}'`;
  return [[first, second] as const, [second, first] as const].map(([member, partner]) => ({
    type: 'FieldValueInvalid',
    field: member.path,
    message: `must specify ${choice} topology consistent with '${partner.path}' in group '${name}'`,
  }));
}

function nameError(name: string, { path }: GroupMember, message: string): FieldError {
  return { type: 'FieldValueInvalid', field: `${path}[${POD_SET_GROUP_ANNOTATION}]`, value: name, message };
}
