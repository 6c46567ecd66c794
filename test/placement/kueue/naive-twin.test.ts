import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { FlavorSnapshot } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { pathOf } from '../../../src/topology/index.ts';
import { type Branch, naivePlacement } from '../../reference/naive-placement.ts';
import { answerTo, arbitraryCase, snapshotOfCase } from '../arbitrary-case.ts';

const RUNS = 8000;

/** How many of the placed cases must at least have taken each rare turn, lest the agreement be about nothing. */
const LEAST: Partial<Record<Branch | 'placed', number>> = {
  placed: 3000,
  balanced: 200,
  climbing: 60,
  'several domains': 120,
  'leader with several domains': 120,
  'leader moved to the front': 200,
  'fallback to a lesser affinity': 1,
  'inner layers': 350,
  remainder: 60,
  'required domain': 120,
};

it(`places ${RUNS} random requests as the second writing-down of the specification does, message for message`, () => {
  const hits = new Map<string, number>();
  const hit = (branch: string): Map<string, number> => hits.set(branch, (hits.get(branch) ?? 0) + 1);
  fc.assert(
    fc.property(arbitraryCase, fc.nat(40), (c, domain) => {
      const snapshot = snapshotOfCase(c);
      const { tree } = snapshot.domains;
      const confined = domain < tree.size && domain % 4 === 0 ? domain : undefined;
      const id = confined === undefined ? {} : { requiredDomain: domainId(snapshot, confined) };
      const { branches, ...expected } = naivePlacement({ ...c, ...id });
      if (!('message' in expected)) for (const branch of ['placed', ...branches]) hit(branch);
      expect(answerTo(c, snapshot, confined)).toEqual(expected);
    }),
    { numRuns: RUNS, seed: 3 },
  );
  for (const [branch, least] of Object.entries(LEAST)) {
    expect(hits.get(branch) ?? 0, branch).toBeGreaterThanOrEqual(least);
  }
});

/** Kueue's id of a domain: the bare name of a host, else the whole path. */
function domainId({ domains }: FlavorSnapshot, d: number): string {
  const { tree, firstLeaf, isHostExact } = domains;
  return isHostExact && d >= firstLeaf ? (tree.label[d] as string) : pathOf(tree, d).join(',');
}
