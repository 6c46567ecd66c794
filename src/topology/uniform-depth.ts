import type { Network } from './network.ts';

/** How many layers all instances with network nodes have; undefined when they differ, or none has any. */
export function uniformDepth({ instances }: Network): number | undefined {
  const depths = new Set(instances.map(({ networkNodes }) => networkNodes.length).filter((depth) => depth > 0));
  const [depth] = depths;
  return depths.size === 1 ? depth : undefined;
}
