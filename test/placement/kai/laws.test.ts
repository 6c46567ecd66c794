import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KaiNode, type KaiPlacement, type KaiQuestion, placeKaiGang } from '../../../src/placement/kai/index.ts';
import { gangOf, LEVELS, nodesOf, show, TOPOLOGIES } from './make-kai.ts';
import { naiveKai } from './naive-kai.ts';

const RUNS = 4000;
const SETTINGS = { numRuns: RUNS, seed: 11 } as const;

/** Of the runs, how many at least must end so, lest the laws be about nothing. */
const LEAST: Record<string, number> = {
  placed: 2000,
  'placed on several nodes': 800,
  'placed in a domain above the preferred level': 250,
  'no-domain-fits': 250,
  'no-node-fits': 100,
  'not-enough-room': 400,
};

const CONSTRAINTS = [
  '',
  ...[' required block', ' required rack', ' required host'],
  ...[' preferred block', ' preferred rack', ' preferred host'],
  ...[' required block preferred rack', ' required block preferred host', ' required rack preferred host'],
  ' required rack preferred block',
];

/** Small free amounts and few labels, so that ties, exact fits and shared domains are frequent. */
const arbitraryNodes: fc.Arbitrary<KaiNode[]> = fc
  .array(
    fc.record({
      block: fc.integer({ min: 1, max: 3 }),
      rack: fc.oneof(
        { weight: 12, arbitrary: fc.constantFrom('r1', 'r2', 'r10') },
        { weight: 1, arbitrary: fc.constant('') },
      ),
      gpus: fc.oneof(
        { weight: 8, arbitrary: fc.integer({ min: 0, max: 8 }) },
        { weight: 1, arbitrary: fc.constant('-') },
      ),
      cores: fc.constantFrom(0, 1.5, 8, 20, 40, 64, 64, 64),
      memory: fc.constantFrom(0, 250, 600, 1000, 1000, 1000, 1000, 1000),
      isCordoned: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
    }),
    { minLength: 4, maxLength: 16 },
  )
  .map((nodes) =>
    nodesOf(
      nodes
        .map(({ block, rack, gpus, cores, memory, isCordoned }, i) => {
          return `b${block}/${rack}/n${i}=${gpus},${cores},${memory}${isCordoned ? '!' : ''}`;
        })
        .join(' '),
    ),
  );

const arbitraryQuestion: fc.Arbitrary<KaiQuestion> = fc
  .record({
    nodes: arbitraryNodes,
    pods: fc.integer({ min: 1, max: 12 }),
    gpus: fc.constantFrom(0, 1, 1, 2, 4),
    constraint: fc.constantFrom(...CONSTRAINTS),
    milliCores: fc.constantFrom(0, 0, 250, 1000, 1700),
    memory: fc.constantFrom(0, 0, 1, 120),
  })
  .map(({ nodes, pods, gpus, constraint, milliCores, memory }) => {
    return { nodes, topologies: TOPOLOGIES, gang: gangOf(`${pods}x${gpus}${constraint}`, { milliCores, memory }) };
  });

/** What a placement is an example of. */
function traits({ nodes, gang }: KaiQuestion, placement: KaiPlacement): string[] {
  if (placement.state === 'pending') return [placement.reason];
  const used = nodes.filter(({ name }) => placement.nodes.has(name));
  const depth = LEVELS.indexOf(gang.constraint?.preferred ?? '') + 1;
  const domains = new Set(
    used.map(({ labels }) =>
      LEVELS.slice(0, depth)
        .map((key) => labels[key])
        .join('.'),
    ),
  );
  return [
    'placed',
    ...(used.length > 1 ? ['placed on several nodes'] : []),
    ...(domains.size > 1 ? ['placed in a domain above the preferred level'] : []),
  ];
}

describe('placing a gang as KAI does', () => {
  it(`answers ${RUNS} random questions as the plain writing-down of the rule, pod by pod, does`, () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(arbitraryQuestion, (question) => {
        const placement = placeKaiGang(question);
        for (const trait of traits(question, placement)) seen.set(trait, (seen.get(trait) ?? 0) + 1);
        const answer = show(placement).split(' ').sort().join(' ');
        const expected = naiveKai(question).split(' ').sort().join(' ');
        expect(placement.state === 'pending' ? 'pending' : answer).toBe(expected);
      }),
      SETTINGS,
    );
    for (const [trait, least] of Object.entries(LEAST))
      expect(seen.get(trait) ?? 0, trait).toBeGreaterThanOrEqual(least);
  });

  it('places all pods, where they fit, in one domain of the required level, and none on cordoned nodes', () => {
    fc.assert(
      fc.property(arbitraryQuestion, ({ nodes, topologies, gang }) => {
        const placement = placeKaiGang({ nodes, topologies, gang });
        if (placement.state === 'pending') return;
        const used = nodes.filter(({ name }) => placement.nodes.has(name));
        expect(used).toHaveLength(placement.nodes.size);
        expect([...placement.nodes.values()].reduce((sum, pods) => sum + pods, 0)).toBe(gang.podCount);
        for (const { name, free, isUnschedulable } of used) {
          const pods = placement.nodes.get(name)!;
          expect([pods > 0, isUnschedulable]).toEqual([true, false]);
          for (const [resource, request] of gang.requests) {
            expect(BigInt(pods) * request <= free.get(resource)!, `${resource} on ${name}`).toBe(true);
          }
        }
        const depth = LEVELS.indexOf(gang.constraint?.required ?? '') + 1;
        const domains = used.map(({ labels }) =>
          LEVELS.slice(0, depth)
            .map((key) => labels[key])
            .join('.'),
        );
        expect(new Set(domains).size).toBe(1);
      }),
      SETTINGS,
    );
  });

  it('does not see the order of nodes, and changes nothing that it is given', () => {
    const shuffled = arbitraryQuestion.chain((question) =>
      fc.tuple(fc.constant(question), fc.shuffledSubarray([...question.nodes], { minLength: question.nodes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([question, nodes]) => {
        const before = structuredClone(question);
        expect(placeKaiGang({ ...question, nodes })).toEqual(placeKaiGang(question));
        expect(question).toEqual(before);
      }),
      { ...SETTINGS, numRuns: 1000 },
    );
  });
});
