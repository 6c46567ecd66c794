import type { LintMeaning, LintRule } from './lint-rule.ts';
import { cohortCycle } from './rules/cohort-cycle.ts';
import { deviceWithoutLimit } from './rules/device-without-limit.ts';
import { flavorWithoutNodes } from './rules/flavor-without-nodes.ts';
import { inadmissibleResources } from './rules/inadmissible-resources.ts';
import { invalidPodTemplate } from './rules/invalid-pod-template.ts';
import { jobAboveQuota } from './rules/job-above-quota.ts';
import { jobLargerThanCluster } from './rules/job-larger-than-cluster.ts';
import { levelTooSmall } from './rules/level-too-small.ts';
import { levelWithoutNodes } from './rules/level-without-nodes.ts';
import { misplacedQueueName } from './rules/misplaced-queue-name.ts';
import { misplacedTopologyAnnotation } from './rules/misplaced-topology-annotation.ts';
import { namespaceNotSelected } from './rules/namespace-not-selected.ts';
import { nodesOutsideTopology } from './rules/nodes-outside-topology.ts';
import { pinnedLevel } from './rules/pinned-level.ts';
import { podLargerThanNodes } from './rules/pod-larger-than-nodes.ts';
import { quotaAboveCapacity } from './rules/quota-above-capacity.ts';
import { severalTopologyAnnotations } from './rules/several-topology-annotations.ts';
import { topologyOmitsLayers } from './rules/topology-omits-layers.ts';
import { topologyWithoutQueue } from './rules/topology-without-queue.ts';
import { totalQuotaAboveCapacity } from './rules/total-quota-above-capacity.ts';
import { uncoveredResource } from './rules/uncovered-resource.ts';
import { unevenSlices } from './rules/uneven-slices.ts';
import { unknownAdmissionCheck } from './rules/unknown-admission-check.ts';
import { unknownClusterQueue } from './rules/unknown-cluster-queue.ts';
import { unknownFlavor } from './rules/unknown-flavor.ts';
import { unknownLevel } from './rules/unknown-level.ts';
import { unknownLocalQueue } from './rules/unknown-local-queue.ts';
import { unknownPriorityClass } from './rules/unknown-priority-class.ts';
import { unknownTopology } from './rules/unknown-topology.ts';
import { unusableBorrowingLimit } from './rules/unusable-borrowing-limit.ts';

/** Every lint: first those about jobs, then queues, flavors and topologies. */
export const LINT_RULES: readonly LintRule[] = [
  pinnedLevel,
  severalTopologyAnnotations,
  misplacedTopologyAnnotation,
  misplacedQueueName,
  topologyWithoutQueue,
  unknownLevel,
  unevenSlices,
  levelTooSmall,
  jobLargerThanCluster,
  podLargerThanNodes,
  deviceWithoutLimit,
  inadmissibleResources,
  invalidPodTemplate,
  unknownLocalQueue,
  unknownPriorityClass,
  uncoveredResource,
  jobAboveQuota,
  namespaceNotSelected,
  unknownClusterQueue,
  unknownFlavor,
  unknownAdmissionCheck,
  cohortCycle,
  unusableBorrowingLimit,
  quotaAboveCapacity,
  totalQuotaAboveCapacity,
  flavorWithoutNodes,
  unknownTopology,
  levelWithoutNodes,
  nodesOutsideTopology,
  topologyOmitsLayers,
];

/** What each lint finds. */
export const LINT_MEANINGS: readonly LintMeaning[] = LINT_RULES.map(({ code, severity, about, consequence }) => ({
  code,
  severity,
  about,
  consequence,
}));
