import type { FieldError, IndexLabels, PodSetTopologyRequest } from '../../model/index.ts';
import type { Metadata } from '../kubernetes/metadata.ts';
import type { PodTemplateObject } from '../kubernetes/pod-template.ts';

/** What every job has. Kinds read more of it, through their schema. */
export interface JobObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** One pod set as a kind lists it; names are lower-cased, topology requests built by the framework. */
export interface PodSetDraft {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number | undefined;
  /** What its pods look like; goes into the Workload whole. */
  readonly template: PodTemplateObject;
  /** What is asked of the topology, where that is not in the template. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  /** Where the annotations stand in the manifest, as errors name it: `spec.template.metadata.annotations`. */
  readonly path: string;
  /** What the kind adds to the topology request (manifests fact 24). */
  readonly labels?: IndexLabels;
}

/** One pod set as it stands in the Workload. */
export interface BuiltPodSet {
  readonly name: string;
  readonly count: number;
  readonly minCount?: number;
  readonly template: PodTemplateObject;
  readonly topologyRequest?: PodSetTopologyRequest;
}

/** Why pod sets cannot be made: Go's text. */
export interface BuildError {
  readonly error: string;
  /** What the cluster may well have, so that nothing is wrong. */
  readonly notGiven?: MissingObject;
}

/** An object that is named and stands in no file. */
export interface MissingObject {
  readonly kind: string;
  readonly name: string;
}

/** What a webhook refuses: a field, or only a text. */
export type WebhookError = FieldError | { readonly text: string };
