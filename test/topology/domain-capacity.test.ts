import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityByDomain, compileNetwork } from '../../src/topology/index.ts';
import { anyInstances } from './arbitrary-instances.ts';
import { ec2Instances, FIXTURES } from './samples.ts';

describe('capacityByDomain', () => {
  it('sums up from the instances to the top, in order of layers and paths', () => {
    const instances = ec2Instances(`${FIXTURES}seven-instances.json`);
    const gpus = new Map(instances.map(({ id }) => [id, 8n]));
    const found = capacityByDomain(compileNetwork(instances), gpus);
    expect(found.map(({ node, layer, instanceCount, amount }) => [node, layer, instanceCount, amount])).toEqual([
      ['nn-11111example', 1, 7, 56n],
      ['nn-22222example', 2, 5, 40n],
      ['nn-55555example', 2, 2, 16n],
      ['nn-33333example', 3, 3, 24n],
      ['nn-44444example', 3, 2, 16n],
      ['nn-66666example', 3, 1, 8n],
      ['nn-77777example', 3, 1, 8n],
    ]);
    expect(found[3]?.path).toEqual(['nn-11111example', 'nn-22222example', 'nn-33333example']);
  });

  it('finds amounts by id first, then by node name, and counts the rest as 0', () => {
    const network = compileNetwork([
      { id: 'a', nodeName: 'x', networkNodes: ['n'] },
      { id: 'b', nodeName: 'y', networkNodes: ['n'] },
      { id: 'c', networkNodes: ['n'] },
    ]);
    const amounts = new Map([
      ['a', 1n],
      ['x', 10n],
      ['y', 100n],
      ['nobody', 1000n],
    ]);
    expect(capacityByDomain(network, amounts)).toEqual([
      { node: 'n', path: ['n'], layer: 1, instanceCount: 3, amount: 101n },
    ]);
  });

  it('equals summing over every beginning of every path', () => {
    const amount = fc.bigInt({ min: 0n, max: 1n << 70n });
    const asked = anyInstances.chain((all) =>
      fc.tuple(fc.constant(all), fc.array(amount, { minLength: all.length, maxLength: all.length })),
    );
    fc.assert(
      fc.property(asked, ([instances, amounts]) => {
        const sums = new Map<string, readonly [number, bigint]>();
        for (const [i, { networkNodes }] of instances.entries()) {
          for (const layer of networkNodes.keys()) {
            const key = JSON.stringify(networkNodes.slice(0, layer + 1));
            const [count, sum] = sums.get(key) ?? [0, 0n];
            sums.set(key, [count + 1, sum + (amounts[i] as bigint)]);
          }
        }
        const given = new Map(instances.map(({ id }, i) => [id, amounts[i] as bigint]));
        const found = capacityByDomain(compileNetwork(instances), given);
        const asSums = found.map(({ path, instanceCount, amount: sum }) => [
          JSON.stringify(path),
          [instanceCount, sum],
        ]);
        expect(new Map(asSums as [string, [number, bigint]][])).toEqual(sums);
        expect(found).toHaveLength(sums.size);
        for (const { node, path, layer } of found) {
          expect(path.at(-1)).toBe(node);
          expect(path).toHaveLength(layer);
        }
      }),
      { seed: 23, numRuns: 300 },
    );
  });
});
