import { isQuantity, type Quantity, quantityNanos } from '../../../base/index.ts';
import { isRecord } from '../../objects.ts';
import type { AdmittedJob, JobContext } from '../job-kind.ts';
import type { BuildError, BuiltPodSet } from '../job-object.ts';
import { buildPodSets } from './build-pod-sets.ts';
import { executionTimeOf } from './build-workload.ts';
import { hasCondition, type WorkloadObject } from './workload-object.ts';

/** Parts of a pod's spec that decide. */
const PARTS = ['tolerations', 'initContainers', 'containers'] as const;
type Part = (typeof PARTS)[number];

/**
 * Is a stored workload still that of its job, or why can the job's pod sets not be had? Execution time, counts, tolerations
 * and containers decide; names, labels and topology requests don't. Once the workload has its quota the pods may be as many
 * as were admitted; once it is admitted tolerations are not looked at, since flavors add theirs.
 *
 * Deviation: before it is admitted Kueue also takes a held-back job with the flavors' tolerations already in it.
 * @see manifests fact 7
 */
export function isInSync(
  { kind, object: job, isSuspended = true }: AdmittedJob,
  workload: WorkloadObject,
  context: JobContext,
): boolean | BuildError {
  if (workload.spec.maximumExecutionTimeSeconds !== executionTimeOf(job)) return false;
  const built = buildPodSets(kind.podSets(job, context), context);
  if ('error' in built) return built;
  const parts = hasCondition(workload, 'Admitted') ? PARTS.filter((part) => part !== 'tolerations') : PARTS;
  const running = runningPodSets(workload);
  // A job that runs has no more pods than were admitted; one that is held back may still have all of them.
  const accepted = [...(running ? [running] : []), ...(running && !isSuspended ? [] : [workload.spec.podSets])];
  return accepted.some((podSets) => arePodSetsEqual(built.podSets, podSets, parts));
}

/** The pod sets with as many pods as were admitted; undefined without quota, or if it was for other pod sets. */
function runningPodSets(workload: WorkloadObject): readonly BuiltPodSet[] | undefined {
  if (!hasCondition(workload, 'QuotaReserved')) return undefined;
  const { spec, status } = workload;
  const assignments = status?.admission?.podSetAssignments ?? [];
  const counts = new Map(assignments.map(({ name, count }, index) => [name, count ?? spec.podSets[index]?.count]));
  if (spec.podSets.some(({ name }) => !counts.has(name))) return undefined;
  return spec.podSets.map((podSet) =>
    podSet.minCount === undefined ? podSet : { ...podSet, count: counts.get(podSet.name) ?? podSet.count },
  );
}

function arePodSetsEqual(
  podSets: readonly BuiltPodSet[],
  others: readonly BuiltPodSet[],
  parts: readonly Part[],
): boolean {
  return (
    podSets.length === others.length && podSets.every((podSet, index) => arePodsEqual(podSet, others[index], parts))
  );
}

function arePodsEqual(podSet: BuiltPodSet, other: BuiltPodSet | undefined, parts: readonly Part[]): boolean {
  if (podSet.count !== other?.count || podSet.minCount !== other?.minCount) return false;
  const [spec, otherSpec] = [podSet.template.spec, other.template.spec];
  return parts.every((part) => isSame(spec?.[part], otherSpec?.[part], false));
}

/** Equality of Go's API types: nothing is the same as empty, quantities are compared by value. */
function isSame(a: unknown, b: unknown, isQuantityList: boolean): boolean {
  if (a === b) return true;
  if (isQuantityList && areQuantities(a, b)) return quantityNanos(a as Quantity) === quantityNanos(b as Quantity);
  if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => isSame(item, b[index], false));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isSame(a[key], b[key], isQuantityList || key === 'requests' || key === 'limits'));
}

function areQuantities(a: unknown, b: unknown): boolean {
  return [a, b].every((value) => (typeof value === 'string' || typeof value === 'number') && isQuantity(value));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
