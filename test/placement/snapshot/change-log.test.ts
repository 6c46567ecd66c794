import { expect, it } from 'vitest';
import { ChangeLog } from '../../../src/placement/snapshot/change-log.ts';

it('tells what changed since a position, and nothing to who is up to date', () => {
  const log = new ChangeLog(10);
  log.add(3);
  const position = log.end;
  log.add(5);
  log.add(3);
  expect(log.since(position)).toEqual([5, 3]);
  expect(log.since(log.end)).toEqual([]);
});

it('forgets the oldest, and says so to who would need them', () => {
  const log = new ChangeLog(1);
  const start = log.end;
  // Twice 1024 are kept at most, however few leaves there are.
  for (let i = 0; i < 2048; i++) log.add(0);
  expect(log.since(start)).toHaveLength(2048);
  log.add(0);
  expect(log.since(start)).toBeUndefined();
  expect(log.since(log.end - 1)).toEqual([0]);
});
