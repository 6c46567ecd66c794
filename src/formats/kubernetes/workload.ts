import * as z from 'zod';
import type { PodSet, Workload } from '../../model/index.ts';
import { mistake } from '../finding.ts';
import { OBJECT_NAME } from '../names.ts';
import { answered, named, optional, present, written } from '../schema.ts';
import { admission, toAdmission } from './admission.ts';
import { type KindContext, type KindReader, kindReader } from './kind-reader.ts';
import { namedMetadata, qualifiedName, TYPE_META } from './metadata.ts';
import { podSets, toPodSet } from './pod-sets.ts';

const OTHER_SPEC = [
  'priorityClassName',
  'priorityClassSource',
  'priorityClassRef',
  'priority',
  'active',
  'maximumExecutionTimeSeconds',
  'preemptionGates',
];
const OTHER_STATUS = [
  'conditions',
  'requeueState',
  'reclaimablePods',
  'admissionChecks',
  'resourceRequests',
  'accumulatedPastExecutionTimeSeconds',
  'schedulingStats',
  'nominatedClusterNames',
  'clusterName',
];

const schema = written({
  ...TYPE_META,
  metadata: namedMetadata(written),
  spec: written({ queueName: optional(named(OBJECT_NAME)), podSets: podSets(written) }, OTHER_SPEC),
  status: optional(
    answered(
      {
        admission: optional(admission),
        unhealthyNodes: optional(z.array(answered({ name: named(OBJECT_NAME) }))),
      },
      OTHER_STATUS,
    ),
  ),
});

type WorkloadObject = z.output<typeof schema>;

/** Kueue's Workload. It is a job too where it asks for a place: without an admission, or with nodes that failed. */
export const workloadReader: KindReader = kindReader({
  kind: 'Workload',
  apiVersions: ['kueue.x-k8s.io/v1beta2', 'kueue.x-k8s.io/v1beta1'],
  schema,
  add(object, context) {
    const podSets = object.spec.podSets.map(toPodSet);
    const areNamesUnique = checkNames(podSets, context);
    const workload = toWorkload(object, podSets, context);
    if (!areNamesUnique || workload === undefined || !context.claim(qualifiedName(object.metadata))) return;
    context.inputs.workloads.push(workload);
    const { name, namespace, queueName, admission } = workload;
    if (admission !== undefined && !hasFailedNode(workload)) return;
    const held = admission === undefined ? undefined : workload;
    context.addJob(present({ kind: 'Workload', name, namespace, queueName, podSets, workload: held }));
  },
});

/** Does an admitted workload need another node for some of its pods? */
function hasFailedNode({ admission, unhealthyNodes = [] }: Workload): boolean {
  const isPlaced = admission?.podSetAssignments.some(({ topologyAssignment }) => topologyAssignment !== undefined);
  return unhealthyNodes.length > 0 && isPlaced === true;
}

function toWorkload({ metadata, spec, status }: WorkloadObject, podSets: PodSet[], context: KindContext) {
  const decoded = status?.admission
    ? toAdmission(status.admission, [...context.path, 'status', 'admission'])
    : undefined;
  if (decoded !== undefined && 'findings' in decoded) {
    for (const finding of decoded.findings) context.report(finding);
    return undefined;
  }
  const workload: Workload = present({
    name: metadata.name,
    namespace: metadata.namespace,
    uid: metadata.uid,
    annotations: metadata.annotations,
    labels: metadata.labels,
    ownerReferences: metadata.ownerReferences?.map(({ apiVersion, kind, name, uid }) =>
      present({ apiVersion, kind, name, uid }),
    ),
    queueName: spec.queueName,
    podSets,
    admission: decoded?.admission,
    unhealthyNodes: status?.unhealthyNodes?.map((node) => node.name),
  });
  return workload;
}

function checkNames(podSets: readonly PodSet[], context: KindContext): boolean {
  const names = new Set<string>();
  podSets.forEach(({ name }, index) => {
    if (names.has(name)) {
      const path = [...context.path, 'spec', 'podSets', index, 'name'];
      context.report(mistake('duplicate', path, `pod set "${name}" stands here a second time; give it another name`));
    }
    names.add(name);
  });
  return names.size === podSets.length;
}
