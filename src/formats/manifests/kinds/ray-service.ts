import * as z from 'zod';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { answered, optional } from '../../schema.ts';
import { createErrors } from '../framework/create-errors.ts';
import { isElastic } from '../framework/labels.ts';
import { specDelegation } from '../framework/spec-fields.ts';
import type { JobContext } from '../job-kind.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { BuildError, PodSetDraft } from '../job-object.ts';
import { KUBERAY_CONTROLLER } from './ray-cluster.ts';
import { type RayClusterSpec, rayClusterSpec, withServerDefaults } from './ray-cluster-spec.ts';
import { isRayChecked, rayClusterErrors, rayTopologyErrors } from './ray-errors.ts';
import { rayGroups, rayPodSets, withElasticGates } from './ray-pod-sets.ts';
import { rayNamePart, withScaledGroups } from './ray-scaling.ts';

/** What Kueue's errors call the cluster (manifests fact 34), and where it is. */
const TOLD_PATH = 'spec.rayClusterSpec';
const CLUSTER_PATH = 'spec.rayClusterConfig';
const OTHER_SPEC =
  'rayClusterDeletionDelaySeconds serviceUnhealthySecondThreshold deploymentUnhealthySecondThreshold serveService upgradeStrategy serveConfigV2 excludeHeadPodFromServeSvc suspend'.split(
    ' ',
  );

const serviceStatus = answered(
  () => ({ rayClusterName: optional(z.string()) }),
  ['applicationStatuses', 'rayClusterStatus'],
);

const schema = answered(() => ({
  ...TYPE_META,
  metadata: metadata(answered),
  spec: answered(() => ({ rayClusterConfig: rayClusterSpec, managedBy: optional(z.string()) }), OTHER_SPEC),
  status: optional(answered(() => ({ activeServiceStatus: optional(serviceStatus) }), ['pendingServiceStatus'])),
}));

type RayService = z.output<typeof schema>;

/** Ray Serve on a Ray cluster of its own, whose pod sets it has (manifests facts 13, 27 to 31, 34, 35). */
export const rayServiceKind: JobKind = defineJobKind({
  kind: 'RayService',
  group: 'ray.io',
  versions: ['v1'],
  framework: 'ray.io/rayservice',
  schema,
  isElastic: true,
  canBePrebuilt: true,
  suspension: {
    isSuspended: ({ spec }) => spec.rayClusterConfig.suspend === true,
    suspend: (service) => withCluster(service, { ...service.spec.rayClusterConfig, suspend: true }),
  },
  delegation: specDelegation(KUBERAY_CONTROLLER),
  serverDefaults: (service) => withCluster(service, withServerDefaults(service.spec.rayClusterConfig)),
  addDefaults: (service, _isManaged, { gates }) =>
    isElastic(service, gates) ? withCluster(service, withElasticGates(service.spec.rayClusterConfig)) : service,
  validate: (service, context) => [
    ...(isRayChecked(service, context)
      ? rayClusterErrors(service.spec.rayClusterConfig, service, TOLD_PATH, context)
      : []),
    ...createErrors(rayServiceKind, service, context),
    ...rayTopologyErrors(rayGroups(service.spec.rayClusterConfig, TOLD_PATH), podSetsOf(service, context), context),
  ],
  errorFields: { [TOLD_PATH]: CLUSTER_PATH },
  podSets: podSetsOf,
  elasticNamePart: (service, context) => rayNamePart(service, clusterNameOf(service), context),
});

function withCluster(service: RayService, rayClusterConfig: RayClusterSpec): RayService {
  return { ...service, spec: { ...service.spec, rayClusterConfig } };
}

function podSetsOf(service: RayService, context: JobContext): readonly PodSetDraft[] | BuildError {
  const spec = service.spec.rayClusterConfig;
  const podSets = rayPodSets(spec, service, CLUSTER_PATH);
  return 'error' in podSets ? podSets : withScaledGroups(podSets, service, spec, clusterNameOf(service), context);
}

function clusterNameOf({ status }: RayService): string | null | undefined {
  return status?.activeServiceStatus?.rayClusterName;
}
