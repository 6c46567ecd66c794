import { describe, expect, it } from 'vitest';
import { nodeLabelCommands, topologyLabels } from '../../src/report/index.ts';

const LAYER = 'topology.k8s.aws/network-node-layer-';

describe('topologyLabels', () => {
  it('labels layers from the top, and the UltraServer', () => {
    expect(topologyLabels({ id: 'i-1', networkNodes: ['a', 'b'], ultraServerId: 'us-1' })).toEqual({
      [`${LAYER}1`]: 'a',
      [`${LAYER}2`]: 'b',
      'topology.k8s.aws/ultraserver-id': 'us-1',
    });
    expect(topologyLabels({ id: 'i-1', networkNodes: [] })).toEqual({});
  });

  it('has no label for a layer without a key', () => {
    const deep = { id: 'i-1', networkNodes: ['a', 'b', 'c', 'd', 'e'] };
    expect(Object.values(topologyLabels(deep))).toEqual(['a', 'b', 'c', 'd']);
    expect(topologyLabels(deep, ['block', 'rack', 'kubernetes.io/hostname'])).toEqual({ block: 'a', rack: 'b' });
  });
});

describe('nodeLabelCommands', () => {
  it('writes a command per node, by node name where it is known', () => {
    const commands = nodeLabelCommands([
      { id: 'i-2', nodeName: 'hyperpod-i-2', networkNodes: ['nn-1', 'nn-2'] },
      { id: 'i-0', networkNodes: [] },
      { id: 'i-1', networkNodes: ['nn-1'] },
    ]);
    expect(commands.split('\n')).toEqual([
      `kubectl label node hyperpod-i-2 ${LAYER}1=nn-1 ${LAYER}2=nn-2 --overwrite`,
      `kubectl label node i-1 ${LAYER}1=nn-1 --overwrite`,
    ]);
  });

  it('leaves out a name that kubectl would take for a flag', () => {
    expect(nodeLabelCommands([{ id: '--all', networkNodes: ['nn-1'] }])).toBe('');
  });
});
