import { describe, expect, it } from 'vitest';
import type { Node } from '../../../src/model/index.ts';
import { KAI_GPU_RESOURCE, kaiNodes } from '../../../src/placement/kai/index.ts';
import { measureRoom } from '../../../src/placement/kai/room.ts';
import { gangOf, nodesOf } from './make-kai.ts';

const node: Node = {
  name: 'a',
  labels: { rack: 'r' },
  allocatable: { cpu: '8', memory: '2G', [KAI_GPU_RESOURCE]: 4, pods: 10 },
  isReady: true,
};

describe('what KAI sees of a node', () => {
  it('is what its pods leave free, one of pods for each', () => {
    const requests = new Map([
      ['cpu', 1500n],
      ['memory', 500_000_000n],
      [KAI_GPU_RESOURCE, 1n],
    ]);
    const running = [
      { node: 'a', requests },
      { node: 'elsewhere', requests },
      { node: 'a', requests },
    ];
    expect(kaiNodes([node], running)).toEqual([
      {
        name: 'a',
        labels: { rack: 'r' },
        allocatable: new Map([
          ['cpu', 8000n],
          ['memory', 2_000_000_000n],
          [KAI_GPU_RESOURCE, 4n],
          ['pods', 10n],
        ]),
        free: new Map([
          ['cpu', 5000n],
          ['memory', 1_000_000_000n],
          [KAI_GPU_RESOURCE, 2n],
          ['pods', 8n],
        ]),
        isUnschedulable: false,
      },
    ]);
  });

  it('says whether it is cordoned, and goes below nothing when too much runs', () => {
    const [seen] = kaiNodes([{ ...node, isUnschedulable: true }], [{ node: 'a', requests: new Map([['x', 1n]]) }]);
    expect([seen?.isUnschedulable, seen?.free.get('x')]).toEqual([true, -1n]);
  });
});

describe('room', () => {
  const cases: [what: string, nodes: string, gang: ReturnType<typeof gangOf>, rooms: number[]][] = [
    [
      'is what the scarcest resource allows',
      'a=8,4,1000 b=8,64,200',
      gangOf('9x1', { milliCores: 1000, memory: 100 }),
      [4, 2],
    ],
    ['is counted in whole pods', 'a=7 b=1', gangOf('9x2'), [3, 0]],
    ['is there on cordoned nodes', 'a=3!', gangOf('9x1'), [3]],
    ['is never more than the gang', 'a=8', gangOf('3x1'), [3]],
    ['is nothing where too much runs', 'a=-2', gangOf('3x1'), [0]],
    // 110 pods are free on each node.
    ['is held to free pods', 'a=8', gangOf('999x0'), [110]],
  ];
  it.each(cases)('%s', (_, nodes, gang, rooms) => {
    expect(measureRoom(nodesOf(nodes), gang).map(({ room }) => room)).toEqual(rooms);
  });
});
