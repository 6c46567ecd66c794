import type * as z from 'zod';
import { PRIORITY_CLASS_LABEL, QUEUE_NAME_LABEL } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { podTemplate } from '../../kubernetes/pod-template.ts';
import { count, optional, written } from '../../schema.ts';
import {
  jobNameOf,
  MANAGED_LABEL,
  namespaceOf,
  queueNameOf,
  SUSPENDING_PARENT_ANNOTATION,
  withAnnotations,
  withLabels,
  workloadPriorityClassOf,
} from '../framework/labels.ts';
import { servingErrors } from '../framework/serving-errors.ts';
import { SERVING_RESTARTS } from '../framework/spec-fields.ts';
import { defineJobKind, type JobKind, type JobSource } from '../job-kind.ts';
import { podKind } from './pod.ts';

const FRAMEWORK = 'deployment';
/** Pods of one Deployment that are looked at: each is a workload of its own. */
const MAX_REPLICAS = 10_000;

const OTHER_SPEC = 'selector strategy minReadySeconds revisionHistoryLimit paused progressDeadlineSeconds'.split(' ');

const schema = written(
  () => ({
    ...TYPE_META,
    metadata: metadata(written),
    spec: written(
      () => ({ replicas: optional(count().max(MAX_REPLICAS)), template: podTemplate(written) }),
      OTHER_SPEC,
    ),
  }),
  ['status'],
);

type Deployment = z.output<typeof schema>;

/** No workload of its own: each of its pods becomes one (manifests facts 16, 17, 33). */
export const deploymentKind: JobKind = defineJobKind({
  kind: 'Deployment',
  group: 'apps',
  versions: ['v1'],
  framework: FRAMEWORK,
  enables: ['pod'],
  schema,
  restartPolicies: SERVING_RESTARTS,
  addDefaults(deployment, isManaged) {
    if (!isManaged) return deployment;
    const [queue, priorityClass] = [queueNameOf(deployment), workloadPriorityClassOf(deployment)];
    const labelled = withLabels(deployment.spec.template, {
      [MANAGED_LABEL]: 'true',
      ...(queue === '' ? {} : { [QUEUE_NAME_LABEL]: queue }),
      ...(priorityClass === '' ? {} : { [PRIORITY_CLASS_LABEL]: priorityClass }),
    });
    const template = withAnnotations(labelled, { [SUSPENDING_PARENT_ANNOTATION]: FRAMEWORK });
    return { ...deployment, spec: { ...deployment.spec, template } };
  },
  validate: (deployment, context) => servingErrors(deploymentKind, deployment, context),
  podSets: ({ spec }) => [
    {
      name: DEFAULT_POD_SET_NAME,
      count: spec.replicas ?? 1,
      template: spec.template,
      path: 'spec.template.metadata.annotations',
    },
  ],
  children: {
    make: (deployment) =>
      Array.from({ length: Math.min(deployment.spec.replicas ?? 1, MAX_REPLICAS) }, (_, index) =>
        podOf(deployment, index),
      ),
    template: ['spec', 'template'],
  },
});

/**
 * One pod of a Deployment. Its names are made up, since the real ones are random; its owner, a ReplicaSet that nobody
 * gives, is left out: pods with a suspending parent are not asked for it.
 */
function podOf(deployment: Deployment, index: number): JobSource {
  const { metadata, spec } = deployment.spec.template;
  return {
    kind: podKind,
    object: {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...metadata,
        name: `${jobNameOf(deployment)}-${index}`,
        namespace: namespaceOf(deployment),
        uid: `${deployment.metadata.uid ?? ''}-${index}`,
      },
      spec,
    } as JobSource['object'],
  };
}
