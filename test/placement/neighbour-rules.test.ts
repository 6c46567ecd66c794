import { describe, expect, it } from 'vitest';
import { kaiRule, slurmRule } from '../../src/placement/index.ts';
import { askGroup } from './make-cluster.ts';
import { placeBy } from './rule-context.ts';

/** Leaf switches with 3, 4 and 4 nodes; a pod takes a whole node. */
const LEAVES =
  'b1/r1/a=1 b1/r1/b=1 b1/r1/c=1 b1/r2/d=1 b1/r2/e=1 b1/r2/f=1 b1/r2/g=1 b1/r3/h=1 b1/r3/i=1 b1/r3/j=1 b1/r3/k=1';
const PAIRS = 'b1/r1/a=2 b1/r1/b=2 b1/r2/c=2 b1/r2/d=2';

describe("Slurm's rule behind the interface", () => {
  it.each([
    // Best fit among leaf switches, then the first nodes in node order (slurm.md, tree, rules 1 and 2).
    ['3 unconstrained', '', 'a:1 b:1 c:1'],
    ['3 unconstrained', 'd=1', 'a:1 b:1 c:1'],
    ['3 unconstrained', 'a=1 d=1', 'e:1 f:1 g:1'],
    ['4 unconstrained', '', 'd:1 e:1 f:1 g:1'],
    // 4 and 4 whole, then 2 of the 3 (rule 3).
    ['10 unconstrained', '', 'a:1 b:1 d:1 e:1 f:1 g:1 h:1 i:1 j:1 k:1'],
    ['4 required rack', 'd=1', 'h:1 i:1 j:1 k:1'],
    ['5 required rack', '', 'Slurm leaves the job pending: no domain of the required level has room'],
  ])('topology/tree places %s beside "%s" on %s', (request, usage, expected) => {
    expect(placeBy(slurmRule('tree'), LEAVES, request, usage)).toBe(expected);
  });

  it('topology/block fills an empty cluster from the last block', () => {
    expect(placeBy(slurmRule('block'), 'b1/r1/a=1 b1/r1/b=1 b1/r2/c=1 b1/r2/d=1', '2 unconstrained')).toBe('c:1 d:1');
  });

  it('shares nodes that take several pods', () => {
    expect(placeBy(slurmRule('tree'), PAIRS, '4 unconstrained', 'a=1')).toBe('c:2 d:2');
  });
});

describe("KAI Scheduler's rule behind the interface", () => {
  it('packs the domain that the gang fills best', () => {
    // Rack 1 has 3 of 4 cpus left, rack 2 all.
    expect(placeBy(kaiRule(), PAIRS, '3 required rack', 'a=1')).toBe('a:1 b:2');
    expect(placeBy(kaiRule(), PAIRS, '4 required rack', 'a=1')).toBe('c:2 d:2');
  });

  it('says why a gang is left pending', () => {
    expect(placeBy(kaiRule(), PAIRS, '5 required rack')).toBe('KAI Scheduler leaves the gang pending: no-domain-fits');
  });
});

describe.each([kaiRule(), slurmRule('tree'), slurmRule('block')])('$name', (rule) => {
  it('refuses what the scheduler as modelled does not know', () => {
    expect(placeBy(rule, PAIRS, '4 unconstrained slices rack*2')).toMatch(/no placement of slices$/);
    expect(placeBy(rule, PAIRS, askGroup('2 required rack', 1))).toMatch(/no placement of a leader beside workers/);
  });
});
