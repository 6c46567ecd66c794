import { compareStrings, goQuote } from '../../base/index.ts';
import type { FlatTree } from '../../topology/index.ts';
import { type Rejection, reject } from '../placement-result.ts';
import type { Exclusions } from './leaf-capacities.ts';
import type { Search } from './search.ts';
import type { SearchPlan } from './search-plan.ts';
import type { SearchState } from './search-state.ts';

/**
 * Kueue's message for a request that does not fit (kueue-tas §18).
 *
 * @param fitCount slices that would fit, as the search counted them; it may equal what was asked when only the leader fails
 * @param level level that was searched last
 */
export function notFit(search: Search, level: number, fitCount: number): Rejection {
  const { plan, snapshot, exclusions } = search;
  const hasInnerLayers = plan.constraints.length > 1;
  const text = hasInnerLayers
    ? multiLayerText(search, level)
    : plainText(snapshot.domains.topology.name, plan, fitCount);
  return reject('not-fit', text + exclusionText(exclusions));
}

function plainText(topologyName: string, plan: SearchPlan, fitCount: number): string {
  const unit = plan.sliceSize === 1 ? 'pod' : 'slice';
  const topology = `topology ${goQuote(topologyName)}`;
  return fitCount === 0
    ? `${topology} doesn't allow to fit any of ${plan.sliceCount} ${unit}(s)`
    : `${topology} allows to fit only ${fitCount} out of ${plan.sliceCount} ${unit}(s)`;
}

function multiLayerText(search: Search, level: number): string {
  const { snapshot, plan, state } = search;
  const { topology, tree } = snapshot.domains;
  const best = domainWithMostSlices(search, level);
  const layers = plan.constraints.map(({ topology: key, size }) => {
    const fit = slicesBelow(tree, state, best, topology.levels.indexOf(key) - level, size);
    return `; ${fit}/${Math.trunc(plan.count / size)} slice(s) fit on level ${key}`;
  });
  return `topology ${goQuote(topology.name)} doesn't allow to fit${layers.join('')}`;
}

/** The first in path order of those with the most slices. */
function domainWithMostSlices({ snapshot, state }: Search, level: number): number {
  const slices = (d: number): number => state.slices[d] as number;
  return snapshot.presentDomains(level).reduce((best, d) => (slices(d) > slices(best) ? d : best));
}

/** Whole slices of `size` pods over the domains `depth` levels below a domain. */
function slicesBelow(tree: FlatTree, state: SearchState, domain: number, depth: number, size: number): number {
  let from = domain;
  let to = domain + 1;
  for (let i = 0; i < depth; i++) {
    from = tree.childStart[from] as number;
    to = tree.childStart[to] as number;
  }
  let slices = 0;
  for (let d = from; d < to; d++) slices += Math.trunc((state.pods[d] as number) / size);
  return slices;
}

function exclusionText({ total, counts }: Exclusions): string {
  if (counts.size === 0) return '';
  const items = [...counts].map(([reason, count]) => `${reason}: ${count}`).sort(compareStrings);
  return `. Total nodes: ${total}; excluded: ${items.join(', ')}`;
}
