import { findUndecodable } from '../../api-server/go-decode.ts';
import { goEncode } from '../../api-server/go-encode.ts';
import { prune } from '../../api-server/prune.ts';
import { structureIn } from '../../kueue/versions.ts';
import { workloadKind } from '../../kueue/workload.ts';
import type { WorkloadObject } from './workload-object.ts';

/**
 * A Workload as Kueue sends it to the API server: as Go writes what it has read of a job, so without nulls and fields that it
 * does not know, and quantities in the form that is stored. Undefined where Go cannot read the job, which no API server would
 * have taken then.
 */
export function sentWorkload({ apiVersion, kind, metadata, spec }: WorkloadObject): WorkloadObject | undefined {
  const structure = structureIn(workloadKind, 'v1beta2');
  const { value } = prune(structure, { spec });
  if (findUndecodable(structure, value) !== undefined) return undefined;
  const sent = goEncode(structure, value, { dropsEmpty: true }) as Pick<WorkloadObject, 'spec'>;
  return { apiVersion, kind, metadata, spec: sent.spec };
}
