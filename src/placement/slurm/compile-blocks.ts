import { HopwiseError } from '../../base/index.ts';
import type { SlurmBlocks } from './slurm-topology.ts';

/** Blocks in arrays, indexed by line. */
export interface CompiledBlocks {
  /** Block → indices of its nodes, ascending. */
  readonly nodes: readonly (readonly number[])[];
  /** Nodes planned for a base block. */
  readonly baseSize: number;
  /** Sizes of groups of neighbours in base blocks: powers of two, ascending, 1 first. */
  readonly spans: readonly number[];
}

/** Without `BlockSizes` Slurm has these: the size of a base block, and 2, 4, 8 and 16 times that. */
const DEFAULT_SPANS: readonly number[] = [1, 2, 4, 8, 16];

/**
 * Compiles the blocks. Nodes that are not in the partition are left out.
 *
 * @throws HopwiseError `invalid-argument` when there is no block, or a size is no power of two of the first
 */
export function compileBlocks(
  { blocks, blockSizes }: SlurmBlocks,
  indexOfNode: ReadonlyMap<string, number>,
): CompiledBlocks {
  const baseSize = blockSizes[0] ?? blocks[0]?.nodes.length ?? 0;
  if (baseSize < 1) throw new HopwiseError('invalid-argument', 'the Slurm topology has no block');
  const spans = blockSizes.length === 0 ? DEFAULT_SPANS : blockSizes.map((size) => size / baseSize);
  const wrong = spans.findIndex((span) => !isPowerOfTwo(span));
  if (wrong >= 0) {
    const message = `block size ${blockSizes[wrong]} is not the first size, ${baseSize}, times a power of two`;
    throw new HopwiseError('invalid-argument', message);
  }
  const nodes = blocks.map((block) =>
    block.nodes
      .map((name) => indexOfNode.get(name))
      .filter((node) => node !== undefined)
      .sort((a, b) => a - b),
  );
  return { nodes, baseSize, spans: [...new Set(spans)].sort((a, b) => a - b) };
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value)) && value >= 1;
}
