import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PodSet, resolveFeatureGates } from '../../../src/model/index.ts';
import { canBePartiallyAdmitted, findPartialAdmission } from '../../../src/scheduler/index.ts';

/** `10/5`: ten pods, at least five. */
function podSets(...texts: string[]): PodSet[] {
  return texts.map((text, i) => {
    const [count = 0, minCount] = text.split('/').map(Number);
    return { name: `p${i}`, count, template: {}, ...(minCount !== undefined && { minCount }) };
  });
}

/** The counts that are asked for, in order, where counts of the first pod set up to `largest` are accepted. */
function probes(of: readonly PodSet[], largest: number): { found: readonly number[] | undefined; asked: number[][] } {
  const asked: number[][] = [];
  const found = findPartialAdmission(of, (counts) => {
    asked.push([...counts]);
    return (counts[0] as number) <= largest ? counts : undefined;
  });
  return { found, asked };
}

describe('partial admission', () => {
  it('bisects from what is asked for to the least (kueue-quota §20.5)', () => {
    expect(probes(podSets('10/5'), 7)).toEqual({ found: [7], asked: [[7], [9], [8]] });
  });

  it('lets only pod sets shrink that may', () => {
    const { found, asked } = probes(podSets('10/2', '4'), 3);
    expect(found).toEqual([3, 4]);
    expect(asked.every(([, other]) => other === 4)).toBe(true);
  });

  it('lets pod sets shrink together, each by its share rounded down', () => {
    // Of 6 + 3 pods too many first 5 go: floor(6·5/9) = 3 and floor(3·5/9) = 1; then 2: 1 and 0.
    expect(probes(podSets('10/4', '5/2'), 7).asked.slice(0, 2)).toEqual([
      [7, 4],
      [9, 5],
    ]);
  });

  it('finds nothing where even the least is too much, or nothing may shrink', () => {
    expect(probes(podSets('10/5'), 4).found).toBeUndefined();
    expect(probes(podSets('10', '3/3'), 10)).toEqual({ found: undefined, asked: [] });
  });

  it('finds the most that is accepted, asking no more than bisection needs', () => {
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), fc.nat(2000), (least, more, largest) => {
        const { found, asked } = probes(podSets(`${least + more}/${least}`), largest);
        const expected = more > 0 && largest >= least ? Math.min(largest, least + more) : undefined;
        expect(found?.[0]).toBe(expected);
        expect(asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(more + 2)));
      }),
    );
  });

  it.each<[gate: boolean, texts: string[], can: boolean]>([
    [true, ['10/5'], true],
    [true, ['3', '10/9'], true],
    [true, ['10/10', '3'], false],
    [false, ['10/5'], false],
  ])('is possible (gate: %s) for %j: %s', (PartialAdmission, texts, can) => {
    expect(canBePartiallyAdmitted(podSets(...texts), resolveFeatureGates({ PartialAdmission }))).toBe(can);
  });
});
