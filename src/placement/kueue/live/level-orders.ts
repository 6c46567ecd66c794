import type { FlatTree } from '../../../topology/index.ts';
import { levelRange } from '../../snapshot/domain-tree.ts';
import { SortedDomains } from './sorted-domains.ts';

/** One order of domains, kept for those levels that were asked for. */
export class LevelOrders {
  readonly #tree: FlatTree;
  readonly #capacity: Int32Array;
  readonly #pods: Int32Array;
  readonly #isIn: (d: number) => boolean;
  readonly #levels: (SortedDomains | undefined)[] = [];

  /** @param isIn which domains are in the order at all, by their counts of the moment */
  constructor(tree: FlatTree, capacity: Int32Array, pods: Int32Array, isIn: (d: number) => boolean) {
    this.#tree = tree;
    this.#capacity = capacity;
    this.#pods = pods;
    this.#isIn = isIn;
  }

  /** The domains of a level; sorted when first asked for. */
  at(level: number): SortedDomains {
    this.#levels[level] ??= this.#sort(level);
    return this.#levels[level] as SortedDomains;
  }

  /** The counts of a domain changed. */
  update(level: number, d: number): void {
    const sorted = this.#levels[level];
    if (sorted === undefined) return;
    if (this.#isIn(d)) sorted.put(d, this.#capacity[d] as number, this.#pods[d] as number);
    else sorted.delete(d);
  }

  clear(): void {
    this.#levels.length = 0;
  }

  #sort(level: number): SortedDomains {
    const { from, to } = levelRange(this.#tree, level);
    const sorted = new SortedDomains(from, to);
    const domains: number[] = [];
    for (let d = from; d < to; d++) if (this.#isIn(d)) domains.push(d);
    sorted.fill(domains, this.#capacity, this.#pods);
    return sorted;
  }
}
