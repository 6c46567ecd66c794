import { describe, expect, it } from 'vitest';
import { treeText } from '../../src/report/index.ts';
import {
  buildNetworkGraph,
  compileNetwork,
  findNetworkProblems,
  hopCostOfHosts,
  hopHistogram,
} from '../../src/topology/index.ts';

const COUNT = 100_000;
/**
 * Of processor time, which other work on the machine does not lengthen: far above what any of this takes, and far below
 * what a walk over five billion pairs would.
 */
const LIMIT_MS = 10_000;

const instances = Array.from({ length: COUNT }, (_, i) => ({
  id: `i-${String((i * 7919) % COUNT).padStart(17, '0')}`,
  type: 'p6-b200.48xlarge',
  networkNodes: [`nn-a${i % 4}`, `nn-b${i % 64}`, `nn-c${i % 512}`, `nn-d${i % 4096}`],
}));
const network = compileNetwork(instances);

describe(`with ${COUNT} instances below four layers`, () => {
  const cases: [what: string, run: () => unknown][] = [
    ['compiling', () => compileNetwork(instances)],
    ['the histogram of all pairs', () => hopHistogram(network)],
    ['the hop cost of all', () => hopCostOfHosts(network, [...network.instances.keys()])],
    ['the tree as text', () => treeText(network)],
    ['looking for problems', () => findNetworkProblems(instances)],
    ['building the graph', () => buildNetworkGraph(instances)],
  ];
  it.each(cases)('%s is no walk over all pairs', (_, run) => {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(LIMIT_MS);
  });

  it('histogram and hop cost agree', () => {
    const { pairsByHops, unreachablePairs } = hopHistogram(network);
    // Four trees of 25,000: 6 x 25,000² pairs share nothing.
    expect(unreachablePairs).toBe(6 * 25_000 * 25_000);
    const tree = network.instances.map((_, host) => host).slice(0, 25_000);
    const total = [...pairsByHops].reduce((sum, [hops, pairs]) => sum + hops * pairs, 0);
    expect(hopCostOfHosts(network, tree).total).toBe(total / 4);
  });
});
