import * as z from 'zod';
import { POD_GROUP_INDEX_LABEL, QUEUE_NAME_LABEL } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { DEFAULT_POD_SET_NAME } from '../../kubernetes/pod-sets.ts';
import { type PodSpecObject, podSpec } from '../../kubernetes/pod-template.ts';
import { answered, optional } from '../../schema.ts';
import { annotationOf, labelOf, SUSPENDING_PARENT_ANNOTATION } from '../framework/labels.ts';
import type { JobObject, PodSetDraft } from '../job-object.ts';
import { POD_GROUP_NAME } from './pod-group.ts';

const OTHER_STATUS =
  'observedGeneration conditions message reason nominatedNodeName hostIP hostIPs podIP podIPs startTime initContainerStatuses containerStatuses qosClass ephemeralContainerStatuses resize resourceClaimStatuses extendedResourceClaimStatus allocatedResources resources'.split(
    ' ',
  );

/** A pod, as somebody writes it or as `kubectl get pods -o json` prints it. */
export interface PodObject extends JobObject {
  readonly spec?: PodSpecObject | null | undefined;
  readonly status?: { readonly phase?: string | null | undefined } | null | undefined;
}

/** Schema of a pod. */
export const podSchema: z.ZodType<PodObject> = answered(() => ({
  ...TYPE_META,
  metadata: metadata(answered),
  spec: optional(podSpec(answered)),
  status: optional(answered(() => ({ phase: optional(z.string()) }), OTHER_STATUS)),
}));

/**
 * Is this pod still to be admitted, so that it is a job? It names a queue or a group, no node, has not started, and no
 * parent that is here as a job of its own.
 */
export function isPendingJob(pod: PodObject): boolean {
  const hasQueue = labelOf(pod, QUEUE_NAME_LABEL) !== undefined;
  const hasGroup = (labelOf(pod, POD_GROUP_NAME) ?? annotationOf(pod, POD_GROUP_NAME)) !== undefined;
  const isBound = Boolean(pod.spec?.nodeName);
  const isStarted = !['', 'Pending'].includes(pod.status?.phase ?? '');
  const isDeleted = (pod.metadata.deletionTimestamp ?? undefined) !== undefined;
  const isChild = annotationOf(pod, SUSPENDING_PARENT_ANNOTATION) !== undefined;
  return (hasQueue || hasGroup) && !isBound && !isStarted && !isDeleted && !isChild;
}

/** The pod set of one pod: its spec alone, placed by its annotations. */
export function podSetOf({ metadata, spec }: PodObject): PodSetDraft {
  return {
    name: DEFAULT_POD_SET_NAME,
    count: 1,
    template: { spec },
    annotations: metadata.annotations ?? {},
    path: 'metadata.annotations',
    labels: { podIndexLabel: POD_GROUP_INDEX_LABEL },
  };
}
