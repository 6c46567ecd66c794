import { describe, expect, it } from 'vitest';
import { hopCostTable, hopsTable } from '../../src/report/index.ts';
import { compileNetwork, hopCost, hopPairs } from '../../src/topology/index.ts';
import { instancesAt } from '../topology/samples.ts';

const network = compileNetwork(instancesAt({ a: ['n1', 'n2'], b: ['n1', 'n2'], c: ['n1', 'n3'], alone: [] }));

describe('hopsTable', () => {
  it('has a line per pair, with - for what is not known', () => {
    expect(hopsTable(hopPairs(network, ['a', 'c', 'alone', 'alone'])).split('\n')).toEqual([
      'A       B       HOPS   SHARED LAYER   SHARED NODE',
      'a       c       4      1              n1',
      'a       alone   -      -              -',
      'a       alone   -      -              -',
      'c       alone   -      -              -',
      'c       alone   -      -              -',
      'alone   alone   0      -              -',
    ]);
  });
});

describe('hopCostTable', () => {
  it('rounds to two decimals, and has - for what is not known', () => {
    expect(hopCostTable(hopCost(network, ['a', 'b', 'c'])).split('\n')).toEqual([
      'MAX   MEAN   TOTAL   RING   UNREACHABLE PAIRS',
      '4     3.33   10      10     0',
    ]);
    expect(hopCostTable(hopCost(network, ['a', 'alone'])).split('\n')[1]).toBe('-     -      -       -      1');
  });
});
