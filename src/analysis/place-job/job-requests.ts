import {
  adjustPodSpec,
  defaultsOfNamespace,
  type PodSetTopologyRequest,
  podRequests,
  type ResourceDefaults,
} from '../../model/index.ts';
import { isExplicitRequest, type PodSetRequest } from '../../placement/index.ts';
import type { JobToPlace, TopologyOverride } from './question.ts';

/** Of a cluster in which nothing is added to pods. */
export const NO_DEFAULTS: ResourceDefaults = { limitRanges: [], runtimeClasses: [] };

/**
 * What the pod sets of a job ask of placement; those without pods ask nothing. Pods take what they are counted with:
 * their requests with what LimitRanges of the namespace and their RuntimeClass add.
 *
 * A pod set without a topology request is placed anywhere, as in a queue that has only topology flavors.
 * @see manifests facts 36 to 38
 */
export function jobRequests(
  job: JobToPlace,
  override: TopologyOverride | undefined,
  defaults: ResourceDefaults = NO_DEFAULTS,
): PodSetRequest[] {
  const ofNamespace = defaultsOfNamespace(defaults, job.namespace);
  return job.podSets
    .filter(({ count }) => count > 0)
    .map(({ name, count, template, topologyRequest }) => {
      const asked = override === undefined ? topologyRequest : overridden(topologyRequest, override);
      return {
        podSet: name,
        count,
        requests: podRequests(adjustPodSpec(template.spec ?? {}, ofNamespace)),
        template,
        isImplied: !isExplicitRequest(asked),
        ...(asked && { topologyRequest: asked }),
        ...(asked?.podSetGroupName !== undefined && { group: asked.podSetGroupName }),
      };
    });
}

/** Replaces required, preferred and unconstrained; slices stay. */
function overridden(asked: PodSetTopologyRequest | undefined, override: TopologyOverride): PodSetTopologyRequest {
  const { required: _required, preferred: _preferred, unconstrained: _unconstrained, ...rest } = asked ?? {};
  return { ...rest, ...override };
}
