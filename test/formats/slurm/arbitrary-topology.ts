import fc from 'fast-check';
import type { SlurmTopology } from '../../../src/placement/index.ts';

/** Groups of nodes with names of several kinds, in the order in which host lists are written. */
const groups: fc.Arbitrary<string[][]> = fc
  .array(fc.record({ size: fc.integer({ min: 1, max: 12 }), gap: fc.integer({ min: 0, max: 3 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((sizes) =>
    fc
      .record({ prefix: fc.constantFrom('n', 'srv', 'rack-a.'), width: fc.constantFrom(1, 3) })
      .map(({ prefix, width }) => {
        let next = 1;
        return sizes.map(({ size, gap }) => {
          next += gap;
          return Array.from({ length: size }, () => prefix + String(next++).padStart(width, '0'));
        });
      }),
  );

const comment = fc.option(fc.constantFrom('s1=spine-1', 'left half'), { nil: undefined });

/** Trees of two levels with comments and link speeds, and blocks. */
export const arbitraryTopology: fc.Arbitrary<SlurmTopology> = fc
  .record({
    groups,
    comment,
    speed: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
    isTree: fc.boolean(),
  })
  .map(({ groups, comment, speed, isTree }): SlurmTopology => {
    const noted = comment === undefined ? {} : { comment };
    if (!isTree) {
      const blocks = groups.map((nodes, i) => ({ name: `b${i}`, nodes, ...noted }));
      return { kind: 'block', blocks, blockSizes: [1, 2, 8] };
    }
    const leaves = groups.map((nodes, i) => ({ name: `leaf${i}`, switches: [], nodes, ...noted }));
    const top = { name: 'top', switches: leaves.map(({ name }) => name), nodes: [] };
    return { kind: 'tree', switches: [{ ...top, ...(speed === undefined ? {} : { linkSpeed: speed }) }, ...leaves] };
  });
