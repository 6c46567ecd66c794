import type { CompiledBlocks } from './compile-blocks.ts';
import type { Demand } from './demand.ts';
import { evaluateBlocks } from './evaluate-blocks.ts';
import type { Evaluation } from './evaluation.ts';
import type { Supply } from './supply.ts';

/**
 * Chooses nodes for a job of segments (`--segment`, slurmctld: `eval_nodes_block`): each segment is placed like a job of
 * its own, one after another, on what the earlier ones left. The segment must divide the job and fit a base block; a node
 * list goes with one segment only.
 */
export function evaluateSegments(
  blocks: CompiledBlocks,
  supply: Supply,
  demand: Demand,
  nodelist: readonly number[],
  segment: number,
): Evaluation {
  const count = demand.minNodes / segment;
  if (segment > blocks.baseSize || !Number.isInteger(count)) return { state: 'off-topology' };
  if (count > 1 && nodelist.length > 0) return { state: 'off-topology' };
  const part: Demand = {
    ...demand,
    minNodes: segment,
    maxNodes: Math.floor(demand.maxNodes / count),
    wantedNodes: segment,
    cpus: Math.floor(demand.cpus / count),
  };
  const left: Supply = { cpus: supply.cpus.slice(), gpus: supply.gpus };
  const taken = new Set<number>();
  for (let i = 0; i < count; i++) {
    const found = evaluateBlocks(blocks, left, part, nodelist);
    if (found.state !== 'met') return found;
    for (const node of found.taken) {
      taken.add(node);
      supply.cpus[node] = left.cpus[node] as number;
      left.cpus[node] = 0;
    }
  }
  return { state: 'met', taken };
}
