import { describe, expect, it } from 'vitest';
import { volcanoRule } from '../../../src/placement/index.ts';
import { placeBy } from '../rule-context.ts';

/** The tree of Volcano's design: 8 nodes, s0 to s3 of tier 1, s4 and s5 of tier 2, one job takes a whole node. */
const DESIGN = 'x4/s0/n0=1 x4/s0/n1=1 x4/s1/n2=1 x4/s1/n3=1 x5/s2/n4=1 x5/s2/n5=1 x5/s3/n6=1 x5/s3/n7=1';
/** Two HyperNodes of 2 nodes of 2 below one of tier 2. */
const PAIRS = 'b1/r1/a=2 b1/r1/b=2 b1/r2/c=2 b1/r2/d=2';

describe("Volcano's rule", () => {
  it.each([
    ['takes the lowest tier that holds the job', '2 required block', '', 'n0:1 n1:1'],
    ['goes up to the highest tier allowed', '3 required block', '', 'n0:1 n1:1 n2:1'],
    ['goes no further', '3 required rack', '', 'topology "t" allows to fit only 2 out of 3 pod(s)'],
    ['goes to any tier in mode soft', '3 preferred rack', '', 'n0:1 n1:1 n2:1'],
    ['goes to all nodes in mode soft', '6 preferred rack', '', 'n0:1 n1:1 n2:1 n3:1 n4:1 n5:1'],
    ['keeps each partition in its own tier', '4 required block slices rack*2', 'n2=1 n0=1', 'n4:1 n5:1 n6:1 n7:1'],
  ])('%s', (_, request, usage, expected) => {
    expect(placeBy(volcanoRule(), DESIGN, request, usage)).toContain(expected);
  });

  it('takes the HyperNode with the highest use of one tier', () => {
    expect(placeBy(volcanoRule(), PAIRS, '2 required rack', 'c=1')).toBe('c:1 d:1');
    expect(placeBy(volcanoRule(), PAIRS, '2 required rack')).toBe('a:2');
  });

  it('fills nodes from the fullest outwards', () => {
    // c is half used, d beside it next; then the other rack.
    expect(placeBy(volcanoRule(), PAIRS, '5 required block', 'c=1')).toBe('a:2 c:1 d:2');
  });

  it('looks at use alone where no topology is asked for', () => {
    expect(placeBy(volcanoRule(), PAIRS, '2 unconstrained', 'c=1')).toBe('a:1 c:1');
  });
});
