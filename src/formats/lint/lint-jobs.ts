import type { PodSetTopologyRequest, PodTemplate } from '../../model/index.ts';
import { toPodTemplate } from '../kubernetes/pod-template.ts';
import { below, type DocumentPath } from '../located-object.ts';
import type { DerivedJob } from '../manifests/derive-workloads.ts';
import { findField } from '../manifests/find-field.ts';
import { annotationsOfDraft } from '../manifests/framework/build-pod-sets.ts';
import { annotationOf, jobNameOf, namespaceOf, queueNameOf } from '../manifests/framework/labels.ts';
import type { CollectedJob } from '../manifests/job-collector.ts';
import type { JobSource } from '../manifests/job-kind.ts';
import type { BuiltPodSet, PodSetDraft } from '../manifests/job-object.ts';
import { type PodObject, podSetOf } from '../manifests/kinds/pod-object.ts';
import { ROLE_HASH_ANNOTATION } from '../manifests/kinds/role-hash.ts';

/** A job as lints see it. */
export interface LintJob {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Empty when it names none, and none is given to it. */
  readonly queueName: string;
  readonly at: DocumentPath;
  /** The manifest; undefined for a Workload. */
  readonly manifest?: DerivedJob;
  /** Is anything of it refused already? */
  readonly isRefused: boolean;
  /** None for the pods of a group beside its first: the group is told once. */
  readonly podSets: readonly LintPodSet[];
}

/** A pod set as lints see it. */
export interface LintPodSet {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number;
  readonly template: PodTemplate;
  readonly topologyRequest?: PodSetTopologyRequest;
  /** Topology annotations as they were written; none in a Workload. */
  readonly annotations: Readonly<Record<string, string>>;
  /** Where Kueue looks for them, below the job: `spec.template.metadata.annotations`. Empty in a Workload. */
  readonly annotationsField: string;
  /** Where these annotations stand, or the topology request of a Workload; as far as it is there. */
  readonly requestAt: DocumentPath;
  /** Where the pods' spec stands. */
  readonly specAt: DocumentPath;
}

/** All jobs and pending Workloads, in the order in which they were read. */
export function lintJobs(jobs: readonly CollectedJob[]): LintJob[] {
  const places = new Map<JobSource, CollectedJob>();
  for (const job of jobs) if (job.derived !== undefined) places.set(job.derived.source, job);
  return jobs.flatMap((job) => (job.derived === undefined ? ofWorkload(job) : [ofManifest(job.derived, places)]));
}

/** Where each manifest stands. */
type Places = ReadonlyMap<JobSource, DocumentPath>;

function ofManifest(derived: DerivedJob, places: Places): LintJob {
  const { kind, object, source, children } = derived;
  return {
    kind: kind.kind,
    name: jobNameOf(object),
    namespace: namespaceOf(object),
    queueName: queueNameOf(object),
    at: places.get(source) as DocumentPath,
    manifest: derived,
    isRefused: [derived, ...children].some((one) => one.errors.length > 0 || one.workloadErrors.length > 0),
    podSets: groupPodSets(derived, places) ?? ownPodSets(derived, places),
  };
}

function ownPodSets({ podSets, drafts, source }: DerivedJob, places: Places): LintPodSet[] {
  if ('error' in podSets || 'error' in drafts) return [];
  return podSets.podSets.map((podSet, index) => placedPodSet(podSet, drafts[index] as PodSetDraft, source, places));
}

/** Undefined for a job by itself. Each role stands where its first pod does. */
function groupPodSets({ source, reconciliation }: DerivedJob, places: Places): LintPodSet[] | undefined {
  if (reconciliation?.groupName === undefined) return undefined;
  const { members, workloads, podSets = workloads[0]?.spec.podSets ?? [] } = reconciliation;
  const [first] = members;
  if (first === undefined || first.source !== source) return [];
  return podSets.map((podSet) => {
    const pod = members.find(({ object }) => annotationOf(object, ROLE_HASH_ANNOTATION) === podSet.name) ?? first;
    return placedPodSet(podSet, podSetOf(pod.object as PodObject), pod.source, places);
  });
}

function placedPodSet(podSet: BuiltPodSet, draft: PodSetDraft, source: JobSource, places: Places): LintPodSet {
  const { name, count, minCount, topologyRequest } = podSet;
  const at = places.get(source) as DocumentPath;
  return {
    name,
    count,
    template: toPodTemplate(podSet.template),
    annotations: annotationsOfDraft(draft),
    annotationsField: draft.path,
    requestAt: below(at, ...findField(draft.path, source.object)),
    specAt: below(at, ...findField(specField(draft.path), source.object)),
    ...(minCount !== undefined && { minCount }),
    ...(topologyRequest && { topologyRequest }),
  };
}

/** `spec.template.metadata.annotations` → `spec.template.spec`, `spec.driver.annotations` → `spec.driver`. */
function specField(annotations: string): string {
  return annotations.replace(/metadata\.annotations$/, 'spec').replace(/\.annotations$/, '');
}

function ofWorkload({ document, path, manifests }: CollectedJob): LintJob[] {
  const at = { document, path };
  return manifests
    .filter(({ workload }) => workload === undefined)
    .map(({ kind, name, namespace = 'default', queueName = '', podSets }) => ({
      kind,
      name,
      namespace,
      queueName,
      at,
      isRefused: false,
      podSets: podSets.map((podSet, index) => ({
        annotations: {},
        annotationsField: '',
        requestAt: below(at, 'spec', 'podSets', index, 'topologyRequest'),
        specAt: below(at, 'spec', 'podSets', index, 'template', 'spec'),
        // Last: V8 takes microseconds to add a property to a spread object.
        ...podSet,
      })),
    }));
}
