import { buildTopologyRequest, unreadableTopologyAnnotation } from '../../../model/index.ts';
import type { PodTemplateObject } from '../../kubernetes/pod-template.ts';
import { present } from '../../schema.ts';
import type { JobContext, Reconciliation } from '../job-kind.ts';
import type { BuildError, BuiltPodSet, PodSetDraft } from '../job-object.ts';
import type { Texts } from './labels.ts';

/** Pod sets as they go into a Workload, or Go's text for the first annotation that cannot be read. */
export type BuiltPodSets = { readonly podSets: readonly BuiltPodSet[] } | BuildError;

/** Finishes what a kind lists: names in small letters, topology requests, each environment variable once. */
export function buildPodSets(drafts: readonly PodSetDraft[] | BuildError, { gates }: JobContext): BuiltPodSets {
  if ('error' in drafts) return drafts;
  const podSets: BuiltPodSet[] = [];
  for (const draft of drafts) {
    const annotations = annotationsOfDraft(draft);
    const error = unreadableTopologyAnnotation(annotations, gates);
    if (error !== undefined) return { error };
    podSets.push(
      present({
        name: draft.name.toLowerCase(),
        count: draft.count,
        minCount: gates.PartialAdmission ? draft.minCount : undefined,
        template: withoutRepeatedVariables(draft.template),
        topologyRequest: buildTopologyRequest(annotations, draft.labels ?? {}, gates),
      }),
    );
  }
  return { podSets };
}

/** What comes of a job whose pod sets cannot be made. */
export function podSetsFailure({ error, notGiven }: BuildError): Pick<Reconciliation, 'reason' | 'error' | 'notGiven'> {
  return notGiven === undefined ? { reason: 'failed', error } : { reason: 'not-given', notGiven };
}

/** What a pod set asks of the topology. */
export function annotationsOfDraft({ annotations, template }: PodSetDraft): Texts {
  return annotations ?? template.metadata?.annotations ?? {};
}

/** A variable given several times keeps its first place and its last value: Workloads take each name once. */
function withoutRepeatedVariables(template: PodTemplateObject): PodTemplateObject {
  const { spec } = template;
  if (!spec) return template;
  const { containers, initContainers } = spec;
  const isRepeated = [...(containers ?? []), ...(initContainers ?? [])].some((container) => repeats(envOf(container)));
  if (!isRepeated) return template;
  const cleaned = {
    ...(containers && { containers: containers.map(cleanContainer) }),
    ...(initContainers && { initContainers: initContainers.map(cleanContainer) }),
  };
  return { ...template, spec: { ...spec, ...cleaned } };
}

/** `env` plays no part in scheduling, so the schemas let any value through. */
function envOf(container: object): readonly { readonly name?: unknown }[] {
  const { env } = container as { readonly env?: unknown };
  const isList = Array.isArray(env) && env.every((variable) => typeof variable === 'object' && variable !== null);
  return isList ? env : [];
}

function repeats(env: readonly { readonly name?: unknown }[]): boolean {
  return env.length > 1 && new Set(env.map(({ name }) => name)).size < env.length;
}

function cleanContainer<C extends object>(container: C): C {
  const env = envOf(container);
  return repeats(env) ? { ...container, env: [...new Map(env.map((item) => [item.name, item])).values()] } : container;
}
