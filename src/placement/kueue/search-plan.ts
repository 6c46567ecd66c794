import type { FeatureGates, PodSetTopologyRequest, SliceConstraint } from '../../model/index.ts';
import type { PodSetRequest } from '../placement-request.ts';
import { type Rejection, reject } from '../placement-result.ts';
import type { FlavorSnapshot } from '../snapshot/flavor-snapshot.ts';
import type { NodeFilter } from './node-filter.ts';
import { readNodeFilter } from './node-filter.ts';
import { mergeUpdates } from './pod-set-updates.ts';

/** A request with all its parameters resolved against the levels of a topology (kueue-tas §9.0). */
export interface SearchPlan {
  /** Workers to place. */
  readonly count: number;
  /** Leaders to place: 0 or 1. */
  readonly leaderCount: number;
  /** Pods that share one domain of `sliceLevel`; 1 without slices. */
  readonly sliceSize: number;
  /** Whole slices in `count`; pods beyond them get no place. */
  readonly sliceCount: number;
  readonly isRequired: boolean;
  readonly isUnconstrained: boolean;
  /** Level asked for: where the search begins. */
  readonly level: number;
  readonly sliceLevel: number;
  /** Level → size of the inner slices that a domain of it holds; undefined where no inner layer reaches. */
  readonly innerSizes: readonly (number | undefined)[];
  readonly constraints: readonly SliceConstraint[];
  /** LeastFreeCapacity instead of BestFit (kueue-tas §9.4). */
  readonly isLeastFree: boolean;
  readonly triesBalanced: boolean;
  /** Does affinity come before capacity? Only with preferred terms, and gate `TASRespectNodeAffinityPreferred`. */
  readonly prefersAffinity: boolean;
  readonly filter: NodeFilter;
}

/** Unified slice layers: the list, else the single pair (kueue-tas §2.2). */
export function sliceConstraints(request: PodSetTopologyRequest | undefined): readonly SliceConstraint[] {
  const list = request?.podsetSliceRequiredTopologyConstraints ?? [];
  if (list.length > 0) return list;
  const topology = request?.podSetSliceRequiredTopology;
  return topology === undefined ? [] : [{ topology, size: request?.podSetSliceSize ?? 0 }];
}

/** Does a pod set ask for topology itself? `unconstrained: false` counts (kueue-tas §2.3). */
export function isExplicitRequest(request: PodSetTopologyRequest | undefined): boolean {
  return (
    request !== undefined &&
    (request.required !== undefined ||
      request.preferred !== undefined ||
      request.unconstrained !== undefined ||
      request.podSetSliceSize !== undefined ||
      sliceConstraints(request).length > 0)
  );
}

/** Resolves a request; refuses it with Kueue's message when it contradicts itself or the topology (kueue-tas §9.0). */
export function planSearch(
  workers: PodSetRequest,
  leaderCount: number,
  snapshot: FlavorSnapshot,
  gates: FeatureGates,
): SearchPlan | Rejection {
  const template = mergeUpdates(workers);
  if ('state' in template) return template;
  const levels = resolveLevels(workers, snapshot.domains.topology.levels);
  if ('state' in levels) return levels;
  const flavorTolerations = snapshot.flavor.tolerations ?? [];
  const filter = readNodeFilter(template, flavorTolerations, gates.TASRespectNodeAffinityPreferred);
  if ('state' in filter) return filter;
  const { isRequired, isUnconstrained, sliceSize } = levels;
  // Named one by one: V8 takes microseconds to add properties to a spread object.
  return {
    count: workers.count,
    leaderCount,
    sliceSize,
    sliceCount: Math.trunc(workers.count / sliceSize),
    isRequired,
    isUnconstrained,
    level: levels.level,
    sliceLevel: levels.sliceLevel,
    innerSizes: levels.innerSizes,
    constraints: levels.constraints,
    isLeastFree: isUnconstrained && gates.TASProfileMixed,
    triesBalanced: gates.TASBalancedPlacement && !isRequired && !isUnconstrained,
    prefersAffinity: filter.preferredTerms.length > 0,
    filter,
  };
}

type ResolvedLevels = Pick<
  SearchPlan,
  'isRequired' | 'isUnconstrained' | 'level' | 'sliceLevel' | 'sliceSize' | 'innerSizes' | 'constraints'
>;

function resolveLevels(workers: PodSetRequest, levelKeys: readonly string[]): ResolvedLevels | Rejection {
  const request = workers.topologyRequest;
  const constraints = sliceConstraints(request);
  const sliceSize = constraints[0]?.size ?? 1;
  if (sliceSize <= 0) return invalid('slice topology requested, but slice size not provided');
  const key = requestedLevelKey(workers, levelKeys, constraints.length > 0);
  if (key === undefined) return invalid('topology level not specified');
  const level = levelKeys.indexOf(key);
  if (level < 0) return invalid(`no requested topology level: ${key}`);
  const sliceKey = constraints[0]?.topology ?? (levelKeys.at(-1) as string);
  const sliceLevel = levelKeys.indexOf(sliceKey);
  if (sliceLevel < 0) return invalid(`no requested topology level for slices: ${sliceKey}`);
  if (level > sliceLevel) return invalid(`podset slice topology ${sliceKey} is above the podset topology ${key}`);
  const innerSizes = resolveInnerSizes(constraints, sliceLevel, levelKeys);
  if ('state' in innerSizes) return innerSizes;
  const isSliceOnly = isSliceOnlyRequest(request, constraints.length > 0);
  return {
    isRequired: request?.required !== undefined,
    isUnconstrained: request?.unconstrained === true || workers.isImplied === true || isSliceOnly,
    level,
    sliceLevel,
    sliceSize,
    innerSizes,
    constraints,
  };
}

/** Required, preferred, the highest level for slices alone, the lowest for unconstrained and implied. */
function requestedLevelKey(
  workers: PodSetRequest,
  levelKeys: readonly string[],
  hasSlices: boolean,
): string | undefined {
  const request = workers.topologyRequest;
  if (request?.required !== undefined) return request.required;
  if (request?.preferred !== undefined) return request.preferred;
  if (isSliceOnlyRequest(request, hasSlices)) return levelKeys[0];
  return request?.unconstrained === true || workers.isImplied === true ? levelKeys.at(-1) : undefined;
}

function isSliceOnlyRequest(request: PodSetTopologyRequest | undefined, hasSlices: boolean): boolean {
  return hasSlices && request?.required === undefined && request?.preferred === undefined;
}

function resolveInnerSizes(
  constraints: readonly SliceConstraint[],
  sliceLevel: number,
  levelKeys: readonly string[],
): (number | undefined)[] | Rejection {
  const innerSizes: (number | undefined)[] = levelKeys.map(() => undefined);
  let outer = { level: sliceLevel, size: constraints[0]?.size ?? 1 };
  for (const { topology, size } of constraints.slice(1)) {
    const level = levelKeys.indexOf(topology);
    if (level < 0) return invalid(`no requested topology level for additional slice layer: ${topology}`);
    if (level <= outer.level) {
      return invalid(
        `additional slice layer topology ${topology} must be at a lower level than ${levelKeys[outer.level]}`,
      );
    }
    if (outer.size % size !== 0) {
      return invalid(`additional slice layer size ${size} must evenly divide parent layer size ${outer.size}`);
    }
    innerSizes.fill(size, outer.level + 1, level + 1);
    outer = { level, size };
  }
  return innerSizes;
}

function invalid(message: string): Rejection {
  return reject('invalid-topology-request', message);
}
