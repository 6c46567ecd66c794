/** Where an allocation or a policy of HyperPod is in its life (ec2-hyperpod §3.5). */
export type SchedulerResourceStatus =
  | 'Creating'
  | 'CreateFailed'
  | 'CreateRollbackFailed'
  | 'Created'
  | 'Updating'
  | 'UpdateFailed'
  | 'UpdateRollbackFailed'
  | 'Updated'
  | 'Deleting'
  | 'DeleteFailed'
  | 'DeleteRollbackFailed'
  | 'Deleted';

/** States in which there is nothing in the cluster, or soon nothing. */
const WITHOUT_EFFECT: ReadonlySet<SchedulerResourceStatus> = new Set([
  'CreateFailed',
  'CreateRollbackFailed',
  'Deleting',
  'Deleted',
]);

/** Does what is in this state have an effect? A failed update or delete leaves what was before; no state is a request. */
export function isInForce(status: SchedulerResourceStatus | undefined): boolean {
  return status === undefined || !WITHOUT_EFFECT.has(status);
}
