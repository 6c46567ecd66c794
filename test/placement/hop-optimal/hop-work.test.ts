import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classifyDomains } from '../../../src/placement/hop-optimal/domain-classes.ts';
import { domainCosts } from '../../../src/placement/hop-optimal/domain-costs.ts';
import { hopOptimalRule, hopProblem } from '../../../src/placement/hop-optimal/hop-optimal-rule.ts';
import { hopWork } from '../../../src/placement/hop-optimal/hop-work.ts';
import { hopRegrets } from '../../../src/placement/index.ts';
import { prepareSearch, type RuleSearch } from '../../../src/placement/search-rule.ts';
import { arbitraryCase, snapshotOfCase } from '../arbitrary-case.ts';
import { ask, snapshotOf } from '../make-cluster.ts';
import { emptyContext } from '../rule-context.ts';

function searchFor(cluster: string, request: string): RuleSearch {
  const search = prepareSearch(snapshotOf(cluster), { workers: ask(request), leader: undefined }, emptyContext());
  if ('reason' in search) throw new Error(search.message);
  return search;
}

describe('the work of a search for least hops', () => {
  it.each([
    // Hosts 1 + 3. Tables: two racks of 3 entries joined 3 × 3, and that with nothing twice, 1 × 4 each. Sharing out:
    // racks 3 × 1 + 3 × 3, hosts 3 × 4.
    ['one of each table for domains alike', 'b1/r1/a=2 b1/r2/b=2', '3 preferred rack', 4 + 9 + 4 + 4 + 12 + 12],
    // Hosts 1 + 3 and 1 + 2. Tables of 3 and 2 entries: 1 × 3 twice with nothing, 1 × 2, then 3 × 2. Sharing out: racks
    // 3 × 1 + 2 × 3, hosts at most 3 × 4.
    ['one for each of different ones', 'b1/r1/a=2 b1/r2/b=1', '3 preferred rack', 4 + 3 + 3 + 3 + 2 + 6 + 3 + 6 + 12],
    // Two blocks of one host each, neither takes all: they are shared out over as well, 3 × 1 + 3 × 3, racks in them.
    [
      'sharing out over top domains where none takes all',
      'b1/r1/a=2 b2/r2/b=2',
      '3 unconstrained',
      4 + 3 + 3 + 12 + 12 + 12,
    ],
  ])('counts %s', (_, cluster, request, steps) => {
    const search = searchFor(cluster, request);
    const problem = hopProblem(search, 'total');
    expect(hopWork(problem, classifyDomains(problem), undefined).steps).toBe(steps);
  });

  it('is told from rooms that are the lengths of the tables', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const context = emptyContext({ gates: c.gates, isSimulatedEmpty: c.isSimulatedEmpty });
        const search = prepareSearch(snapshotOfCase(c), { workers: c.workers, leader: c.leader }, context);
        fc.pre(!('reason' in search) && search.plan.count < 200);
        if ('reason' in search) return;
        const problem = hopProblem(search, 'total');
        const classes = classifyDomains(problem);
        const costs = domainCosts(problem, classes);
        for (const [d, own] of classes.classOf.entries()) {
          const { alone, led } = costs.inside(d);
          const room = { alone: alone.minor.length - 1, led: (led?.minor.length ?? 0) - 1 };
          expect(classes.classes[own]?.room).toEqual(room);
        }
      }),
      { numRuns: 400, seed: 12 },
    );
  });
});

describe('a search for least hops that would take minutes', () => {
  const cluster = Array.from({ length: 1500 }, (_, i) => `b1/r${i}/h${i}=100`).join(' ');

  it('is refused before it is begun', () => {
    const answers = hopOptimalRule().place(snapshotOf(cluster), [ask('120000 preferred rack')], emptyContext());
    expect(answers).toMatchObject([{ state: 'rejected', reason: 'search-too-large' }]);
    expect(answers[0]).toHaveProperty(
      'message',
      expect.stringMatching(/^the fewest hops for 120000 pods take [\d.]+e\+10 /),
    );
  });

  it('leaves the best and the regret of a placement unknown', () => {
    const snapshot = snapshotOf(cluster);
    const domains = Array.from({ length: 1200 }, (_, i) => ({ values: [`h${i}`], count: 100 }));
    const assignment = { levels: ['kubernetes.io/hostname'], domains };
    const placements = [{ state: 'placed', podSet: 'workers', assignment } as const];
    expect(hopRegrets(snapshot, [ask('120000 preferred rack')], placements, emptyContext())).toMatchObject([
      { podSets: ['workers'], actual: { pods: 120_000 }, best: null, regret: null },
    ]);
  });

  it('is made where a required level keeps it small', () => {
    const answers = hopOptimalRule().place(snapshotOf(cluster), [ask('100 required rack')], emptyContext());
    expect(answers).toMatchObject([{ state: 'placed' }]);
  });
});
