import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FEATURE_GATES, type Node, type Pod, type PodSetTopologyRequest } from '../../../src/model/index.ts';
import { buildSnapshots, type PodSetRequest, placeWorkload, sliceConstraints } from '../../../src/placement/index.ts';
import type { FlavorSnapshot, Mark } from '../../../src/placement/snapshot/flavor-snapshot.ts';
import { buildForest, countIn, type Domain, excludedBy, withPod } from '../../reference/naive-forest.ts';
import { naivePlacement } from '../../reference/naive-placement.ts';
import { type Answer, answerTo, arbitraryCase, type Case, snapshotOfCase } from '../arbitrary-case.ts';

const RUNS = { numRuns: 600, seed: 11 };

describe('order and names', () => {
  const pods = fc.array(fc.record({ node: fc.nat(10), cpu: fc.nat(2) }), { maxLength: 4 });
  const shuffled = fc.tuple(arbitraryCase, pods).chain(([c, seeds]) => {
    const all = seeds.map(({ node, cpu }, i) => podOn(`n${node}`, `p${i}`, cpu));
    return fc.record({
      c: fc.constant(c),
      pods: fc.constant(all),
      nodes: fc.shuffledSubarray([...c.nodes], { minLength: c.nodes.length }),
      usage: fc.shuffledSubarray([...c.usage], { minLength: c.usage.length }),
      otherPods: fc.shuffledSubarray(all, { minLength: all.length }),
      flavors: fc.shuffledSubarray([c.flavor, { ...c.flavor, name: 'e' }], { minLength: 2 }),
    });
  });

  it('of nodes, pods, usage and flavors: how they are listed never matters', () => {
    fc.assert(
      fc.property(shuffled, ({ c, pods: listed, nodes, usage, otherPods, flavors }) => {
        const one = workloadAnswer(c, c.nodes, listed, c.usage, [c.flavor, { ...c.flavor, name: 'e' }]);
        expect(workloadAnswer(c, nodes, otherPods, usage, flavors)).toBe(one);
      }),
      RUNS,
    );
  });

  it('renaming nodes and label values without changing their order only relabels the answer', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const rename = renaming(c);
        const nodes = c.nodes.map((node) => ({
          ...node,
          name: rename(node.name),
          labels: Object.fromEntries(Object.entries(node.labels).map(([k, v]) => [k, k === 'zone' ? v : rename(v)])),
        }));
        const usage = c.usage.map((entry) => ({ ...entry, values: entry.values.map(rename) }));
        expect(answerTo({ ...c, nodes, usage })).toEqual(relabelled(answerTo(c), rename));
      }),
      RUNS,
    );
  });
});

describe('what is placed', () => {
  it('fits: charging it takes no leaf below zero that was not there, and every count is positive', () => {
    fc.assert(
      fc.property(arbitraryCase, (input) => {
        const c = { ...input, isSimulatedEmpty: false };
        const snapshot = snapshotOfCase(c);
        const answer = answerTo(c, snapshot);
        if ('message' in answer) return;
        const before = remainingOf(snapshot);
        charge(snapshot, c.workers, answer.workers);
        if (c.leader !== undefined) charge(snapshot, c.leader, answer.leader);
        for (const [key, left] of remainingOf(snapshot)) {
          expect(left >= 0n || left === before.get(key), `${key} ${left}`).toBe(true);
        }
        for (const [, count] of [...answer.workers, ...answer.leader]) expect(count).toBeGreaterThan(0);
      }),
      RUNS,
    );
  });

  it('is every whole slice and the leader, unless balanced placement ends with nothing', () => {
    fc.assert(
      fc.property(arbitraryCase, (input) => {
        const c = withGates(input, { TASBalancedPlacement: false });
        const answer = answerTo(c);
        if ('message' in answer) return;
        const size = sliceConstraints(c.workers.topologyRequest)[0]?.size ?? 1;
        expect(sum(answer.workers)).toBe(Math.floor(c.workers.count / size) * size);
        expect(sum(answer.leader)).toBe(c.leader === undefined ? 0 : 1);
      }),
      RUNS,
    );
  });

  it('lies in one domain of the required level, and in whole slices of every layer on its level', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const answer = answerTo(c);
        if ('message' in answer) return;
        const { levels } = c.topology;
        const { required } = c.workers.topologyRequest ?? {};
        if (required !== undefined) {
          const domains = perDomain([...answer.workers, ...answer.leader], levels.indexOf(required));
          expect(domains.size).toBeLessThanOrEqual(1);
        }
        for (const { topology, size } of sliceConstraints(c.workers.topologyRequest)) {
          for (const count of perDomain(answer.workers, levels.indexOf(topology)).values())
            expect(count % size).toBe(0);
        }
      }),
      RUNS,
    );
  });
});

describe('a request of plain pods', () => {
  it('that requires a level is placed if and only if one of its domains has room for all', () => {
    fc.assert(
      fc.property(arbitraryCase, fc.nat(3), (input, level) => {
        const { levels } = input.topology;
        const index = level % levels.length;
        const c = plain(input, { required: levels[index] as string });
        const rooms = perDomain(leafRooms(c), index);
        const hasRoom = [...rooms.values()].some((room) => room >= c.workers.count);
        expect('workers' in answerTo(c)).toBe(hasRoom);
      }),
      RUNS,
    );
  });

  it.each(['preferred', 'unconstrained'])(
    'that is %s is placed if and only if all leaves together have room',
    (kind) => {
      fc.assert(
        fc.property(arbitraryCase, fc.nat(3), (input, level) => {
          const { levels } = input.topology;
          const c = plain(
            input,
            kind === 'preferred' ? { preferred: levels[level % levels.length] as string } : { unconstrained: true },
          );
          const leaves = leafRooms(c);
          expect('workers' in answerTo(c)).toBe(leaves.length > 0 && sum(leaves) >= c.workers.count);
        }),
        RUNS,
      );
    },
  );
});

describe('asking', () => {
  it('changes nothing: twice gives the same answer and leaves what was left', () => {
    fc.assert(
      fc.property(arbitraryCase, (c) => {
        const snapshot = snapshotOfCase(c);
        const before = remainingOf(snapshot);
        const first = answerTo(c, snapshot);
        expect(answerTo(c, snapshot)).toEqual(first);
        expect(remainingOf(snapshot)).toEqual(before);
      }),
      RUNS,
    );
  });

  it('one snapshot for two requests in turn, between charges, releases and rollbacks, is asking a new one each time', () => {
    const step = fc.record({
      kind: fc.constantFrom('charge', 'charge', 'charge', 'mark', 'rollback'),
      host: fc.nat(10),
      count: fc.integer({ min: -2, max: 3 }),
      asksOther: fc.boolean(),
    });
    fc.assert(
      fc.property(arbitraryCase, arbitraryCase, fc.array(step, { maxLength: 12 }), (c, other, steps) => {
        const snapshot = snapshotOfCase(c);
        const marks: { mark: Mark; usage: Case['usage'] }[] = [];
        let usage = c.usage;
        for (const { kind, host, count, asksOther } of steps) {
          if (kind === 'charge') {
            const entry = { flavor: 'f', values: valuesOf(c, host), requests: new Map([['cpu', 1000n]]), count };
            snapshot.addUsage(entry.values, entry.requests, entry.count);
            usage = [...usage, entry];
          } else if (kind === 'mark') marks.push({ mark: snapshot.mark(), usage });
          else {
            const last = marks.pop();
            if (last === undefined) continue;
            snapshot.rollback(last.mark);
            usage = last.usage;
          }
          const asked = asksOther ? withRequest(c, other) : c;
          const { branches: _, ...expected } = naivePlacement({ ...asked, usage });
          expect(answerTo(asked, snapshot)).toEqual(expected);
        }
      }),
      RUNS,
    );
  });
});

type Spots = readonly (readonly [path: string, count: number])[];

function podOn(nodeName: string, name: string, cpu: number): Pod {
  return { name, spec: { nodeName, containers: [{ resources: { requests: { cpu } } }] } };
}

/** Byte for byte what a workload gets with its pod set in both flavors. */
function workloadAnswer(
  { topology, gates, isSimulatedEmpty, workers }: Case,
  nodes: readonly Node[],
  pods: readonly Pod[],
  usage: Case['usage'],
  resourceFlavors: readonly Case['flavor'][],
): string {
  const snapshots = buildSnapshots(
    { nodes, pods, topologies: [topology], resourceFlavors, workloads: [] },
    gates,
    usage,
  );
  const requests = new Map(resourceFlavors.map(({ name }) => [name, [{ ...workers, podSet: name }]]));
  return JSON.stringify(placeWorkload(snapshots, requests, { gates, isSimulatedEmpty }));
}

/** Every name that is used, replaced by its rank among all. */
function renaming({ nodes, usage }: Case): (name: string) => string {
  const names = nodes.flatMap(({ name, labels }) => [name, ...Object.values(labels)]);
  const sorted = [...new Set([...names, ...usage.flatMap(({ values }) => values)])].sort();
  return (name) => `renamed-${1000 + sorted.indexOf(name)}`;
}

function relabelled(answer: Answer, rename: (name: string) => string): Answer {
  if ('message' in answer) return answer;
  const spots = (of: Spots): [string, number][] =>
    of.map(([path, count]) => [path.split('/').map(rename).join('/'), count]);
  return { workers: spots(answer.workers), leader: spots(answer.leader) };
}

function remainingOf(snapshot: FlavorSnapshot): Map<string, bigint> {
  const entries = [...snapshot.leaves()].flatMap(({ values, remaining }) =>
    [...remaining].map(([resource, left]) => [`${values} ${resource}`, left] as const),
  );
  return new Map(entries.filter(([, left]) => left !== 0n));
}

function charge(snapshot: FlavorSnapshot, { requests }: PodSetRequest, spots: Spots): void {
  for (const [path, count] of spots) {
    const values = path.split('/');
    snapshot.addUsage(snapshot.domains.isHostExact ? values.slice(-1) : values, requests, count);
  }
}

/** Counts added up over the domains of a level. */
function perDomain(spots: Spots, level: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [path, count] of spots) {
    const domain = path
      .split('/')
      .slice(0, level + 1)
      .join('/');
    counts.set(domain, (counts.get(domain) ?? 0) + count);
  }
  return counts;
}

function sum(spots: Spots): number {
  return spots.reduce((total, [, count]) => total + count, 0);
}

function withGates(c: Case, gates: Partial<Case['gates']>): Case {
  return { ...c, gates: { ...c.gates, ...gates } };
}

/** The case with one pod set of single pods, default gates. */
function plain(c: Case, topologyRequest: PodSetTopologyRequest): Case {
  const { leader: _, ...rest } = c;
  return { ...rest, gates: DEFAULT_FEATURE_GATES, workers: { ...c.workers, isImplied: false, topologyRequest } };
}

/** Leaf paths with the workers that each takes. */
function leafRooms(c: Case): Spots {
  const room = ({ node, free, used }: Domain): number => {
    if (node !== undefined && excludedBy(node, c) !== undefined) return 0;
    const left = new Map(free);
    if (!c.isSimulatedEmpty)
      for (const [resource, amount] of used) left.set(resource, (left.get(resource) ?? 0n) - amount);
    return countIn(withPod(c.workers.requests), left).n;
  };
  return buildForest(c).leaves.map((leaf) => [leaf.values.join('/'), room(leaf)]);
}

function valuesOf({ nodes, topology }: Case, i: number): string[] {
  const { labels } = nodes[i % nodes.length] as Node;
  const values = topology.levels.map((level) => labels[level] ?? 'gone');
  return topology.levels.at(-1) === 'kubernetes.io/hostname' ? values.slice(-1) : values;
}

/** The request of another case, asked of this one's nodes. */
function withRequest(c: Case, { workers, leader, isSimulatedEmpty }: Case): Case {
  const { leader: _, ...rest } = c;
  return { ...rest, workers, isSimulatedEmpty, ...(leader === undefined ? {} : { leader }) };
}
