import { describe, expect, it } from 'vitest';
import { treeText } from '../../src/report/index.ts';
import { compileNetwork, instancesFromNodes } from '../../src/topology/index.ts';
import { FIXTURES, instancesAt, kubernetesNodes } from '../topology/samples.ts';

const seven = compileNetwork(instancesFromNodes(kubernetesNodes(`${FIXTURES}seven-instances.nodes.json`)));
/** Mixed depth, two trees, and instances without network nodes. */
const mixed = compileNetwork([
  ...instancesAt({ 'i-a': ['t', 'l', 'm', 'n'], 'i-b': ['t', 'l', 'o'], 'i-c': ['t'], 'i-d': ['u'] }),
  { id: 'i-e', nodeName: 'node-e', networkNodes: [] },
  { id: 'i-f', networkNodes: [] },
]);

describe('treeText', () => {
  it('draws the seven instances', () => {
    expect(treeText(seven).split('\n')).toEqual([
      'nn-11111example  layer 1, 7 instances',
      '├─ nn-22222example  layer 2, 5 instances',
      '│  ├─ nn-33333example  layer 3, 3 instances',
      '│  │  ├─ hyperpod-i-0c0ffee00000000b2  ml.p5.48xlarge',
      '│  │  ├─ hyperpod-i-0c0ffee00000000d4  ml.p5.48xlarge',
      '│  │  └─ hyperpod-i-0c0ffee00000000f6  ml.p5.48xlarge',
      '│  └─ nn-44444example  layer 3, 2 instances',
      '│     ├─ hyperpod-i-0c0ffee00000000c3  ml.p5.48xlarge',
      '│     └─ hyperpod-i-0c0ffee0000000107  ml.p5.48xlarge',
      '└─ nn-55555example  layer 2, 2 instances',
      '   ├─ nn-66666example  layer 3, 1 instance',
      '   │  └─ hyperpod-i-0c0ffee00000000e5  ml.p5.48xlarge',
      '   └─ nn-77777example  layer 3, 1 instance',
      '      └─ hyperpod-i-0c0ffee0000000118  ml.p5.48xlarge',
    ]);
  });

  it('draws any depth, and last what nothing is known of; notes stand behind', () => {
    const note = ({ id }: { readonly id: string }): string => (id === 'i-e' || id === 'i-c' ? '3/8 GPUs free' : '');
    expect(treeText(mixed, note).split('\n')).toEqual([
      't  layer 1, 3 instances',
      '├─ i-c  3/8 GPUs free',
      '└─ l  layer 2, 2 instances',
      '   ├─ m  layer 3, 1 instance',
      '   │  └─ n  layer 4, 1 instance',
      '   │     └─ i-a',
      '   └─ o  layer 3, 1 instance',
      '      └─ i-b',
      'u  layer 1, 1 instance',
      '└─ i-d',
      'no network nodes known  2 instances',
      '├─ node-e  3/8 GPUs free',
      '└─ i-f',
    ]);
  });

  it('counts capacity reservations apart', () => {
    const network = compileNetwork([
      ...instancesAt({ 'i-a': ['t', 'l'], 'cr-1': ['t'], 'cr-2': ['u'], 'cr-3': [], 'cr-4': [] }),
      { id: 'i-b', networkNodes: [] },
    ]);
    const reservations = new Set(['cr-1', 'cr-2', 'cr-3', 'cr-4']);
    expect(treeText(network, undefined, reservations).split('\n')).toEqual([
      't  layer 1, 1 instance, 1 reservation',
      '├─ cr-1',
      '└─ l  layer 2, 1 instance',
      '   └─ i-a',
      'u  layer 1, 0 instances, 1 reservation',
      '└─ cr-2',
      'no network nodes known  1 instance, 2 reservations',
      '├─ cr-3',
      '├─ cr-4',
      '└─ i-b',
    ]);
  });

  it('is empty for an empty network', () => {
    expect(treeText(compileNetwork([]))).toBe('');
  });
});
