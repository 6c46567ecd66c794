import { compareStrings } from '../../../base/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import type { ResourceGroupObject } from '../resource-groups.ts';
import { flavorsOf } from './resource-group-errors.ts';
import { invalids, refusal } from './webhook.ts';

/** `spec.concurrentAdmissionPolicy` of a ClusterQueue. */
export interface ConcurrentAdmissionObject {
  readonly migration: {
    readonly mode: string;
    readonly constraints?: { readonly lastAcceptableFlavorName?: string };
  };
}

interface QueueSpec {
  readonly resourceGroups?: readonly ResourceGroupObject[];
  readonly queueingStrategy?: string;
  readonly concurrentAdmissionPolicy?: ConcurrentAdmissionObject;
}

const MAX_FLAVORS = 16;
const WHEN_DEFINED = 'when ConcurrentAdmissionPolicy is defined';

/** What stands against a queue's concurrent admission; asked only behind the gate ConcurrentAdmission. */
export function concurrentAdmissionErrors(spec: QueueSpec): ApiError[] {
  const { concurrentAdmissionPolicy: policy, resourceGroups: groups = [], queueingStrategy } = spec;
  if (policy === undefined) return [];
  const errors = [...groupErrors(groups), ...constraintErrors(policy.migration, groups)];
  if (queueingStrategy !== 'StrictFIFO') return errors;
  const message = `StrictFIFO queueing strategy cannot be used ${WHEN_DEFINED}`;
  return [...errors, ...invalids(['spec', 'queueingStrategy'], queueingStrategy, [message])];
}

function groupErrors(groups: readonly ResourceGroupObject[]): ApiError[] {
  const [group] = groups;
  if (groups.length !== 1 || group === undefined) {
    const message = `must have exactly one ResourceGroup ${WHEN_DEFINED}`;
    return invalids(['spec', 'resourceGroups'], groups.length, [message]);
  }
  if (group.flavors.length <= MAX_FLAVORS) return [];
  const message = `cannot have more than ${MAX_FLAVORS} resource flavors in the ResourceGroup ${WHEN_DEFINED}`;
  return invalids(['spec', 'resourceGroups', 0, 'flavors'], group.flavors.length, [message]);
}

function constraintErrors(
  { mode, constraints }: ConcurrentAdmissionObject['migration'],
  groups: readonly ResourceGroupObject[],
): ApiError[] {
  if (constraints === undefined) return [];
  const path = ['spec', 'concurrentAdmissionPolicy', 'migration', 'constraints'];
  if (mode !== 'TryPreferredFlavors') {
    const message = `may only be set when migration.mode is "TryPreferredFlavors" (got "${mode}")`;
    return [refusal(path, { type: 'FieldValueForbidden', message })];
  }
  const known = [...flavorsOf(groups)].toSorted(compareStrings);
  const { lastAcceptableFlavorName: last } = constraints;
  if (last === undefined || known.includes(last)) return [];
  const message = `must be one of the flavors defined in the ClusterQueue: [${known.join(' ')}]`;
  return invalids([...path, 'lastAcceptableFlavorName'], last, [message]);
}
