import * as z from 'zod';
import { oncePer } from '../../base/index.ts';
import { DNS_LABEL_NAME, type NameRule, OBJECT_NAME } from '../names.ts';
import { annotations, labels, named, type ObjectPolicy, optional } from '../schema.ts';

/** Fields of ObjectMeta that play no part here. */
const OTHER_METADATA = [
  'selfLink',
  'resourceVersion',
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'clusterName',
  'initializers',
] as const;

/** Keys of every top-level object; `apiVersion` and `kind` are checked before its reader is chosen. */
export const TYPE_META: { readonly apiVersion: z.ZodString; readonly kind: z.ZodString } = {
  apiVersion: z.string(),
  kind: z.string(),
};

/** What is read of an object's metadata. */
export interface Metadata {
  readonly name?: string | null | undefined;
  readonly generateName?: string | null | undefined;
  readonly namespace?: string | null | undefined;
  readonly uid?: string | null | undefined;
  readonly generation?: number | null | undefined;
  readonly finalizers?: readonly string[] | null | undefined;
  readonly labels?: Record<string, string> | null | undefined;
  readonly annotations?: Record<string, string> | null | undefined;
  readonly deletionTimestamp?: unknown;
  readonly ownerReferences?: readonly OwnerReferenceObject[] | null | undefined;
}

/** Who an object belongs to. */
export interface OwnerReferenceObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid?: string | null | undefined;
  /** Is it the one that manages the object? */
  readonly controller?: boolean | null | undefined;
}

/** Schema of `metadata`; the name is looked at by {@link namedMetadata}. */
export const metadata: (policy: ObjectPolicy) => z.ZodType<Metadata> = oncePer((policy) =>
  policy(
    () => ({
      name: optional(named(OBJECT_NAME)),
      generateName: optional(named(GENERATED_NAME)),
      namespace: optional(named(DNS_LABEL_NAME)),
      uid: optional(z.string()),
      generation: optional(z.number().int()),
      finalizers: optional(z.array(z.string())),
      labels: optional(labels),
      annotations: optional(annotations),
      deletionTimestamp: z.unknown().optional(),
      ownerReferences: optional(z.array(ownerReference(policy))),
    }),
    OTHER_METADATA,
  ),
);

/** Schema of `metadata` where `name` must be there. */
export const namedMetadata: (policy: ObjectPolicy) => z.ZodType<Metadata & { readonly name: string }> = oncePer(
  (policy) =>
    metadata(policy).check(({ value, issues }) => {
      if (value.name !== undefined && value.name !== null) return;
      issues.push({ code: 'invalid_type', expected: 'string', input: undefined, path: ['name'], continue: true });
    }) as never,
);

/** `ns/name`, or the name alone where there is no namespace. */
export function qualifiedName({ namespace, name }: Metadata & { readonly name: string }): string {
  return namespace === undefined || namespace === null || namespace === '' ? name : `${namespace}/${name}`;
}

/** A prefix that the server completes; it may end in `-` or `.`. */
const GENERATED_NAME: NameRule = { ...OBJECT_NAME, matches: (name) => OBJECT_NAME.matches(`${name}x`) };

function ownerReference(policy: ObjectPolicy): z.ZodType<OwnerReferenceObject> {
  return policy(
    () => ({
      apiVersion: z.string(),
      kind: z.string(),
      name: named(OBJECT_NAME),
      uid: optional(z.string()),
      controller: optional(z.boolean()),
    }),
    ['blockOwnerDeletion'],
  );
}
