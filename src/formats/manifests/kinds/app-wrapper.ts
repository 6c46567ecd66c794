import * as z from 'zod';
import { parseGoInt, printable } from '../../../base/index.ts';
import type { IndexLabels } from '../../../model/index.ts';
import { metadata, TYPE_META } from '../../kubernetes/metadata.ts';
import { type Path, pathOf } from '../../path.ts';
import { annotations, answered, count, type OwnProblem, optional, present, ruled } from '../../schema.ts';
import { createErrors } from '../framework/create-errors.ts';
import { jobNameOf } from '../framework/labels.ts';
import { SPEC_SUSPENSION, specDelegation } from '../framework/spec-fields.ts';
import { defineJobKind, type JobKind } from '../job-kind.ts';
import type { BuildError, PodSetDraft } from '../job-object.ts';
import { recordAtPath } from './component-path.ts';
import {
  type ComponentPodSet,
  inferPodSets,
  POD_INDEX_ANNOTATION,
  SUB_GROUP_COUNT_ANNOTATION,
  SUB_GROUP_INDEX_ANNOTATION,
} from './component-pod-sets.ts';
import { componentTemplate, podSpecFindings } from './component-template.ts';

const podSet = answered(() => ({
  path: z.string(),
  replicas: optional(count()),
  annotations: optional(annotations),
}));

const component = answered(
  () => ({
    annotations: optional(annotations),
    podSets: optional(z.array(podSet)),
    template: answered(() => ({ apiVersion: z.string(), kind: z.string() }), ['metadata', 'spec']),
  }),
  ['podSetInfos'],
);

type Component = z.output<typeof component>;

const componentStatus = answered(
  () => ({ podSets: optional(z.array(podSet)) }),
  ['name', 'kind', 'apiVersion', 'conditions'],
);

const schema = answered(() => ({
  ...TYPE_META,
  metadata: metadata(answered),
  spec: answered(() => ({
    components: z.array(ruled(component, componentProblems)),
    suspend: optional(z.boolean()),
    managedBy: optional(z.string()),
  })),
  status: optional(
    answered(
      () => ({ componentStatus: optional(z.array(componentStatus)) }),
      ['phase', 'resettingCount', 'conditions'],
    ),
  ),
}));

type AppWrapper = z.output<typeof schema>;

/**
 * Any objects held back together: the pod sets of all of them, numbered through. Pods are found by the kind of an object,
 * or where the author says; topology annotations are not checked before a workload is made.
 * @see manifests facts 21, 33
 */
export const appWrapperKind: JobKind = defineJobKind({
  kind: 'AppWrapper',
  group: 'workload.codeflare.dev',
  versions: ['v1beta2'],
  framework: 'workload.codeflare.dev/appwrapper',
  schema,
  canBePrebuilt: true,
  suspension: SPEC_SUSPENSION,
  delegation: specDelegation('workload.codeflare.dev/appwrapper-controller'),
  validate: (wrapper, context) => createErrors(appWrapperKind, wrapper, context),
  podSets: podSetsOf,
});

function podSetsOf(wrapper: AppWrapper): readonly PodSetDraft[] | BuildError {
  const { components } = wrapper.spec;
  const known = wrapper.status?.componentStatus ?? [];
  const drafts: PodSetDraft[] = [];
  const lists = components.map((entry, index) =>
    known.length === components.length ? (known[index]?.podSets ?? []) : componentPodSets(entry),
  );
  for (const [index, podSets] of lists.entries()) {
    if ('error' in podSets) return podSets;
    for (const podSet of podSets) {
      const template = componentTemplate(components[index]?.template, podSet.path);
      // As in AppWrapper itself a path that leads nowhere is passed over; its own webhook refuses such a path.
      if ('error' in template) continue;
      drafts.push({
        name: `${jobNameOf(wrapper)}-${drafts.length}`,
        count: podSet.replicas ?? 1,
        template,
        path: `spec.components[${index}].${podSet.path}.metadata.annotations`,
        labels: labelsOf(podSet),
      });
    }
  }
  return drafts;
}

/** What the author declares wins over what is found. */
function componentPodSets({ podSets, template }: Component): readonly ComponentPodSet[] | BuildError {
  return podSets && podSets.length > 0 ? podSets : inferPodSets(template);
}

function labelsOf({ annotations }: ComponentPodSet): IndexLabels {
  const texts = new Map(Object.entries(annotations ?? {}));
  const parsed = parseGoInt(texts.get(SUB_GROUP_COUNT_ANNOTATION) ?? '');
  return present({
    podIndexLabel: texts.get(POD_INDEX_ANNOTATION),
    subGroupIndexLabel: texts.get(SUB_GROUP_INDEX_ANNOTATION),
    subGroupCount: 'value' in parsed ? Number(BigInt.asIntN(32, parsed.value)) : undefined,
  });
}

/** What is wrong with the pods of a component, which no schema reaches. */
function* componentProblems(entry: Component): Iterable<OwnProblem & { readonly path: Path }> {
  const podSets = componentPodSets(entry);
  if ('error' in podSets) {
    yield notFound(['template'], podSets.error);
    return;
  }
  const isDeclared = podSets === entry.podSets;
  for (const [index, { path, replicas }] of podSets.entries()) {
    const found = recordAtPath(entry.template, path);
    if ('error' in found) yield notFound(isDeclared ? ['podSets', index, 'path'] : ['template'], found.error);
    else {
      const at = [...pathOf(path), 'spec'];
      for (const { path: inner, ...problem } of podSpecFindings(found.value.spec)) {
        yield { ...problem, path: [...at, ...inner] };
      }
    }
    if ((replicas ?? 1) < 0) yield { code: 'out-of-range', path: ['template'], message: 'asks for fewer than no pods' };
  }
}

function notFound(path: Path, error: string): OwnProblem & { readonly path: Path } {
  return { code: 'not-found', path, message: `no pods are found: ${printable(error)}` };
}
