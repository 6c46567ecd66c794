import { compareStrings } from '../../base/index.ts';
import type { PodTemplate, Toleration } from '../../model/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import { type Rejection, reject } from '../placement-result.ts';

const NO_TEMPLATE: PodTemplate = {};

type StringMap = Readonly<Record<string, string>>;

/**
 * The pod template with the updates of ready admission checks merged in, in order (kueue-tas §9.0).
 *
 * Two different values for one key of annotations, labels or nodeSelector contradict each other; tolerations add up.
 */
export function mergeUpdates(request: PodSetRequest): PodTemplate | Rejection {
  const { template = NO_TEMPLATE, updates = [] } = request;
  if (updates.length === 0) return template;
  const { spec } = template;
  let annotations: StringMap = template.annotations ?? {};
  let labels: StringMap = template.labels ?? {};
  let nodeSelector: StringMap = spec?.nodeSelector ?? {};
  let tolerations: readonly Toleration[] = spec?.tolerations ?? [];
  for (const update of updates) {
    const conflict =
      findConflict('annotations', annotations, update.annotations) ??
      findConflict('labels', labels, update.labels) ??
      findConflict('nodeSelector', nodeSelector, update.nodeSelector);
    if (conflict !== undefined) {
      const cause = `invalid admission check PodSetUpdate: conflict for ${conflict}`;
      return reject('invalid-update', `invalid podSetUpdate for PodSet ${request.podSet}, error: ${cause}`);
    }
    annotations = { ...annotations, ...update.annotations };
    labels = { ...labels, ...update.labels };
    nodeSelector = { ...nodeSelector, ...update.nodeSelector };
    tolerations = [...tolerations, ...(update.tolerations ?? [])];
  }
  return { annotations, labels, spec: { ...spec, nodeSelector, tolerations } };
}

/** The first conflicting key in byte order; Kueue's own choice is random. */
function findConflict(field: string, present: StringMap, added: StringMap = {}): string | undefined {
  const key = Object.keys(added)
    .sort(compareStrings)
    .find((candidate) => Object.hasOwn(present, candidate) && present[candidate] !== added[candidate]);
  return key === undefined
    ? undefined
    : `${field}: conflict for key=${key}, value1=${present[key]}, value2=${added[key]}`;
}
