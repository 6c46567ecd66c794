import type { FlatTree } from '../../topology/index.ts';
import { type KaiDomains, sumMembers } from './kai-domains.ts';
import { KAI_GPU_RESOURCE, type KaiGang } from './kai-question.ts';

/** What KAI takes for the share of a resource of which the domain has nothing free; GPUs have no such bound. */
const NOTHING_FREE_RATIO = 1000;

/**
 * How tightly the gang would fill each domain: the largest of its resources' shares of what is free there, cordoned nodes
 * included; above 1 the domain is too small (kai.md A8).
 *
 * In double precision, as in KAI; CPU in whole cores on both sides, rounded up; `pods` left out. Taken from the words of
 * the rule for memory: every resource besides GPUs and CPU. O(resources × (members + domains)).
 */
export function fillRatios(domains: KaiDomains, { podCount, requests }: KaiGang): Float64Array {
  const ratios = new Float64Array(domains.tree.size);
  for (const [resource, request] of requests) {
    if (resource === 'pods' || request <= 0n) continue;
    const asked = request * BigInt(podCount);
    const free = sumMembers(domains, ({ node }) => node.free.get(resource) ?? 0n);
    for (let d = 0; d < ratios.length; d++) {
      ratios[d] = Math.max(ratios[d] as number, shareOf(resource, asked, free[d] as bigint));
    }
  }
  return ratios;
}

/**
 * The domain at which KAI begins to count: as far down from the root as there is just one child, but not beyond the
 * preferred depth. It does not stop at the required level (kai.md A4).
 */
export function startDomain(
  { childStart }: FlatTree,
  preferredDepth: number | undefined,
): { d: number; depth: number } {
  let d = 0;
  let depth = 0;
  while (depth !== preferredDepth && (childStart[d + 1] as number) - (childStart[d] as number) === 1) {
    d = childStart[d] as number;
    depth++;
  }
  return { d, depth };
}

/**
 * The domains from a start domain downwards in KAI's order, one list for each depth; depths above the start are empty.
 *
 * Tightest first, then by path; hierarchical: all children of one parent come before those of the next (kai.md A8).
 * O(domains × log of siblings).
 */
export function domainsByDepth(
  { childStart, height }: FlatTree,
  start: { readonly d: number; readonly depth: number },
  ratios: Float64Array,
): readonly (readonly number[])[] {
  const lists: number[][] = Array.from({ length: height }, () => []);
  let list = [start.d];
  for (let depth = start.depth; depth < height; depth++) {
    lists[depth] = list;
    list = list.flatMap((parent) => {
      const from = childStart[parent] as number;
      const count = (childStart[parent + 1] as number) - from;
      const children = Array.from({ length: count }, (_, i) => from + i);
      return children.sort((a, b) => compareRatios(ratios[a] as number, ratios[b] as number) || a - b);
    });
  }
  return lists;
}

function shareOf(resource: string, asked: bigint, free: bigint): number {
  if (resource === KAI_GPU_RESOURCE) return Number(asked) / Number(free);
  const [askedUnits, freeUnits] = resource === 'cpu' ? [wholeCores(asked), wholeCores(free)] : [asked, free];
  return freeUnits === 0n ? NOTHING_FREE_RATIO : Number(askedUnits) / Number(freeUnits);
}

function wholeCores(milliCores: bigint): bigint {
  return (milliCores + 999n) / 1000n;
}

/** Largest first. No difference, because two infinite ratios are equal. */
function compareRatios(a: number, b: number): number {
  return a > b ? -1 : a < b ? 1 : 0;
}
