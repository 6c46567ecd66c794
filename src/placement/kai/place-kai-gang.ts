import type { Topology } from '../../model/index.ts';
import { domainsByDepth, fillRatios, startDomain } from './domain-order.ts';
import { fillNodes } from './fill-nodes.ts';
import { buildKaiDomains, type KaiDomains, membersOf, sumMembers } from './kai-domains.ts';
import type { KaiPendingReason, KaiPlacement } from './kai-placement.ts';
import type { KaiConstraint, KaiGang, KaiQuestion } from './kai-question.ts';
import { depthOfLevel, depthsToTry } from './levels.ts';
import { topologyPoints } from './node-score.ts';
import { measureRoom } from './room.ts';

/**
 * Where KAI Scheduler's `allocate` action puts a gang, or why it leaves it pending.
 *
 * Sets of nodes are tried in KAI's order, without a comparison between them: the first that takes all pods wins. Every tie
 * falls by domain path or node name, in byte order. Without a constraint there is one set, all nodes.
 *
 * O(levels × n log n + resources × n) for n nodes, whatever the number of pods.
 *
 * Source: KAI Scheduler (NVIDIA, Apache-2.0), `pkg/scheduler/plugins/topology` and `nodeplacement`, default configuration
 * with binpack, 2026-03; restated in kai.md. Simplified: one pod set of equal pods with whole GPUs, none of them running
 * yet; nothing terminating; quota never short; of the predicates only resources and cordoning; no spread strategy.
 */
export function placeKaiGang({ nodes, topologies, gang }: KaiQuestion): KaiPlacement {
  const measured = measureRoom(nodes, gang);
  const { constraint } = gang;
  if (constraint === undefined) return toPlacement(fillNodes(measured, gang, new Map()));
  const topology = topologies.find(({ name }) => name === constraint.topology);
  if (topology === undefined) return pending('unknown-topology');
  return placeInTopology(buildKaiDomains(topology, measured), topology, gang, constraint);
}

function placeInTopology(
  domains: KaiDomains,
  { levels }: Topology,
  gang: KaiGang,
  constraint: KaiConstraint,
): KaiPlacement {
  const preferredDepth = depthOfLevel(levels, constraint.preferred);
  const start = startDomain(domains.tree, preferredDepth);
  const rooms = sumMembers(domains, ({ room }) => BigInt(room));
  const fits = (d: number): boolean => (rooms[d] as bigint) >= BigInt(gang.podCount);
  // Too little room is told before a mistake in the levels (kai.md A6).
  if (!fits(start.d)) return pending('not-enough-room');
  const depths = depthsToTry(levels, constraint);
  if (typeof depths === 'string') return pending(depths);
  const ordered = domainsByDepth(domains.tree, start, fillRatios(domains, gang));
  const candidates = ordered
    .slice(depths.highest, depths.deepest + 1)
    .reverse()
    .flat()
    .filter(fits);
  if (candidates.length === 0) return pending('no-domain-fits');
  const points = topologyPoints(
    (ordered[preferredDepth ?? -1] ?? []).map((d) => membersOf(domains, d).map(({ node }) => node)),
  );
  for (const d of candidates) {
    const filled = fillNodes(membersOf(domains, d), gang, points);
    if (filled !== undefined) return toPlacement(filled);
  }
  return toPlacement(undefined);
}

function toPlacement(nodes: ReadonlyMap<string, number> | undefined): KaiPlacement {
  return nodes === undefined ? pending('no-node-fits') : { state: 'placed', nodes };
}

function pending(reason: KaiPendingReason): KaiPlacement {
  return { state: 'pending', reason };
}
