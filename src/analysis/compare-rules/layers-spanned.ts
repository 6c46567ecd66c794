/**
 * How many layers of the network lie between nodes with these paths (network nodes above each, layer 1 first)?
 *
 * @returns 0 for one node, 1 where all hang on one node of the lowest layer, one more for each layer further up; null
 * where they share no network node
 */
export function layersSpanned(paths: readonly (readonly string[])[]): number | null {
  const [first = [], ...others] = paths;
  if (others.length === 0) return 0;
  let shared = 0;
  while (shared < first.length && others.every((path) => path[shared] === first[shared])) shared++;
  const depth = paths.reduce((most, path) => Math.max(most, path.length), 0);
  return shared === 0 ? null : depth - shared + 1;
}
