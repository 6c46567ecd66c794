import { SLICE_CONSTRAINTS_ANNOTATION, SLICE_SIZE_ANNOTATION } from '../../../model/index.ts';
import { requestPlace } from '../asked-levels.ts';
import type { LintPodSet } from '../lint-jobs.ts';
import type { LintPlace, LintRule } from '../lint-rule.ts';
import { counted, podSetText } from '../subjects.ts';

/** A slice size that does not divide the number of pods (manifests fact 32). */
export const unevenSlices: LintRule = {
  code: 'uneven-slices',
  severity: 'warning',
  about: 'a slice size that does not divide the number of pods',
  consequence: 'Kueue places whole slices only: the pods beyond them get no place, and the job never runs as a whole',
  *check({ jobs }) {
    for (const { podSets, isRefused } of jobs) for (const podSet of isRefused ? [] : podSets) yield* uneven(podSet);
  },
};

function* uneven(podSet: LintPodSet): Iterable<LintPlace> {
  const { topologyRequest: request = {}, count } = podSet;
  const [outermost] = request.podsetSliceRequiredTopologyConstraints ?? [];
  const size = outermost?.size ?? request.podSetSliceSize ?? 1;
  const rest = size < 1 ? 0 : count % size;
  if (rest === 0) return;
  const at =
    outermost === undefined
      ? requestPlace(podSet, SLICE_SIZE_ANNOTATION, 'podSetSliceSize')
      : requestPlace(podSet, SLICE_CONSTRAINTS_ANNOTATION, 'podsetSliceRequiredTopologyConstraints');
  yield {
    at,
    reason: `slices of ${counted(size, 'pod')} do not divide the ${counted(count, 'pod')} of ${podSetText(podSet)}: ${counted(rest, 'pod')} would get no place`,
    mend: `choose a slice size that divides ${count}, or ask for ${count - rest} or ${count - rest + size} pods`,
  };
}
