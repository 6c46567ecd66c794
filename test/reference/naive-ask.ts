import type { SliceConstraint } from '../../src/model/index.ts';
import type { NaiveInput } from './naive-placement.ts';

/** A placement that is refused, with the message. */
export class Refusal extends Error {}

/** Parameters of kueue-tas §9.0, under the names they have there. */
export interface Ask {
  readonly count: number;
  readonly N: number;
  readonly L: number;
  readonly sliceSize: number;
  readonly sliceLevel: number;
  readonly reqLevel: number;
  readonly innerSize: readonly (number | undefined)[];
  readonly constraints: readonly SliceConstraint[];
  readonly isRequired: boolean;
  readonly isUnconstrained: boolean;
  readonly isLfc: boolean;
  readonly isBalanced: boolean;
  readonly hasAffinity: boolean;
}

export function readAsk({ topology, workers, leader, gates }: NaiveInput): Ask {
  const { levels } = topology;
  const tr = workers.topologyRequest ?? {};
  const constraints = layers(tr);
  const sliceSize = constraints[0]?.size ?? 1;
  if (sliceSize <= 0) throw new Refusal('slice topology requested, but slice size not provided');
  const isSliceOnly = constraints.length > 0 && tr.required === undefined && tr.preferred === undefined;
  const isUnconstrained = tr.unconstrained === true || workers.isImplied === true || isSliceOnly;
  const key = tr.required ?? tr.preferred ?? (isSliceOnly ? levels[0] : isUnconstrained ? levels.at(-1) : undefined);
  if (key === undefined) throw new Refusal('topology level not specified');
  const reqLevel = levels.indexOf(key);
  if (reqLevel === -1) throw new Refusal(`no requested topology level: ${key}`);
  const sliceKey = constraints[0]?.topology ?? (levels.at(-1) as string);
  const sliceLevel = levels.indexOf(sliceKey);
  if (sliceLevel === -1) throw new Refusal(`no requested topology level for slices: ${sliceKey}`);
  if (reqLevel > sliceLevel) {
    throw new Refusal(`podset slice topology ${sliceKey} is above the podset topology ${key}`);
  }
  return {
    count: workers.count,
    N: Math.floor(workers.count / sliceSize),
    L: leader === undefined ? 0 : 1,
    sliceSize,
    sliceLevel,
    reqLevel,
    innerSize: innerSizes(levels, constraints.slice(1), sliceLevel, sliceSize),
    constraints,
    isRequired: tr.required !== undefined,
    isUnconstrained,
    isLfc: isUnconstrained && gates.TASProfileMixed,
    isBalanced: gates.TASBalancedPlacement && tr.required === undefined && !isUnconstrained,
    hasAffinity: gates.TASRespectNodeAffinityPreferred,
  };
}

function layers(tr: NonNullable<NaiveInput['workers']['topologyRequest']>): readonly SliceConstraint[] {
  if (tr.podsetSliceRequiredTopologyConstraints?.length) return tr.podsetSliceRequiredTopologyConstraints;
  const topology = tr.podSetSliceRequiredTopology;
  return topology === undefined ? [] : [{ topology, size: tr.podSetSliceSize ?? 0 }];
}

function innerSizes(
  levels: readonly string[],
  [inner, ...others]: readonly SliceConstraint[],
  prevLevel: number,
  prevSize: number,
): (number | undefined)[] {
  if (inner === undefined) return [];
  const { topology, size } = inner;
  const level = levels.indexOf(topology);
  if (level === -1) throw new Refusal(`no requested topology level for additional slice layer: ${topology}`);
  if (level <= prevLevel) {
    const above = levels[prevLevel];
    throw new Refusal(`additional slice layer topology ${topology} must be at a lower level than ${above}`);
  }
  if (prevSize % size !== 0) {
    throw new Refusal(`additional slice layer size ${size} must evenly divide parent layer size ${prevSize}`);
  }
  const sizes = innerSizes(levels, others, level, size);
  for (let l = prevLevel + 1; l <= level; l++) sizes[l] = size;
  return sizes;
}
