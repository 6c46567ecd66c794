import { type PodSet, QUEUE_NAME_LABEL } from '../../model/index.ts';
import { mistake } from '../finding.ts';
import { type KindContext, type KindReader, kindReader } from '../kubernetes/kind-reader.ts';
import { type Metadata, metadata, TYPE_META } from '../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../kubernetes/pod-sets.ts';
import { type PodTemplateObject, podTemplate, toPodTemplate } from '../kubernetes/pod-template.ts';
import { count, optional, present, written } from '../schema.ts';
import { claimJobName } from './job-name.ts';
import { readTopologyRequest } from './topology-annotations.ts';

/** Annotation of a Job: the least number of pods that it may be admitted with. */
const MIN_PARALLELISM_ANNOTATION = 'kueue.x-k8s.io/job-min-parallelism';
/** Label that ranks the pods of a Job. */
const POD_INDEX_LABEL = 'batch.kubernetes.io/job-completion-index';

const OTHER_SPEC =
  'activeDeadlineSeconds podFailurePolicy successPolicy backoffLimit backoffLimitPerIndex maxFailedIndexes selector manualSelector ttlSecondsAfterFinished completionMode suspend podReplacementPolicy managedBy'.split(
    ' ',
  );

/** Kubernetes' Job: one pod set `main` (manifests.md, facts 8, 9, 24). */
export const jobReader: KindReader = kindReader({
  kind: 'Job',
  apiVersions: ['batch/v1'],
  schema: written(
    {
      ...TYPE_META,
      metadata: metadata(written),
      spec: written(
        { parallelism: optional(count()), completions: optional(count()), template: podTemplate(written) },
        OTHER_SPEC,
      ),
    },
    ['status'],
  ),
  add({ metadata, spec }, context) {
    const parallelism = spec.parallelism ?? 1;
    const podCount = Math.min(parallelism, spec.completions ?? parallelism);
    const minCount = readMinCount(metadata, podCount, context);
    const podSet = toPodSet(spec.template, podCount, minCount, context);
    const name = claimJobName(metadata, context);
    if (podSet === undefined || name === undefined) return;
    const { namespace } = metadata;
    const queueName = metadata.labels?.[QUEUE_NAME_LABEL];
    context.addJob(present({ kind: 'Job', name, namespace, queueName, podSets: [podSet] }));
  },
});

function toPodSet(
  template: PodTemplateObject,
  podCount: number,
  minCount: number | undefined,
  context: KindContext,
): PodSet | undefined {
  const topologyRequest = readTopologyRequest(
    {
      annotations: template.metadata?.annotations ?? {},
      path: [...context.path, 'spec', 'template', 'metadata', 'annotations'],
      podSetCount: podCount,
      podIndexLabel: POD_INDEX_LABEL,
    },
    context,
  );
  if (topologyRequest === false) return undefined;
  const name = DEFAULT_POD_SET_NAME;
  return present({ name, count: podCount, minCount, template: toPodTemplate(template), topologyRequest });
}

/** Must be more than 0 and less than the number of pods (manifests.md, fact 29). */
function readMinCount(metadata: Metadata, podCount: number, context: KindContext): number | undefined {
  const text = metadata.annotations?.[MIN_PARALLELISM_ANNOTATION];
  if (text === undefined) return undefined;
  const path = [...context.path, 'metadata', 'annotations', MIN_PARALLELISM_ANNOTATION];
  const minCount = /^[+-]?\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(minCount)) context.report(mistake('invalid-value', path, 'must be a whole number in quotes'));
  else if (minCount <= 0 || minCount >= podCount) {
    const message = `should be between 0 and ${podCount - 1}, found ${minCount}; it must be less than the number of pods`;
    context.report(mistake('out-of-range', path, message));
  } else return minCount;
  return undefined;
}
