import { describe, expect, it } from 'vitest';
import { nodesFromInstances, nodesJson, readInputs } from '../../../src/formats/index.ts';
import type { Node } from '../../../src/model/index.ts';
import { generateTopology } from '../../../src/topology/index.ts';

describe('nodes, written', () => {
  it('are read back as they were', () => {
    const nodes: Node[] = [
      ...nodesFromInstances(generateTopology({ kind: 'nvl72', instanceCount: 20 })).nodes,
      {
        name: 'special',
        labels: {},
        taints: [{ key: 'a', value: 'b', effect: 'NoSchedule' }],
        allocatable: { cpu: '500m' },
        isUnschedulable: true,
        isReady: false,
        providerId: 'aws:///us-west-2a/i-1',
      },
    ];
    const read = readInputs([{ file: 'nodes.json', text: nodesJson(nodes) }]);
    if (read.state === 'refused') throw new Error(read.problems[0]?.message);
    expect(read.value.nodes).toEqual(nodes);
  });
});
