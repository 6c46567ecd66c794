import { sha1Hex } from '../../../base/index.ts';
import type { FeatureGates } from '../../../model/index.ts';
import type { JobKind } from '../job-kind.ts';

const HASH_DIGITS = 5;
const MAX_LONG_NAME = 253;
const MAX_SHORT_NAME = 63;

/** Whose workload is named. */
export interface WorkloadOwner {
  readonly name: string;
  readonly uid: string;
  /** Tells several workloads of one owner apart. */
  readonly extra?: string;
}

/**
 * Name of the workload of a job: kind and name, cut so that five digits of a hash over kind, group, name and uid fit.
 * @see manifests fact 4
 */
export function workloadName({ kind, group }: JobKind, { name, uid, extra = '' }: WorkloadOwner, gates: FeatureGates) {
  const maxLength = gates.ShortWorkloadNames ? MAX_SHORT_NAME : MAX_LONG_NAME;
  const prefix = `${kind.toLowerCase()}-${name}`.slice(0, maxLength - 1 - HASH_DIGITS);
  const hashed = [kind, group, name, uid, ...(extra === '' ? [] : [extra])].join('\n');
  return `${prefix}-${sha1Hex(hashed).slice(0, HASH_DIGITS)}`;
}
