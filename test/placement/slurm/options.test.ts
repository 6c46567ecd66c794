import { describe, expect, it } from 'vitest';
import { HopwiseError } from '../../../src/base/index.ts';
import type { SlurmHold, SlurmJob } from '../../../src/placement/index.ts';
import { clusterOf, counts, forestOf, holding, names, type Pods, place, treeOf, whole } from './make-slurm.ts';

/** slurm.md, "Options", worked out by hand. */
describe('options of a job on whole nodes', () => {
  const cases: [title: string, pods: Pods, job: SlurmJob, busy: string, expected: string][] = [
    ['--switches: waits when the result has more', ['A3', 'B3'], whole(4, { maxSwitches: 1 }), '', 'pending'],
    ['--switches: takes the result when it has not', ['A3', 'B3'], whole(4, { maxSwitches: 2 }), '', 'A3 B1'],
    [
      '--switches: a range shrinks until it fits',
      ['A3', 'B3'],
      whole(1, { nodes: { min: 2, max: 5 }, maxSwitches: 1 }),
      '',
      'A3',
    ],
    ['a range gets its upper end', ['A3', 'B3'], whole(1, { nodes: { min: 2, max: 5 } }), '', 'A3 B2'],
    ['a range gets what there is', ['A3', 'B3'], whole(1, { nodes: { min: 2, max: 5 } }), 'A2', 'A1 B3'],
    ['a range waits below its lower end', ['A3', 'B3'], whole(1, { nodes: { min: 2, max: 5 } }), 'A3 B2', 'pending'],
    ['--exclude: as if the nodes were busy', ['A3', 'B4'], whole(3, { exclude: ['A00'] }), '', 'B3'],
    ['--exclude: rejects what is never left', ['A3'], whole(3, { exclude: ['A00'] }), '', 'rejected'],
    ['--nodelist: keeps to the leaf of its nodes', ['A3', 'B6'], whole(3, { nodelist: ['B05'] }), '', 'B3'],
    ['--nodelist: waits for its nodes', ['A3', 'B6'], whole(2, { nodelist: ['B00'] }), 'B1', 'pending'],
    [
      '--nodelist: goes on near its nodes',
      [
        ['A3', 'B3'],
        ['C2', 'D6'],
      ],
      whole(4, { nodelist: ['A01'] }),
      '',
      'A3 B1',
    ],
    ['--contiguous: the shortest row that will do', ['A9'], whole(2, { isContiguous: true }), 'A1', 'A2'],
  ];
  it.each(cases)('%s', (_, pods, job, busy, expected) => {
    expect(counts(treeOf(pods), job, holding(busy))).toBe(expected);
  });

  it('--nodelist: its nodes first, then the first of their leaf', () => {
    expect(names(treeOf(['A3', 'B6']), whole(3, { nodelist: ['B05'] }))).toBe('B00 B01 B05');
  });

  it('--contiguous: looks at rows of nodes and not at switches', () => {
    const busy: SlurmHold = { isWhole: true, nodes: ['A02', 'B01'].map((name) => ({ name, cpus: 8, gpus: 4 })) };
    // Rows: A00 A01 · A03 B00 · B02 … B05.
    const cluster = treeOf(['A4', 'B6']);
    expect(names(cluster, whole(2, { isContiguous: true }), busy)).toBe('A00 A01');
    expect(names(cluster, whole(3, { isContiguous: true }), busy)).toBe('B02 B03 B04');
    expect(names(cluster, whole(5, { isContiguous: true }), busy)).toBe('pending');
  });

  it('--contiguous: spans trees that no switch connects', () => {
    expect(counts(forestOf(['A3'], ['B3']), whole(5, { isContiguous: true }))).toBe('A3 B2');
  });

  it('--contiguous: of rows that will do the one with the fewest cores, and of nodes likewise for a single one', () => {
    const cluster = clusterOf(treeOf(['A5']).topology, (node) => (node < 'A02' ? 16 : 4));
    const busy: SlurmHold = { isWhole: true, nodes: [{ name: 'A02', cpus: 4, gpus: 4 }] };
    expect(names(cluster, whole(2, { isContiguous: true }), busy)).toBe('A03 A04');
    expect(names(cluster, whole(1, { isContiguous: true }))).toBe('A02');
  });

  it('--contiguous with --nodelist is refused, not guessed', () => {
    const job = whole(2, { isContiguous: true, nodelist: ['A00'] });
    expect(() => place(treeOf(['A3']), job)).toThrow(HopwiseError);
  });

  it('tells why a job can never run', () => {
    const topology = { state: 'rejected', reason: 'Requested topology configuration is not available' };
    const node = { state: 'rejected', reason: 'Requested node configuration is not available' };
    expect(place(forestOf(['A3'], ['B3']), whole(5))).toEqual(topology);
    expect(place(treeOf(['A3', 'B3']), whole(7))).toEqual(node);
  });
});

/** Nodes have 8 cores and 4 GPUs. */
describe('jobs that share nodes', () => {
  const nodes = (count: number): NonNullable<SlurmJob['nodes']> => ({ min: count, max: count });
  const cluster = treeOf(['A2', 'B3']);
  const held = (job: SlurmJob, ...running: SlurmHold[]): string => {
    const placement = place(cluster, job, ...running);
    if (placement.state !== 'placed') return placement.state;
    return placement.nodes.map(({ name, cpus, gpus }) => `${name}:${cpus}${gpus > 0 ? `+${gpus}` : ''}`).join(' ');
  };
  const shared = (text: string): SlurmHold => ({
    isWhole: false,
    nodes: text.split(' ').map((part) => {
      const [name = '', cpus] = part.split(':');
      return { name, cpus: Number(cpus), gpus: 0 };
    }),
  });

  it.each<[title: string, job: SlurmJob, expected: string]>([
    ['tasks fill the first node', { tasks: 5 }, 'A00:5'],
    ['and go on to the next', { tasks: 11 }, 'A00:8 A01:3'],
    ['a leaf must have the cores, not only the nodes', { tasks: 20 }, 'B00:8 B01:8 B02:4'],
    ['every node gets a task, the first as many as leave one each', { tasks: 7, nodes: nodes(2) }, 'A00:6 A01:1'],
    ['never more nodes than tasks', { tasks: 2, nodes: nodes(3) }, 'A00:1 A01:1'],
    ['as many tasks on each node as asked', { tasksPerNode: 3, nodes: nodes(2) }, 'A00:3 A01:3'],
    ['a core for each node when nothing is said', { nodes: nodes(2) }, 'A00:1 A01:1'],
    ['GPUs on every node', { tasksPerNode: 1, gpusPerNode: 3, nodes: nodes(2) }, 'A00:1+3 A01:1+3'],
    ['too many tasks for all nodes', { tasks: 41 }, 'rejected'],
    ['too many tasks for one node', { tasks: 9, nodes: nodes(1) }, 'rejected'],
    ['too many GPUs for any node', { gpusPerNode: 5, nodes: nodes(1) }, 'rejected'],
  ])('%s', (_, job, expected) => {
    expect(held(job)).toBe(expected);
  });

  it('use what others leave', () => {
    expect(held({ tasks: 3, nodes: nodes(1) }, shared('A00:6 A01:4'))).toBe('A01:3');
    expect(held({ tasksPerNode: 5, nodes: nodes(2) }, shared('A00:4'))).toBe('B00:5 B01:5');
    expect(held({ tasks: 4, nodes: nodes(1) }, holding('A2 B2'), shared('B02:5'))).toBe('pending');
  });

  it('leave GPUs that are taken alone', () => {
    const gpus: SlurmHold = { isWhole: false, nodes: [{ name: 'A00', cpus: 1, gpus: 2 }] };
    expect(held({ gpusPerNode: 3, nodes: nodes(2) }, gpus)).toBe('B00:1+3 B01:1+3');
    expect(held({ gpusPerNode: 2, nodes: nodes(2) }, gpus)).toBe('A00:1+2 A01:1+2');
  });

  it('keep whole-node jobs away, and those keep them away', () => {
    expect(counts(cluster, whole(2), shared('A00:1'))).toBe('B2');
    expect(held({ tasks: 1 }, holding('A2'))).toBe('B00:1');
  });

  it('are tried again without the poorest nodes', () => {
    // 14 cores on 2 nodes: the leaf has 3 + 8 + 8; its first two have 11, so the poorest is left out.
    const busy = [holding('A2'), shared('B00:5')];
    expect(held({ tasks: 14, nodes: nodes(2) }, ...busy)).toBe('B01:8 B02:6');
  });
});
