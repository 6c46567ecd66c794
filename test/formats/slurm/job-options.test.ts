import { expect, it } from 'vitest';
import { readSlurmJob } from '../../../src/formats/index.ts';
import type { SlurmJob } from '../../../src/placement/index.ts';

it.each<[options: string, job: SlurmJob]>([
  ['', {}],
  ['-N 3 --exclusive', { nodes: { min: 3, max: 3 }, isExclusive: true }],
  ['--nodes=2-5 --contiguous', { nodes: { min: 2, max: 5 }, isContiguous: true }],
  ['-n 4', { tasks: 4 }],
  ['--ntasks=7 -N 2', { tasks: 7, nodes: { min: 2, max: 2 } }],
  ['--ntasks-per-node=4 --gres=gpu:2', { tasksPerNode: 4, gpusPerNode: 2 }],
  ['--gres=gpu:a100:8', { gpusPerNode: 8 }],
  ['--gres=gpu', { gpusPerNode: 1 }],
  ['--switches=2@0:30', { maxSwitches: 2 }],
  ['--segment=4', { segment: 4 }],
  ['-w n[1-2] --exclude=n07,n9', { nodelist: ['n1', 'n2'], exclude: ['n07', 'n9'] }],
])('reads %s', (options, job) => {
  expect(readSlurmJob(options.split(' ').filter((part) => part !== ''))).toEqual({ state: 'read', job });
});

it.each([
  '--mem=4G',
  '-N',
  '-N x',
  '-N 5-2',
  '-N 0',
  '--ntasks=0',
  '--gres=license:2',
  '--exclude=n[',
  '--exclusive=user',
  'job.sh',
])('refuses %s', (options) => {
  expect(readSlurmJob(options.split(' ')).state).toBe('malformed');
});
