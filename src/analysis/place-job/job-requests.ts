import { type PodSet, type PodSetTopologyRequest, podRequests } from '../../model/index.ts';
import { isExplicitRequest, type PodSetRequest } from '../../placement/index.ts';
import type { TopologyOverride } from './question.ts';

/**
 * What the pod sets of a job ask of placement; those without pods ask nothing.
 *
 * A pod set without a topology request is placed anywhere, as in a queue that has only topology flavors.
 */
export function jobRequests(podSets: readonly PodSet[], override: TopologyOverride | undefined): PodSetRequest[] {
  return podSets
    .filter(({ count }) => count > 0)
    .map(({ name, count, template, topologyRequest }) => {
      const asked = override === undefined ? topologyRequest : overridden(topologyRequest, override);
      return {
        podSet: name,
        count,
        requests: podRequests(template.spec ?? {}),
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
