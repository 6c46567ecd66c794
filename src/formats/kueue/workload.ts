import type { Workload } from '../../model/index.ts';
import { always, flag, int32, listMap, object, withRules, word } from '../api-server/crd-schema.ts';
import { timeMs } from '../api-server/time.ts';
import { toPodSet } from '../kubernetes/pod-sets.ts';
import { present } from '../schema.ts';
import { toAdmission } from './admission.ts';
import { toAdmissionChecks } from './admission-checks.ts';
import { toConditions } from './conditions.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { podSets, podSetsV1beta1 } from './pod-sets.ts';
import { bounded, subdomain } from './texts.ts';
import { findShortDomain, workloadFromV1beta1, workloadToV1beta1 } from './workload-conversion.ts';
import { workloadRules, workloadRulesV1beta1 } from './workload-rules.ts';
import { workloadStatus, workloadStatusV1beta1 } from './workload-status.ts';

const priorityClassRef = withRules(
  object({
    group: word(['kueue.x-k8s.io', 'scheduling.k8s.io']),
    kind: word(['WorkloadPriorityClass', 'PriorityClass']),
    name: subdomain.min(1),
  }),
  [
    {
      message: 'only the PriorityClass kind is allowed for the scheduling.k8s.io group',
      holds: ({ group, kind }) => group !== 'scheduling.k8s.io' || kind === 'PriorityClass',
    },
    {
      message: 'only the WorkloadPriorityClass kind is allowed for the kueue.x-k8s.io group',
      holds: ({ group, kind }) => group !== 'kueue.x-k8s.io' || kind === 'WorkloadPriorityClass',
    },
  ],
);

/** Fields of the spec that look the same in both versions. */
const active = flag.default(true);
const common = { maximumExecutionTimeSeconds: int32(1), priority: int32(), queueName: subdomain };

const spec = withRules(
  object(
    { active },
    {
      ...common,
      podSets,
      preemptionGates: listMap(object({ name: always(bounded(63, 1)) })).max(8),
      priorityClassRef,
    },
  ),
  [
    {
      message: 'priority should not be nil when priorityClassRef is set',
      holds: ({ priorityClassRef, priority }) => priorityClassRef === undefined || priority !== undefined,
    },
  ],
);

const priorityClassSource = word(['kueue.x-k8s.io/workloadpriorityclass', 'scheduling.k8s.io/priorityclass', '']);
const specV1beta1 = withRules(
  object(
    { active, podSets: podSetsV1beta1, priorityClassSource: priorityClassSource.default('') },
    { ...common, priorityClassName: subdomain },
  ),
  [
    {
      message: 'priority should not be nil when priorityClassName is set',
      holds: ({ priorityClassName, priority }) => priorityClassName === undefined || priority !== undefined,
    },
  ],
);

/** Kueue's Workload (kueue-quota §3.5, kueue-validation §3). */
export const workloadKind: KueueKind<Workload> = kueueKind({
  kind: 'Workload',
  isNamespaced: true,
  hasStatusSubresource: true,
  schema: withRules(object({}, { spec: always(spec, {}), status: always(workloadStatus, {}) }), workloadRules),
  schemaV1beta1: withRules(
    object({}, { spec: always(specV1beta1, {}), status: always(workloadStatusV1beta1, {}) }),
    workloadRulesV1beta1,
  ),
  fromV1beta1: workloadFromV1beta1,
  toV1beta1: workloadToV1beta1,
  findUnconvertible: findShortDomain,
  add: (workload, context) => {
    context.inputs.workloads.push(workload);
    const { name, namespace, queueName, podSets, admission } = workload;
    if (admission !== undefined && !hasFailedNode(workload)) return;
    const held = admission === undefined ? undefined : workload;
    context.addJob(present({ kind: 'Workload', name, namespace, queueName, podSets, workload: held }));
  },
  toModel: ({ metadata, spec = {}, status = {} }, report) => {
    const { priorityClassRef: priorityClass } = spec;
    const { requeueState } = status;
    return present({
      name: metadata?.name ?? '',
      namespace: metadata?.namespace,
      uid: metadata?.uid,
      annotations: metadata?.annotations,
      labels: metadata?.labels,
      ownerReferences: metadata?.ownerReferences?.map(({ apiVersion = '', kind = '', name = '', uid }) =>
        present({ apiVersion, kind, name, uid }),
      ),
      generation: metadata?.generation,
      creationMs: timeMs(metadata?.creationTimestamp),
      queueName: spec.queueName,
      priority: spec.priority,
      priorityClass: priorityClass && {
        kind: priorityClass.kind ?? 'WorkloadPriorityClass',
        name: priorityClass.name ?? '',
      },
      isActive: spec.active,
      maximumExecutionTimeSeconds: spec.maximumExecutionTimeSeconds,
      preemptionGates: spec.preemptionGates?.map(({ name = '' }) => name),
      podSets: (spec.podSets ?? []).map(toPodSet),
      admission: status.admission && toAdmission(status.admission, ['status', 'admission'], report),
      conditions: status.conditions && toConditions(status.conditions),
      requeueState: requeueState && present({ count: requeueState.count, requeueAtMs: timeMs(requeueState.requeueAt) }),
      reclaimablePods:
        status.reclaimablePods &&
        Object.fromEntries(status.reclaimablePods.map(({ name = '', count = 0 }) => [name, count])),
      admissionChecks: status.admissionChecks && toAdmissionChecks(status.admissionChecks),
      unhealthyNodes: status.unhealthyNodes?.map(({ name = '' }) => name),
      evictions: status.schedulingStats?.evictions?.map(({ reason = '', underlyingCause = '', count = 0 }) => {
        return { reason, underlyingCause, count };
      }),
    });
  },
});

/** Does an admitted workload need another node for some of its pods? */
function hasFailedNode({ admission, unhealthyNodes = [] }: Workload): boolean {
  const isPlaced = admission?.podSetAssignments.some(({ topologyAssignment }) => topologyAssignment !== undefined);
  return unhealthyNodes.length > 0 && isPlaced === true;
}
