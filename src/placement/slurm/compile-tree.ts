import { HopwiseError } from '../../base/index.ts';
import type { SlurmTree } from './slurm-topology.ts';

/** A tree of switches in arrays, indexed by line. */
export interface CompiledTree {
  /** 0 for a leaf switch, else one more than the highest level below. */
  readonly level: readonly number[];
  /** Switch → itself and the switches above it, to the root. */
  readonly chains: readonly (readonly number[])[];
  /** Switch → indices of the nodes anywhere below, ascending. */
  readonly nodes: readonly (readonly number[])[];
  /** Leaf switches in file order. */
  readonly leaves: readonly number[];
}

/**
 * Compiles the switches. Nodes that are not in the partition are left out; a switch named below several has the last of
 * them as its parent.
 *
 * @throws HopwiseError `invalid-argument` for an unknown or repeated name, or a switch below itself
 */
export function compileTree({ switches }: SlurmTree, indexOfNode: ReadonlyMap<string, number>): CompiledTree {
  const indexOfSwitch = new Map(switches.map(({ name }, i) => [name, i]));
  if (indexOfSwitch.size < switches.length) throw invalid('two switches have one name');
  const children = switches.map(({ name, switches: below }) =>
    below.map((child) => indexOfSwitch.get(child) ?? unknownChild(name, child)),
  );
  const parent = switches.map(() => -1);
  for (const [i, below] of children.entries()) for (const child of below) parent[child] = i;
  const chains = switches.map((_, i) => chainOf(parent, i));
  const level = switches.map(() => 0);
  const below = switches.map(() => new Set<number>());
  for (const [i, { nodes }] of switches.entries()) {
    const found = nodes.map((name) => indexOfNode.get(name)).filter((node) => node !== undefined);
    for (const [height, above] of (chains[i] as number[]).entries()) {
      level[above] = Math.max(level[above] as number, height);
      for (const node of found) below[above]?.add(node);
    }
  }
  return {
    level,
    chains,
    nodes: below.map((set) => [...set].sort((a, b) => a - b)),
    leaves: switches.flatMap(({ switches: own }, i) => (own.length === 0 ? [i] : [])),
  };
}

/** Links between two switches; Infinity when no switch is above both. */
export function switchDistance({ chains }: CompiledTree, a: number, b: number): number {
  const above = chains[b] as readonly number[];
  for (const [steps, node] of (chains[a] as readonly number[]).entries()) {
    const further = above.indexOf(node);
    if (further >= 0) return steps + further;
  }
  return Number.POSITIVE_INFINITY;
}

function chainOf(parent: readonly number[], start: number): number[] {
  const chain: number[] = [];
  for (let i = start; i >= 0; i = parent[i] as number) {
    if (chain.length > parent.length) throw invalid('a switch stands below itself');
    chain.push(i);
  }
  return chain;
}

function unknownChild(name: string, child: string): never {
  throw invalid(`the switch "${child}" below "${name}" has no line`);
}

function invalid(reason: string): HopwiseError {
  return new HopwiseError('invalid-argument', `the Slurm topology is not a tree: ${reason}`);
}
