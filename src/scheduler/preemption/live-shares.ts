import { type DominantShare, dominantShare, type QuotaTree } from '../../quota/index.ts';

/** Shares in one tree of cohorts during one search: each is worked out again only after its usage changed. */
export class LiveShares {
  readonly #tree: QuotaTree;
  readonly #root: number;
  /** Node, counted from the root → its share, if that is known. */
  readonly #known: (DominantShare | undefined)[];

  /** @param node any node of the tree */
  constructor(tree: QuotaTree, node: number) {
    const { roots, ends } = tree.quota.forest;
    this.#tree = tree;
    this.#root = roots[node] as number;
    this.#known = new Array((ends[this.#root] as number) - this.#root).fill(undefined);
  }

  /** The share of a node at its usage of this moment. */
  of(node: number): DominantShare {
    const i = node - this.#root;
    this.#known[i] ??= dominantShare(this.#tree, node);
    return this.#known[i];
  }

  /** The usage of a queue changed, and with it perhaps that of the cohorts above. */
  changed(queue: number): void {
    const { parents } = this.#tree.quota.forest;
    for (let node = queue; node >= 0; node = parents[node] as number) this.#known[node - this.#root] = undefined;
  }
}
