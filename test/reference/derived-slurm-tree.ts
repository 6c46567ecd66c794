/**
 * Slurm's `topology/tree` for whole nodes, as it follows from the recordings alone: a second writing-down whose author had
 * seen nothing but `slurm.md`, the format of the recordings and `slurm-random`. It meets all 1,218 whole-node submissions
 * there, the 49 over three levels of switches among them. Trees deeper than three levels are not in the recordings.
 */
import type { SlurmCluster, SlurmSwitch } from '../../src/placement/index.ts';

interface Leaf {
  readonly name: string;
  readonly nodes: readonly string[];
  /** Itself, its parent, …, its root. */
  readonly up: readonly string[];
}

/** How a leaf stands in one scan. */
interface Standing {
  readonly leaf: Leaf;
  /** 0: the leaf holds the rest; 1: what is below its parent does; 2: neither. */
  readonly category: 0 | 1 | 2;
  /** Sum of links to the leaves taken. */
  readonly distance: number;
  readonly ofParent: number;
  readonly ofLeaf: number;
}

/** Names of `n` whole nodes out of the idle ones, which come in node order; undefined if the job waits. */
export function derivedSlurmTree(
  { topology }: SlurmCluster,
  idle: readonly string[],
  n: number,
): readonly string[] | undefined {
  if (topology.kind !== 'tree') throw new TypeError('for topology/tree only');
  const leaves = leavesOf(topology.switches);
  const left = new Map<string, number>();
  for (const leaf of leaves) {
    const count = leaf.nodes.filter((node) => idle.includes(node)).length;
    for (const name of leaf.up) left.set(name, (left.get(name) ?? 0) + count);
  }
  const isRoot = (name: string): boolean => leaves.some(({ up }) => up.at(-1) === name);
  const root = topology.switches.map(({ name }) => name).findLast((name) => isRoot(name) && (left.get(name) ?? 0) >= n);
  if (root === undefined) return undefined;
  const taken: Leaf[] = [];
  const found: string[] = [];
  while (found.length < n) {
    const { leaf } = pick(leaves, root, taken, left, n - found.length);
    const free = leaf.nodes.filter((node) => idle.includes(node)).sort();
    found.push(...free.slice(0, n - found.length));
    const gone = left.get(leaf.name) as number;
    for (const name of leaf.up) left.set(name, (left.get(name) as number) - gone);
    taken.push(leaf);
  }
  return found.sort();
}

function leavesOf(switches: readonly SlurmSwitch[]): Leaf[] {
  const parentOf = (name: string): string | undefined => switches.find(({ switches: own }) => own.includes(name))?.name;
  return switches
    .filter(({ switches: own }) => own.length === 0)
    .map(({ name, nodes }) => {
      const up = [name];
      for (let at = parentOf(name); at !== undefined; at = parentOf(at)) up.push(at);
      return { name, nodes, up };
    });
}

/** One scan over the leaves in the order of the lines; each challenges the best so far. */
function pick(
  leaves: readonly Leaf[],
  root: string,
  taken: readonly Leaf[],
  left: ReadonlyMap<string, number>,
  missing: number,
): Standing {
  let best: Standing | undefined;
  for (const leaf of leaves) {
    const ofLeaf = left.get(leaf.name) as number;
    if (leaf.up.at(-1) !== root || ofLeaf === 0) continue;
    const ofParent = left.get(leaf.up[1] ?? leaf.name) as number;
    const category = ofLeaf >= missing ? 0 : ofParent >= missing ? 1 : 2;
    const distance = taken.reduce((sum, other) => sum + links(leaf, other), 0);
    const challenger: Standing = { leaf, category, distance, ofParent, ofLeaf };
    if (best === undefined || isBetter(challenger, best)) best = challenger;
  }
  return best as Standing;
}

function links(a: Leaf, b: Leaf): number {
  const steps = a.up.findIndex((name) => b.up.includes(name));
  return steps + b.up.indexOf(a.up[steps] as string);
}

/** Not an order: whether a leaf displaces another depends on who was there first. */
function isBetter(a: Standing, b: Standing): boolean {
  if (a.category !== b.category) return a.category < b.category && a.distance <= b.distance;
  const haveOneParent = a.leaf.up[1] === b.leaf.up[1];
  if (a.category === 0) return a.distance < b.distance || (a.distance === b.distance && a.ofLeaf < b.ofLeaf);
  const holdsMore = a.ofParent === b.ofParent && haveOneParent && a.ofLeaf > b.ofLeaf;
  if (a.category === 1 && a.distance < b.distance) return true;
  if (a.distance !== b.distance) return false;
  return (a.category === 1 ? a.ofParent < b.ofParent : a.ofParent > b.ofParent) || holdsMore;
}
