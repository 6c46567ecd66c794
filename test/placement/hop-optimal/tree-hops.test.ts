import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOSTNAME_LABEL } from '../../../src/model/index.ts';
import { treeHops } from '../../../src/placement/hop-optimal/tree-hops.ts';
import { compileNetwork, hopCost } from '../../../src/topology/index.ts';
import { clusterOf, snapshotOf } from '../make-cluster.ts';

const assignment = (text: string): Parameters<typeof treeHops>[1][number] => ({
  levels: ['kubernetes.io/hostname'],
  domains: text.split(' ').map((spot) => {
    const [host = '', count] = spot.split(':');
    return { values: [host], count: Number(count) };
  }),
});

describe('the hops of a placement', () => {
  const { domains } = snapshotOf('b1/r1/a=9 b1/r1/b=9 b1/r2/c=9 b2/r3/d=9');

  it('are counted over all pairs and around the ring', () => {
    // a and b: 2 × 1 pairs of 2; both to c: 3 pairs of 4. The ring uses links a, b, r1, c, r2, each twice.
    expect(treeHops(domains, [assignment('a:2 b:1 c:1')])).toEqual({
      pods: 4,
      unreachablePairs: 0,
      topDomains: 1,
      total: 2 * 2 + 3 * 4,
      ring: 10,
    });
  });

  it('are none on one host', () => {
    expect(treeHops(domains, [assignment('a:5')])).toMatchObject({ total: 0, ring: 0, unreachablePairs: 0 });
  });

  it('count the links below the top for pairs that share nothing', () => {
    // a to d: 2 links up to b1, 2 up to b2.
    expect(treeHops(domains, [assignment('a:1'), assignment('d:1')])).toEqual({
      pods: 2,
      unreachablePairs: 1,
      topDomains: 2,
      total: 4,
      ring: 8,
    });
  });

  it('are the hops of the network where the levels are its layers, and no order has a shorter ring', () => {
    const host = fc.record({ path: fc.tuple(fc.nat(1), fc.nat(2)), pods: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(host, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat(99)), (list, keys) => {
        const names = list.map(({ path: [r, s] }, i) => ({
          node: `h${i}`,
          networkNodes: ['top', `r${r}`, `s${r}${s}`],
        }));
        const nodes = names.map(({ node, networkNodes }) => `${networkNodes.join('/')}/${node}=9`);
        const snapshot = snapshotOf(clusterOf(nodes.join(' '), { levels: ['zone', 'block', 'rack', HOSTNAME_LABEL] }));
        const spots = list.map(({ pods }, i) => `h${i}:${pods}`).join(' ');
        const network = compileNetwork(names.map(({ node, networkNodes }) => ({ id: node, networkNodes })));
        const cost = treeHops(snapshot.domains, [assignment(spots)]);
        const inOrder = snapshot.domains.leafIds.flatMap((id) => new Array(list[Number(id.slice(1))]?.pods).fill(id));
        const { total, ring } = hopCost(network, inOrder as string[]);
        expect({ total: cost.total, ring: cost.ring }).toEqual({ total, ring });
        const shuffled = inOrder
          .map((id) => ({ id: id as string, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ id }) => id);
        expect(hopCost(network, shuffled).ring).toBeGreaterThanOrEqual(cost.ring);
      }),
      { numRuns: 300, seed: 8 },
    );
  });
});
