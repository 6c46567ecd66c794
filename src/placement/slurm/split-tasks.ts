/**
 * How many cores of each node a job of one-core tasks holds (slurmctld: `_dist_tasks_compute_c_b`): one task goes to each
 * node, then one more to each in turn while the node has room.
 *
 * @param room cores that were found on each node, in node order
 */
export function splitTasks(tasks: number, room: readonly number[]): number[] {
  const held = room.map(() => 0);
  let left = tasks;
  while (left > 0) {
    const before = left;
    for (const [i, limit] of room.entries()) {
      if (left === 0 || (held[i] as number) >= limit) continue;
      held[i] = (held[i] as number) + 1;
      left--;
    }
    if (left === before) break;
  }
  return held;
}
