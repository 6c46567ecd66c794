import type { KindReader } from '../kubernetes/kind-reader.ts';
import { checkJob } from './check-job.ts';
import { apiVersionOf, type JobKind } from './job-kind.ts';
import { claimJobName } from './job-name.ts';

/** Reads the jobs of one kind. What Kueue makes of them is worked out when everything has been read. */
export function jobKindReader(kind: JobKind): KindReader {
  return {
    kind: kind.kind,
    apiVersions: kind.versions.map((version) => apiVersionOf(kind, version)),
    read(value, context) {
      const checked = checkJob(kind, value, context.path);
      if (!checked.isValid) {
        for (const finding of checked.findings) context.report(finding);
        return;
      }
      const object = kind.serverDefaults?.(checked.object) ?? checked.object;
      if (claimJobName(object.metadata, context) !== undefined) context.addJobObject({ kind, object });
    },
  };
}
