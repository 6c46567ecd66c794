import { expect, it } from 'vitest';
import { isInForce, type SchedulerResourceStatus } from '../../src/model/index.ts';

const EXPECTED: Readonly<Record<SchedulerResourceStatus, boolean>> = {
  Creating: true,
  CreateFailed: false,
  CreateRollbackFailed: false,
  Created: true,
  Updating: true,
  UpdateFailed: true,
  UpdateRollbackFailed: true,
  Updated: true,
  Deleting: false,
  DeleteFailed: true,
  DeleteRollbackFailed: true,
  Deleted: false,
};

it.each(Object.entries(EXPECTED))('what is %s is in force: %s', (status, expected) => {
  expect(isInForce(status as SchedulerResourceStatus)).toBe(expected);
});

it('a request without a state is taken as in force', () => {
  expect(isInForce(undefined)).toBe(true);
});
