import { describe, expect, it } from 'vitest';
import { layersText } from '../../src/report/index.ts';
import { compileNetwork } from '../../src/topology/index.ts';
import { ec2Instances, FIXTURES, instancesAt } from '../topology/samples.ts';

const four = compileNetwork(ec2Instances(`${FIXTURES}documentation-examples/ec2-four-instances.json`));
/** Mixed depth, two trees, and instances without network nodes. */
const mixed = compileNetwork([
  ...instancesAt({ 'i-a': ['t', 'l', 'm', 'n'], 'i-b': ['t', 'l', 'o'], 'i-c': ['t'], 'i-d': ['u'] }),
  { id: 'i-e', nodeName: 'node-e', networkNodes: [] },
  { id: 'i-f', networkNodes: [] },
]);

describe('layersText', () => {
  it('says who of the documented instances shares which layer', () => {
    expect(layersText(four).split('\n')).toEqual([
      'layer 1: 1 network node',
      '  nn-1111111111example (4): i-1111111111example, i-2222222222example, i-3333333333example, i-444444444example',
      'layer 2: 2 network nodes',
      '  nn-2222222222example (3): i-1111111111example, i-2222222222example, i-3333333333example',
      '  nn-3333333333example (1): i-444444444example',
      'layer 3: 3 network nodes',
      '  nn-4444444444example (2): i-1111111111example, i-2222222222example',
      '  nn-5555555555example (1): i-3333333333example',
      '  nn-6666666666example (1): i-444444444example',
      'pairs by hops: 2: 1, 4: 2, 6: 3',
    ]);
  });

  it('names eight instances of a group and counts the others', () => {
    const ten = compileNetwork(Array.from({ length: 10 }, (_, i) => ({ id: `i-${i}`, networkNodes: ['n'] })));
    expect(layersText(ten).split('\n')[1]).toBe('  n (10): i-0, i-1, i-2, i-3, i-4, i-5, i-6, i-7, and 2 more');
  });

  it('says of whom nothing is known, and how many pairs that leaves open', () => {
    expect(layersText(mixed).split('\n').slice(-2)).toEqual([
      'no network nodes known (2): node-e, i-f',
      // Of 15 pairs three are below t: i-a and i-b 3 + 2, i-a and i-c 4 + 1, i-b and i-c 3 + 1 links apart.
      'pairs by hops: 4: 1, 5: 2, unreachable: 12',
    ]);
  });

  it('has no pairs in an empty network', () => {
    expect(layersText(compileNetwork([]))).toBe('pairs by hops: none');
  });
});
