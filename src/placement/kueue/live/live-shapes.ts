import type { ResourceAmounts } from '../../../model/index.ts';
import type { FlavorSnapshot } from '../../snapshot/flavor-snapshot.ts';
import type { LeafDemand } from '../leaf-counter.ts';
import type { SearchPlan } from '../search-plan.ts';
import { LiveShape } from './live-shape.ts';

/** Shapes kept per snapshot; the one asked longest ago goes first. */
const MAX_SHAPES = 32;

const amountKeys = new WeakMap<ResourceAmounts, string>();

/** The shapes that were asked of a snapshot lately. Bounded: at most 32 shapes, of which {@link LiveShape} says the size. */
export class LiveShapes {
  readonly #snapshot: FlavorSnapshot;
  /** In order of use, the latest last. */
  readonly #shapes = new Map<string, LiveShape>();

  constructor(snapshot: FlavorSnapshot) {
    this.#snapshot = snapshot;
  }

  /** The shape of this request, up to date with the snapshot. */
  get(plan: SearchPlan, demand: LeafDemand): LiveShape {
    const key = shapeKey(plan, demand);
    const shape = this.#shapes.get(key) ?? new LiveShape(this.#snapshot, plan, demand);
    this.#shapes.delete(key);
    this.#shapes.set(key, shape);
    if (this.#shapes.size > MAX_SHAPES) {
      const [oldest] = this.#shapes.keys();
      this.#shapes.delete(oldest as string);
    }
    shape.refresh();
    return shape;
  }
}

function shapeKey(plan: SearchPlan, { workers, leader, isSimulatedEmpty }: LeafDemand): string {
  const { tolerations, nodeSelector, requiredTerms } = plan.filter;
  let key = `${plan.sliceSize} ${plan.sliceLevel} ${plan.innerSizes.join()} ${isSimulatedEmpty}`;
  key += amountsKey(workers);
  if (plan.leaderCount > 0) key += ` leader${leader === undefined ? '' : amountsKey(leader)}`;
  if (tolerations.length + nodeSelector.length === 0 && requiredTerms === undefined) return key;
  return key + JSON.stringify([tolerations, nodeSelector, requiredTerms ?? null]);
}

/** Written once for the same object: writing bigints takes longer than looking a shape up. */
function amountsKey(amounts: ResourceAmounts): string {
  let key = amountKeys.get(amounts);
  if (key === undefined) {
    key = [...amounts].map(([resource, amount]) => ` ${resource}=${amount}`).join('');
    amountKeys.set(amounts, key);
  }
  return key;
}
