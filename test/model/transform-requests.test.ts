import { describe, expect, it } from 'vitest';
import {
  type Configuration,
  countedRequests,
  type ResourceList,
  type ResourceTransformation,
} from '../../src/model/index.ts';

function counted(requests: ResourceList, resources: Configuration['resources']): Record<string, bigint> {
  return Object.fromEntries(countedRequests({ containers: [{ resources: { requests } }] }, resources));
}

function rule(
  input: string,
  outputs: ResourceList,
  more: Partial<ResourceTransformation> = {},
): ResourceTransformation {
  return { input, strategy: 'Replace', outputs, ...more };
}

const GPU = 'nvidia.com/gpu';
const CREDITS = 'example.com/credits';

/** manifests fact 38 */
describe('countedRequests', () => {
  it.each([
    [['example.com/'], { cpu: '1', 'example.com/a': '2', 'example.com': '3' }, { cpu: 1000n, 'example.com': 3n }],
    [['example.com'], { cpu: '1', 'example.com/a': '2', 'example.com': '3' }, { cpu: 1000n }],
    [['c', 'm'], { cpu: '1', memory: '2' }, {}],
    [[], { cpu: '1' }, { cpu: 1000n }],
  ])('leaves out resources that start with one of %j', (excludeResourcePrefixes, requests, expected) => {
    expect(counted(requests, { excludeResourcePrefixes })).toEqual(expected);
  });

  const transformations: [
    what: string,
    rules: ResourceTransformation[],
    requests: ResourceList,
    Record<string, bigint>,
  ][] = [
    ['drops a replaced input', [rule(GPU, { [CREDITS]: '10' })], { [GPU]: '2' }, { [CREDITS]: 20n }],
    [
      'keeps a retained input',
      [rule(GPU, { [CREDITS]: '10' }, { strategy: 'Retain' })],
      { [GPU]: '2' },
      { [GPU]: 2n, [CREDITS]: 20n },
    ],
    ['drops an input without outputs', [rule(GPU, {})], { [GPU]: '2', cpu: '1' }, { cpu: 1000n }],
    [
      'adds to what is requested under the same name',
      [rule(GPU, { cpu: '2' })],
      { [GPU]: '2', cpu: '1' },
      { cpu: 5000n },
    ],
    [
      'adds the outputs of several inputs',
      [rule(GPU, { [CREDITS]: '10' }), rule('cpu', { [CREDITS]: '1' })],
      { [GPU]: '2', cpu: '3' },
      { [CREDITS]: 23n },
    ],
    [
      'does not transform an output again',
      [rule(GPU, { [CREDITS]: '10' }), rule(CREDITS, { cpu: '1' })],
      { [GPU]: '2' },
      { [CREDITS]: 20n },
    ],
    [
      'multiplies by the quantity of another resource',
      [rule('memory', { [CREDITS]: '1' }, { multiplyBy: GPU })],
      { memory: '3', [GPU]: '4' },
      { [CREDITS]: 12n, [GPU]: 4n },
    ],
    [
      'multiplies by nothing where that is not requested',
      [rule('memory', { [CREDITS]: '1' }, { multiplyBy: GPU })],
      { memory: '3' },
      { [CREDITS]: 3n },
    ],
    ['rounds at the end only', [rule('cpu', { [CREDITS]: '0.5' })], { cpu: '3' }, { [CREDITS]: 2n }],
    ['keeps thousandths of cpu', [rule(GPU, { cpu: '0.0005' })], { [GPU]: '3' }, { cpu: 2n }],
    ['counts a negative output as nothing', [rule(GPU, { cpu: '-1' })], { [GPU]: '3', cpu: '1' }, { cpu: 1000n }],
    ['passes over a rule for what is not requested', [rule(GPU, { cpu: '1' })], { cpu: '1' }, { cpu: 1000n }],
    [
      'takes the last of two rules for one input',
      [rule(GPU, { cpu: '1' }), rule(GPU, { cpu: '2' })],
      { [GPU]: '1' },
      { cpu: 2000n },
    ],
  ];
  it.each(transformations)('%s', (_, rules, requests, expected) => {
    expect(counted(requests, { transformations: rules })).toEqual(expected);
  });

  it('excludes before it transforms', () => {
    const resources = { excludeResourcePrefixes: ['nvidia.com/'], transformations: [rule(GPU, { [CREDITS]: '1' })] };
    expect(counted({ [GPU]: '1', cpu: '1' }, resources)).toEqual({ cpu: 1000n });
  });
});
