import * as z from 'zod';
import type { FieldError } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { answered, optional } from '../../schema.ts';
import { buildPodSets } from '../framework/build-pod-sets.ts';
import { createErrors } from '../framework/create-errors.ts';
import { isElastic, queueNameOf } from '../framework/labels.ts';
import { SPEC_SUSPENSION } from '../framework/spec-fields.ts';
import { topologyErrors } from '../framework/topology-errors.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { BuildError, PodSetDraft } from '../job-object.ts';
import { sparkPods } from './spark-pods.ts';
import { sparkRole } from './spark-role.ts';

const CLUSTER_MODE = 'cluster';
const DRIVER_CONTAINER = 'spark-kubernetes-driver';
const EXECUTOR_CONTAINER = 'spark-kubernetes-executor';

const OTHER_SPEC =
  'type sparkVersion proxyUser image imagePullPolicy imagePullSecrets mainClass mainApplicationFile arguments sparkConf hadoopConf sparkConfigMap hadoopConfigMap volumes deps restartPolicy nodeSelector failureRetries retryInterval pythonVersion memoryOverheadFactor monitoring batchScheduler timeToLiveSeconds batchSchedulerOptions sparkUIOptions driverIngressOptions'.split(
    ' ',
  );
const OTHER_ALLOCATION = [
  'initialExecutors',
  'minExecutors',
  'maxExecutors',
  'shuffleTrackingEnabled',
  'shuffleTrackingTimeout',
];

const schema = answered(
  () => ({
    ...TYPE_META,
    metadata: metadata(answered),
    spec: answered(
      () => ({
        mode: optional(z.string()),
        suspend: optional(z.boolean()),
        dynamicAllocation: optional(answered(() => ({ enabled: optional(z.boolean()) }), OTHER_ALLOCATION)),
        driver: sparkRole,
        executor: sparkRole,
      }),
      OTHER_SPEC,
    ),
  }),
  ['status'],
);

type SparkApplication = z.output<typeof schema>;

/** Spark on the Spark operator: pod sets `driver` and `executor` (manifests facts 7, 22, 27, 28, 30, 31, 34). */
export const sparkApplicationKind: JobKind = defineJobKind({
  kind: 'SparkApplication',
  group: 'sparkoperator.k8s.io',
  versions: ['v1beta2'],
  framework: 'sparkoperator.k8s.io/sparkapplication',
  schema,
  gate: 'SparkApplicationIntegration',
  suspension: SPEC_SUSPENSION,
  validate: (application, context) => [
    ...ownErrors(application, context),
    ...createErrors(sparkApplicationKind, application, context),
    ...topologyErrors(podSetsOf(application, context), context, { isBuiltFirst: true }),
  ],
  podSets: podSetsOf,
});

function ownErrors(application: SparkApplication, { config, gates }: JobContext): FieldError[] {
  const { mode, dynamicAllocation } = application.spec;
  const errors: FieldError[] = [];
  if (queueNameOf(application) === '' && config.manageJobsWithoutQueueName !== true) return errors;
  if (mode !== CLUSTER_MODE) {
    const message = 'only Cluster mode is supported for a kueue managed job';
    errors.push({ type: 'FieldValueInvalid', field: 'spec.mode', value: mode ?? '', message });
  }
  if (dynamicAllocation?.enabled === true && !isElastic(application, gates)) {
    const message =
      'a kueue managed job can use dynamicAllocation only when the ElasticJobsViaWorkloadSlices feature gate is on and the job is an elastic job';
    errors.push({ type: 'FieldValueInvalid', field: 'spec.dynamicAllocation.enabled', value: true, message });
  }
  return errors;
}

function podSetsOf({ spec }: SparkApplication, context: JobContext): readonly PodSetDraft[] | BuildError {
  const driver = sparkPods(spec.driver, { own: DRIVER_CONTAINER, preferred: DRIVER_CONTAINER });
  if ('error' in driver) return driver;
  const first = { name: 'driver', count: 1, template: driver, path: 'spec.driver.annotations' };
  const executor = sparkPods(spec.executor, { own: EXECUTOR_CONTAINER, preferred: 'executor' });
  if ('error' in executor) {
    // The driver is looked at whole before the executors are.
    const built = buildPodSets([first], context);
    return 'error' in built ? built : executor;
  }
  const count = spec.executor.instances ?? 0;
  return [first, { name: 'executor', count, template: executor, path: 'spec.executor.annotations' }];
}
