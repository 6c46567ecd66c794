import { didYouMean, type ProblemCode } from '../../base/index.ts';
import type { SlurmBlocks, SlurmSwitch, SlurmTopology, SlurmTree } from '../../placement/index.ts';
import { shown } from '../path.ts';

/** What is wrong with a topology, and in which part of it. */
export interface TopologyMistake {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning';
  /** Index of the switch or block; -1 for the topology as a whole. */
  readonly item: number;
  readonly field: 'name' | 'switches' | 'nodes' | 'sizes';
  readonly message: string;
}

/**
 * What Slurm would refuse or warn of, in file order: repeated names, switches below switches that have no line or stand
 * below themselves, switches with children of both kinds or none, nodes on two leaf switches, and block sizes that are
 * not a power of two times the first.
 */
export function checkTopology(topology: SlurmTopology): TopologyMistake[] {
  const items = topology.kind === 'tree' ? topology.switches : topology.blocks;
  const what = topology.kind === 'tree' ? 'switch' : 'block';
  if (items.length === 0) return [mistakeIn(-1, 'name', 'missing', `there is no ${what}; add one`)];
  return [
    ...repeatedNames(items, what),
    ...repeatedNodes(items, what),
    ...(topology.kind === 'tree' ? checkTree(topology) : checkSizes(topology)),
  ];
}

function mistakeIn(
  item: number,
  field: TopologyMistake['field'],
  code: ProblemCode,
  message: string,
  severity: 'error' | 'warning' = 'error',
): TopologyMistake {
  return { code, severity, item, field, message };
}

function repeatedNames(items: readonly { readonly name: string }[], what: string): TopologyMistake[] {
  const seen = new Set<string>();
  return items.flatMap(({ name }, item) => {
    if (seen.size < seen.add(name).size) return [];
    return [mistakeIn(item, 'name', 'duplicate', `the ${what} ${shown(name)} was given before; keep one line`)];
  });
}

function repeatedNodes(items: readonly { readonly nodes: readonly string[] }[], what: string): TopologyMistake[] {
  const seen = new Set<string>();
  return items.flatMap(({ nodes }, item) => {
    const again = nodes.find((node) => seen.has(node));
    for (const node of nodes) seen.add(node);
    if (again === undefined) return [];
    const message = `node ${shown(again)} stands in an earlier ${what} too; Slurm warns of it, and it counts in both`;
    return [mistakeIn(item, 'nodes', 'duplicate', message, 'warning')];
  });
}

function checkTree({ switches }: SlurmTree): TopologyMistake[] {
  const known = new Set(switches.map(({ name }) => name));
  const parents = new Map<string, string>();
  const found: TopologyMistake[] = [];
  for (const [item, { name, switches: below, nodes }] of switches.entries()) {
    for (const child of below) {
      parents.set(child, name);
      if (known.has(child)) continue;
      const message = `there is no switch ${shown(child)}${didYouMean(child, known)}; add it`;
      found.push(mistakeIn(item, 'switches', 'not-found', message));
    }
    if (below.length > 0 && nodes.length > 0) {
      const message = `switch ${shown(name)} has both switches and nodes below it; give it one kind`;
      found.push(mistakeIn(item, 'nodes', 'conflict', message));
    }
    if (below.length + nodes.length > 0) continue;
    const message = `switch ${shown(name)} has nothing below it; add switches or nodes`;
    found.push(mistakeIn(item, 'name', 'missing', message));
  }
  return [...found, ...circles(switches, parents)];
}

function circles(switches: readonly SlurmSwitch[], parents: ReadonlyMap<string, string>): TopologyMistake[] {
  const isCircular = (name: string): boolean => {
    const seen = new Set<string>();
    for (let above = parents.get(name); above !== undefined && !seen.has(above); above = parents.get(above)) {
      if (above === name) return true;
      seen.add(above);
    }
    return false;
  };
  return switches.flatMap(({ name }, item) => {
    if (!isCircular(name)) return [];
    const message = `switch ${shown(name)} stands below itself; take it out of the circle`;
    return [mistakeIn(item, 'switches', 'conflict', message)];
  });
}

function checkSizes({ blocks, blockSizes }: SlurmBlocks): TopologyMistake[] {
  const base = blockSizes[0] ?? blocks[0]?.nodes.length ?? 1;
  const sizes = blockSizes.flatMap((size) => {
    if (size >= 1 && Number.isInteger(Math.log2(size / base))) return [];
    const message = `block size ${size} is not ${base}, the first, times a power of two; as in ${base},${2 * base}`;
    return [mistakeIn(-1, 'sizes', 'invalid-value', message)];
  });
  const small = blocks.flatMap(({ name, nodes }, item) => {
    if (nodes.length >= base) return [];
    const message = `block ${shown(name)} has ${nodes.length} nodes, fewer than the block size ${base}; Slurm 24.11 refuses it`;
    return [mistakeIn(item, 'nodes', 'incomplete', message, 'warning')];
  });
  return [...sizes, ...small];
}
