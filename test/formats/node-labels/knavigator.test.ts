import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placeJob } from '../../../src/analysis/index.ts';
import { detectLabelFamily, instancesFromLabels, labelLevels } from '../../../src/formats/index.ts';
import type { Cluster, Node } from '../../../src/model/index.ts';
import { compileNetwork, sharedNode } from '../../../src/topology/index.ts';

const FILE = '../shared/data/topology/models/knavigator-nwtopo.json';
const isAbsent = !existsSync(FILE);

interface Puzzle {
  readonly levels: readonly string[];
  readonly nodes: readonly {
    readonly name: string;
    readonly gpus: number;
    readonly schedulable: boolean;
    readonly labels: Readonly<Record<string, string>>;
  }[];
}

const HOSTNAME = 'kubernetes.io/hostname';

function nodesOf({ nodes }: Puzzle): Node[] {
  return nodes.map(({ name, gpus, schedulable, labels }) => ({
    name,
    labels: { ...labels, [HOSTNAME]: name },
    allocatable: { 'nvidia.com/gpu': gpus, pods: 110 },
    isReady: true,
    isUnschedulable: !schedulable,
  }));
}

describe.skipIf(isAbsent)(
  `the puzzle of twelve nodes${isAbsent ? ' (skipped: the shared models are absent)' : ''}`,
  () => {
    const puzzle = isAbsent ? { levels: [], nodes: [] } : (JSON.parse(readFileSync(FILE, 'utf8')) as Puzzle);
    const nodes = nodesOf(puzzle);

    it('carries the oldest label family, with the levels that it states', () => {
      expect(detectLabelFamily(nodes)).toBe('nvidia-block');
      expect(labelLevels(nodes, 'nvidia-block')).toEqual(puzzle.levels);
      expect(instancesFromLabels(nodes)[6]).toEqual({
        id: 'n7',
        nodeName: 'n7',
        networkNodes: ['sw31', 'sw22', 'sw14'],
      });
    });

    it.each([
      ['required at the spine', { required: 'network.topology.nvidia.com/spine' }],
      ['preferred at the spine', { preferred: 'network.topology.nvidia.com/spine' }],
      ['preferred at the block, where none is large enough', { preferred: 'network.topology.nvidia.com/block' }],
    ])('has the stated answer for three pods, %s', (_, topology) => {
      const cluster: Cluster = {
        nodes,
        pods: [],
        topologies: [{ name: 'fabric', levels: [...puzzle.levels, HOSTNAME] }],
        resourceFlavors: [{ name: 'gpu', topologyName: 'fabric' }],
        workloads: [],
      };
      const template = { spec: { containers: [{ resources: { requests: { 'nvidia.com/gpu': 8 } } }] } };
      const job = { name: 'job', podSets: [{ name: 'main', count: 3, template }] };
      const placement = placeJob(job, { cluster, topology });
      if (placement.state !== 'placed') throw new Error(placement.message);
      const stated = JSON.parse(readFileSync(FILE.replace('.json', '.expected.json'), 'utf8')) as { answer: string[] };
      const used = placement.podSets[0]?.nodes.map(({ node }) => node) ?? [];
      expect([...used].sort()).toEqual(stated.answer);
      expect(sharedNode(compileNetwork(instancesFromLabels(nodes)), used)).toEqual({ node: 'sw22', layer: 2 });
    });
  },
);
