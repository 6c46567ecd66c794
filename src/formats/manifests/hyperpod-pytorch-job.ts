import * as z from 'zod';
import { type PodSet, QUEUE_NAME_LABEL } from '../../model/index.ts';
import { mistake } from '../finding.ts';
import { type KindContext, type KindReader, kindReader } from '../kubernetes/kind-reader.ts';
import { metadata, TYPE_META } from '../kubernetes/metadata.ts';
import { podTemplate, toPodTemplate } from '../kubernetes/pod-template.ts';
import { DNS_LABEL_NAME } from '../names.ts';
import { answered, count, named, optional, present, written } from '../schema.ts';
import { claimJobName } from './job-name.ts';
import { readTopologyRequest } from './topology-annotations.ts';

const OTHER_SPEC = ['nprocPerNode', 'runPolicy', 'elasticPolicy', 'logMonitoringConfiguration'];
const OTHER_REPLICA = ['spares', 'maxReplicas', 'minReplicas', 'restartPolicy'];

const replicaSpec = answered(
  { name: named(DNS_LABEL_NAME), replicas: optional(count()), template: podTemplate(written) },
  OTHER_REPLICA,
);

type ReplicaSpec = z.output<typeof replicaSpec>;

/**
 * Job of the HyperPod training operator: one pod set per entry of `replicaSpecs`.
 *
 * The operator and the full list of its fields are not public, so unknown fields of its own are passed over unless they
 * look like a mistyped one.
 */
export const hyperPodPyTorchJobReader: KindReader = kindReader({
  kind: 'HyperPodPyTorchJob',
  apiVersions: ['sagemaker.amazonaws.com/v1'],
  schema: written(
    {
      ...TYPE_META,
      metadata: metadata(written),
      spec: answered({ replicaSpecs: z.array(replicaSpec).min(1) }, OTHER_SPEC),
    },
    ['status'],
  ),
  add({ metadata, spec }, context) {
    const podSets = spec.replicaSpecs.map((replica, index) => toPodSet(replica, index, context));
    const areNamesUnique = checkNames(spec.replicaSpecs, context);
    const name = claimJobName(metadata, context);
    if (name === undefined || !areNamesUnique || podSets.includes(undefined)) return;
    const { namespace } = metadata;
    const queueName = metadata.labels?.[QUEUE_NAME_LABEL];
    context.addJob(present({ kind: 'HyperPodPyTorchJob', name, namespace, queueName, podSets: podSets as PodSet[] }));
  },
});

function toPodSet({ name, replicas, template }: ReplicaSpec, index: number, context: KindContext): PodSet | undefined {
  const podSetCount = replicas ?? 1;
  const annotations = template.metadata?.annotations ?? {};
  const path = [...context.path, 'spec', 'replicaSpecs', index, 'template', 'metadata', 'annotations'];
  const topologyRequest = readTopologyRequest({ annotations, path, podSetCount }, context);
  if (topologyRequest === false) return undefined;
  return present({ name, count: podSetCount, template: toPodTemplate(template), topologyRequest });
}

function checkNames(replicaSpecs: readonly ReplicaSpec[], context: KindContext): boolean {
  const names = new Set<string>();
  replicaSpecs.forEach(({ name }, index) => {
    if (names.has(name)) {
      const path = [...context.path, 'spec', 'replicaSpecs', index, 'name'];
      context.report(mistake('duplicate', path, `replica "${name}" stands here a second time; give it another name`));
    }
    names.add(name);
  });
  return names.size === replicaSpecs.length;
}
