import { expect, it } from 'vitest';
import { splitTasks } from '../../../src/placement/slurm/split-tasks.ts';

it.each<[tasks: number, room: number[], held: number[]]>([
  [5, [8], [5]],
  [7, [6, 1], [6, 1]],
  [4, [8, 8, 8], [2, 1, 1]],
  [8, [2, 8, 3], [2, 3, 3]],
  [9, [2, 3], [2, 3]],
  [0, [4], [0]],
])('%i tasks over nodes with room for %j go %j', (tasks, room, held) => {
  expect(splitTasks(tasks, room)).toEqual(held);
});
