import type * as z from 'zod';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { podTemplate } from '../../kubernetes/pod-template.ts';
import { count, optional, written } from '../../schema.ts';
import { jobNameOf, SUSPENDING_PARENT_ANNOTATION, withAnnotations } from '../framework/labels.ts';
import { reconcileServing } from '../framework/reconcile-serving.ts';
import { servingErrors } from '../framework/serving-errors.ts';
import { SERVING_RESTARTS } from '../framework/spec-fields.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';

const FRAMEWORK = 'statefulset';
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';

const OTHER_SPEC =
  'selector volumeClaimTemplates serviceName podManagementPolicy updateStrategy revisionHistoryLimit minReadySeconds persistentVolumeClaimRetentionPolicy ordinals'.split(
    ' ',
  );

const schema = written(
  () => ({
    ...TYPE_META,
    metadata: metadata(written),
    spec: written(() => ({ replicas: optional(count()), template: podTemplate(written) }), OTHER_SPEC),
  }),
  ['status'],
);

type StatefulSet = z.output<typeof schema>;

/** One pod set `main` of the pods' spec alone, unless it is scaled to nothing (manifests facts 16, 33). */
export const statefulSetKind: JobKind = defineJobKind({
  kind: 'StatefulSet',
  group: 'apps',
  versions: ['v1'],
  framework: FRAMEWORK,
  enables: ['pod'],
  schema,
  restartPolicies: SERVING_RESTARTS,
  isForeign: ({ spec }) => ![undefined, FRAMEWORK].includes(parentOf(spec.template)),
  addDefaults(set, isManaged) {
    if (!isManaged) return set;
    const template = withAnnotations(set.spec.template, { [SUSPENDING_PARENT_ANNOTATION]: FRAMEWORK });
    return { ...set, spec: { ...set.spec, template } };
  },
  validate: (set, context) => servingErrors(statefulSetKind, set, context),
  workloadOwnerNames: (set) => (replicasOf(set.spec) === 0 ? [] : [jobNameOf(set)]),
  podSets({ spec }) {
    const { metadata, spec: podSpec } = spec.template;
    return [
      {
        name: DEFAULT_POD_SET_NAME,
        count: replicasOf(spec),
        template: { spec: podSpec },
        annotations: metadata?.annotations ?? {},
        path: 'spec.template.metadata.annotations',
        labels: { podIndexLabel: POD_INDEX_LABEL },
      },
    ];
  },
  reconcile: (sets, context) => sets.map((set) => reconcileServing(set, context, { copiesLabels: false })),
});

function replicasOf({ replicas }: StatefulSet['spec']): number {
  return replicas ?? 1;
}

function parentOf({ metadata }: StatefulSet['spec']['template']): string | undefined {
  return metadata?.annotations?.[SUSPENDING_PARENT_ANNOTATION];
}
