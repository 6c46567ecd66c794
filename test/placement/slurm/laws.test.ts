import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  placeSlurmJob,
  type SlurmCluster,
  type SlurmHold,
  type SlurmJob,
  type SlurmTopology,
  usageOf,
} from '../../../src/placement/index.ts';
import { blocksOf, forestOf, type Pods, treeOf } from './make-slurm.ts';

const RUNS = { seed: 241105, numRuns: 150 };

const LETTERS = 'ABCDEFGHIJKL';

/** Trees of one to three levels with up to twelve leaves, forests, and blocks. */
const cluster: fc.Arbitrary<SlurmCluster> = fc.oneof(
  fc
    .array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
    .map((pods) => treeOf(namePods(pods))),
  fc
    .array(fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 })
    .map((pods) => forestOf(...(namePods(pods) as Pods[]))),
  fc.integer({ min: 1, max: 9 }).map((count) => blocksOf(count, 4, [4, 8, 16])),
);

const job: fc.Arbitrary<SlurmJob> = fc.oneof(
  fc.integer({ min: 1, max: 14 }).map((n): SlurmJob => ({ nodes: { min: n, max: n }, isExclusive: true })),
  fc
    .record({ min: fc.integer({ min: 1, max: 6 }), more: fc.integer({ min: 0, max: 4 }) })
    .map(({ min, more }): SlurmJob => ({ nodes: { min, max: min + more }, isExclusive: true })),
  fc.integer({ min: 1, max: 40 }).map((tasks): SlurmJob => ({ tasks })),
  fc
    .record({ n: fc.integer({ min: 1, max: 6 }), t: fc.integer({ min: 1, max: 8 }) })
    .map(({ n, t }): SlurmJob => ({ nodes: { min: n, max: n }, tasksPerNode: t })),
  fc
    .record({ n: fc.integer({ min: 1, max: 6 }), g: fc.integer({ min: 1, max: 4 }) })
    .map(({ n, g }): SlurmJob => ({ nodes: { min: n, max: n }, tasksPerNode: 1, gpusPerNode: g })),
);

/** A cluster and jobs submitted one after another, some of which end at once. */
const scenario = fc.record({ cluster, jobs: fc.array(fc.record({ job, ends: fc.boolean() }), { maxLength: 12 }) });

describe('whatever is submitted', () => {
  it('no node is given more than it has, and whole nodes to one job only', () => {
    fc.assert(
      fc.property(scenario, ({ cluster, jobs }) => {
        run(cluster, jobs, (running) => {
          const usage = usageOf(running);
          for (const node of cluster.nodes) {
            const used = usage.get(node.name) ?? { cpus: 0, gpus: 0 };
            expect(used.cpus).toBeLessThanOrEqual(node.cpus);
            expect(used.gpus).toBeLessThanOrEqual(node.gpus);
          }
          for (const { isWhole, nodes } of running.filter((hold) => hold.isWhole)) {
            for (const { name } of nodes) {
              const holders = running.filter((hold) => hold.nodes.some((node) => node.name === name));
              expect([isWhole, holders.length]).toEqual([true, 1]);
            }
          }
        });
      }),
      RUNS,
    );
  });

  it('a job gets as many nodes and cores as it asked for', () => {
    fc.assert(
      fc.property(scenario, ({ cluster, jobs }) => {
        run(cluster, jobs, (running, asked) => {
          const { nodes } = running.at(-1) as SlurmHold;
          if (asked.nodes !== undefined) {
            expect(nodes.length).toBeGreaterThanOrEqual(asked.nodes.min);
            expect(nodes.length).toBeLessThanOrEqual(asked.nodes.max);
          }
          const cpus = nodes.reduce((sum, node) => sum + node.cpus, 0);
          if (asked.tasks !== undefined) expect(cpus).toBe(asked.tasks);
          for (const node of nodes) {
            if (asked.tasksPerNode !== undefined) expect(node.cpus).toBe(asked.tasksPerNode);
            if (asked.gpusPerNode !== undefined) expect(node.gpus).toBe(asked.gpusPerNode);
          }
        });
      }),
      RUNS,
    );
  });

  it('all nodes of a job lie in one tree', () => {
    fc.assert(
      fc.property(scenario, ({ cluster, jobs }) => {
        run(cluster, jobs, (running) => {
          const names = new Set(running.at(-1)?.nodes.map(({ name }) => name));
          const holders = rootsOf(cluster.topology).filter((nodes) => nodes.some((node) => names.has(node)));
          expect(holders).toHaveLength(1);
        });
      }),
      RUNS,
    );
  });

  it('a job for whole nodes waits only when no tree has so many free', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 1, max: 14 }), ({ cluster, jobs }, n) => {
        if (cluster.topology.kind === 'block') return;
        const usage = usageOf(run(cluster, jobs));
        const free = rootsOf(cluster.topology).map((nodes) => nodes.filter((node) => !usage.has(node)).length);
        const { state } = placeSlurmJob(cluster, usage, { nodes: { min: n, max: n }, isExclusive: true });
        expect(state === 'placed').toBe(Math.max(...free) >= n);
      }),
      RUNS,
    );
  });

  it('nothing hangs on the order of names inside a line, or on what switches and blocks are called', () => {
    fc.assert(
      fc.property(scenario, ({ cluster, jobs }) => {
        const other = { ...cluster, topology: renamed(cluster.topology) };
        expect(run(other, jobs)).toEqual(run(cluster, jobs));
      }),
      RUNS,
    );
  });

  it('a job that ends leaves no trace', () => {
    fc.assert(
      fc.property(scenario, job, ({ cluster, jobs }, one) => {
        const before = run(cluster, jobs);
        const after = run(cluster, [...jobs, { job: one, ends: true }]);
        expect(after).toEqual(before);
      }),
      RUNS,
    );
  });
});

/** Submits all jobs; what runs at the end. The watcher sees each placed job as the last of those running. */
function run(
  cluster: SlurmCluster,
  jobs: readonly { readonly job: SlurmJob; readonly ends: boolean }[],
  watch?: (running: readonly SlurmHold[], asked: SlurmJob) => void,
): SlurmHold[] {
  const running: SlurmHold[] = [];
  for (const { job: asked, ends } of jobs) {
    const placement = placeSlurmJob(cluster, usageOf(running), asked);
    if (placement.state !== 'placed') continue;
    running.push({ isWhole: asked.isExclusive === true, nodes: placement.nodes });
    watch?.(running, asked);
    if (ends) running.pop();
  }
  return running;
}

/** Nodes below each root; with blocks all nodes are one tree. */
function rootsOf(topology: SlurmTopology): string[][] {
  if (topology.kind === 'block') return [topology.blocks.flatMap(({ nodes }) => nodes)];
  const { switches } = topology;
  const below = new Set(switches.flatMap((entry) => entry.switches));
  const nodesOf = (name: string): string[] => {
    const entry = switches.find((candidate) => candidate.name === name);
    return [...(entry?.nodes ?? []), ...(entry?.switches ?? []).flatMap(nodesOf)];
  };
  return switches.filter(({ name }) => !below.has(name)).map(({ name }) => nodesOf(name));
}

function renamed(topology: SlurmTopology): SlurmTopology {
  if (topology.kind === 'block') {
    const blocks = topology.blocks.map(({ nodes }, i) => ({ name: `block-${99 - i}`, nodes: nodes.toReversed() }));
    return { ...topology, blocks };
  }
  const switches = topology.switches.map(({ name, switches: below, nodes }) => ({
    name: `x-${name}`,
    switches: below.map((child) => `x-${child}`).toReversed(),
    nodes: nodes.toReversed(),
  }));
  return { kind: 'tree', switches };
}

function namePods(pods: readonly (readonly number[])[]): Pods {
  let next = 0;
  return pods.map((leaves) => leaves.map((count) => `${LETTERS[next++]}${count}`));
}
