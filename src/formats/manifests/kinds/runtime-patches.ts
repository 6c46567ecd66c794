import * as z from 'zod';
import { metadata } from '../../kubernetes/metadata.ts';
import { nodeAffinity } from '../../kubernetes/node-affinity.ts';
import { tolerations } from '../../kubernetes/taints.ts';
import { answered, labels, optional, written } from '../../schema.ts';
import type { ReplicatedJob } from './job-set.ts';
import { fields, listBy, type Merge, merged, replaced, replacedList } from './strategic-merge.ts';

/** One of a TrainJob's `runtimePatches`, as far as it is looked into. */
export interface RuntimePatch {
  readonly manager: string;
  readonly trainingRuntimeSpec?: Maybe<{
    readonly template?: Maybe<{ readonly spec?: Maybe<{ readonly replicatedJobs?: Maybe<readonly object[]> }> }>;
  }>;
}

type Maybe<T> = T | null | undefined;

const containers = optional(z.array(written(() => ({ name: z.string() }), ['env', 'volumeMounts', 'securityContext'])));

const podSpecPatch = written(
  () => ({
    containers,
    initContainers: containers,
    nodeSelector: optional(labels),
    affinity: optional(
      written(() => ({ nodeAffinity: optional(nodeAffinity(written)) }), ['podAffinity', 'podAntiAffinity']),
    ),
    tolerations: optional(tolerations(written)),
    schedulingGates: optional(z.array(written(() => ({ name: z.string() })))),
  }),
  ['serviceAccountName', 'volumes', 'imagePullSecrets', 'securityContext', 'terminationGracePeriodSeconds'],
);

const podTemplatePatch = written(() => ({ metadata: optional(metadata(answered)), spec: optional(podSpecPatch) }));

const jobTemplatePatch = written(() => ({
  metadata: optional(metadata(answered)),
  spec: optional(written(() => ({ template: optional(podTemplatePatch) }))),
}));

const jobSetPatch = written(() => ({
  replicatedJobs: optional(z.array(written(() => ({ name: z.string(), template: optional(jobTemplatePatch) })))),
}));

/** Schema of a patch: only what may be patched is let through. */
export const runtimePatch: z.ZodType<RuntimePatch> = written(
  () => ({
    manager: z.string(),
    trainingRuntimeSpec: optional(
      written(() => ({
        template: optional(written(() => ({ metadata: optional(metadata(answered)), spec: optional(jobSetPatch) }))),
      })),
    ),
  }),
  ['time'],
);

const mergeMetadata: Merge = fields({ labels: merged, annotations: merged });

const mergeContainers: Merge = listBy(
  'name',
  fields({
    name: replaced,
    env: listBy('name', merged),
    volumeMounts: listBy('mountPath', merged),
    securityContext: merged,
  }),
);

const mergePodSpec: Merge = fields({
  serviceAccountName: replaced,
  volumes: listBy('name', merged),
  initContainers: mergeContainers,
  containers: mergeContainers,
  imagePullSecrets: listBy('name', merged),
  securityContext: merged,
  nodeSelector: merged,
  affinity: merged,
  tolerations: replacedList,
  schedulingGates: listBy('name', merged),
  terminationGracePeriodSeconds: replaced,
});

const mergeTemplate: Merge = fields({
  metadata: mergeMetadata,
  spec: fields({ template: fields({ metadata: mergeMetadata, spec: mergePodSpec }) }),
});

const mergeJobs: Merge = listBy('name', fields({ name: replaced, template: mergeTemplate }));

/**
 * The replicated jobs of a runtime with the patches of a TrainJob, one after the other, in the runtime's order. A job that
 * only a patch names has no pods.
 *
 * Patches are strategic merges as an API server does them: maps by key, containers and environment by name, tolerations as
 * a whole.
 * @see manifests fact 20
 */
export function withRuntimePatches(
  jobs: readonly ReplicatedJob[],
  patches: readonly RuntimePatch[],
): readonly ReplicatedJob[] {
  const order = new Map(jobs.map(({ name }, index) => [name, index]));
  let patched: unknown = jobs;
  for (const { trainingRuntimeSpec } of patches) {
    const replicatedJobs = trainingRuntimeSpec?.template?.spec?.replicatedJobs;
    if (replicatedJobs) patched = mergeJobs(patched, replicatedJobs);
  }
  return (patched as readonly PatchedJob[])
    .map((job) => (order.has(job.name) ? (job as ReplicatedJob) : withoutPods(job)))
    .toSorted((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
}

type PatchedJob = Pick<ReplicatedJob, 'name'> & { readonly template?: Partial<ReplicatedJob['template']> };

function withoutPods({ name, template }: PatchedJob): ReplicatedJob {
  const spec = { ...template?.spec, template: template?.spec?.template ?? {} };
  return { name, replicas: 0, template: { ...template, spec } };
}
