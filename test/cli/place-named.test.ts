import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';

const CLUSTER = 'examples/cluster';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopwise-place-named-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const { code, stdout } = await runCli(['place', ...args, '--json']);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('hopwise place', () => {
  it('finds what a job names among the objects of the cluster', async () => {
    const containers = [{ name: 'node', resources: { requests: { 'nvidia.com/gpu': 8 } } }];
    const labels = { 'trainer.kubeflow.org/trainjob-ancestor-step': 'trainer' };
    const node = { name: 'node', template: { metadata: { labels }, spec: { template: { spec: { containers } } } } };
    const apiVersion = 'trainer.kubeflow.org/v1alpha1';
    const spec = { mlPolicy: { numNodes: 1, torch: {} }, template: { spec: { replicatedJobs: [node] } } };
    const runtime = { apiVersion, kind: 'ClusterTrainingRuntime', metadata: { name: 'torch' }, spec };
    const job = {
      apiVersion,
      kind: 'TrainJob',
      metadata: { name: 'train', namespace: 'team-a' },
      spec: { runtimeRef: { name: 'torch' }, trainer: { numNodes: 2 } },
    };
    const file = write('train-job.json', JSON.stringify(job));
    const cluster = ['--cluster', CLUSTER, write('runtime.json', JSON.stringify(runtime))];
    expect(await json('-f', file, ...cluster)).toMatchObject({
      state: 'placed',
      podSets: [{ name: 'node', count: 2 }],
    });
    const { code, stderr } = await runCli(['place', '-f', file, '--cluster', CLUSTER]);
    expect([code, stderr]).toEqual([2, expect.stringContaining('ClusterTrainingRuntime "torch" is not given')]);
  });

  it('counts what a LimitRange and a RuntimeClass add to what pods name', async () => {
    const template = { spec: { runtimeClassName: 'kata', containers: [{ name: 'main' }] } };
    const job = {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'small', namespace: 'team-a' },
      spec: { parallelism: 2, completions: 2, template },
    };
    const limits = [{ type: 'Container', defaultRequest: { 'nvidia.com/gpu': 4 } }];
    const limitRange = {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'l', namespace: 'team-a' },
      spec: { limits },
    };
    const overhead = { podFixed: { 'nvidia.com/gpu': 1 } };
    const runtimeClass = {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: 'kata' },
      handler: 'kata',
      overhead,
    };
    const file = write('small.json', JSON.stringify(job));
    const nodeCounts = async (...objects: object[]) => {
      const cluster = ['--cluster', CLUSTER, ...objects.map((object, i) => write(`${i}.json`, JSON.stringify(object)))];
      const { podSets } = (await json('-f', file, ...cluster)) as { podSets: { nodes: unknown[] }[] };
      return podSets.map(({ nodes }) => nodes.length);
    };
    // 8 GPUs a node: 2 x 4 fit on one, 2 x (4 + 1) do not.
    expect(await nodeCounts()).toEqual([1]);
    expect(await nodeCounts(limitRange)).toEqual([1]);
    expect(await nodeCounts(limitRange, runtimeClass)).toEqual([2]);
  });
});
