import { toAmounts } from '../../model/index.ts';
import { refuseUnequalPods } from '../equal-pods.ts';
import { exclusionOf } from '../kueue/node-filter.ts';
import { type Rejection, reject } from '../placement-result.ts';
import type { PlacementRule } from '../rule.ts';
import { type LeafShare, type RuleSearch, searchRule } from '../search-rule.ts';
import { type KaiConstraint, type KaiNode, type KaiQuestion, placeKaiGang } from './index.ts';

/**
 * KAI Scheduler's placement of a gang, on the nodes of the snapshot (`placeKaiGang` has source and limits).
 *
 * Required and preferred levels are KAI's; unconstrained has no constraint there. Nodes that the pods may not use are
 * left out, where KAI would count them as room. Refuses slices and leaders, and a topology that ends above the hosts.
 */
export function kaiRule(): PlacementRule {
  return searchRule('kai', chooseLeaves);
}

function chooseLeaves(search: RuleSearch): LeafShare[] | Rejection {
  const { domains } = search.snapshot;
  const refusal = refuseUnequalPods(search, 'KAI Scheduler');
  if (refusal !== undefined) return refusal;
  if (!domains.isHostExact) return reject('invalid-topology-request', 'KAI Scheduler places on hosts: no level is one');
  if (search.plan.count === 0) return [];
  const answer = placeKaiGang(kaiQuestion(search));
  if (answer.state === 'pending') return reject('not-fit', `KAI Scheduler leaves the gang pending: ${answer.reason}`);
  return [...answer.nodes].map(([name, pods]) => ({ leaf: domains.leafOfId.get(name) as number, pods, leaders: 0 }));
}

function kaiQuestion(search: RuleSearch): KaiQuestion {
  const { plan, snapshot, group } = search;
  const { topology } = snapshot.domains;
  const level = topology.levels[plan.level] as string;
  const bound: KaiConstraint = {
    topology: topology.name,
    ...(plan.isRequired ? { required: level } : { preferred: level }),
  };
  const constraint = plan.isUnconstrained ? {} : { constraint: bound };
  return {
    nodes: kaiNodes(search),
    topologies: [topology],
    gang: { podCount: plan.count, requests: group.workers.requests, ...constraint },
  };
}

/** Nodes under the names that assignments use. */
function kaiNodes({ snapshot, plan, view }: RuleSearch): KaiNode[] {
  const { leafNodes, leafIds } = snapshot.domains;
  return leafNodes.flatMap((node, leaf) => {
    if (exclusionOf(node, plan.filter) !== undefined) return [];
    const allocatable = toAmounts(node.allocatable);
    const assumed = view.assumed.get(leaf);
    const free = new Map(
      [...allocatable.keys()].map((resource) => {
        const left = view.isSimulatedEmpty
          ? (snapshot.free(resource)?.get(leaf) ?? 0)
          : snapshot.remaining(leaf, resource);
        return [resource, BigInt(left) - (assumed?.get(resource) ?? 0n)] as const;
      }),
    );
    return [{ name: leafIds[leaf] as string, labels: node.labels, allocatable, free, isUnschedulable: false }];
  });
}
