import * as z from 'zod';
import { always, dateTime, flag, int64, object, text, textMap, texts } from './crd-schema.ts';
import { type Structure, structureOf } from './structure.ts';

/** What is read of a stored object's metadata. */
export interface StoredMetadata {
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
  readonly ownerReferences?: readonly StoredOwnerReference[];
}

/** Who a stored object belongs to. */
export interface StoredOwnerReference {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly name?: string;
  readonly uid?: string;
  readonly controller?: boolean;
  readonly blockOwnerDeletion?: boolean;
}

/** Schema of ObjectMeta. */
export const objectMeta: z.ZodType = object(
  {},
  {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: int64(),
    creationTimestamp: dateTime,
    deletionTimestamp: dateTime,
    deletionGracePeriodSeconds: int64(),
    labels: textMap,
    annotations: textMap,
    ownerReferences: z.array(
      object(
        {},
        {
          apiVersion: always(text),
          kind: always(text),
          name: always(text),
          uid: always(text),
          controller: flag,
          blockOwnerDeletion: flag,
        },
      ),
    ),
    finalizers: texts,
    managedFields: z.array(
      object(
        {},
        {
          manager: text,
          operation: text,
          apiVersion: text,
          time: dateTime,
          fieldsType: text,
          fieldsV1: z.unknown(),
          subresource: text,
        },
      ),
    ),
  },
);

/** ObjectMeta, as every top-level object has it. */
export const OBJECT_META: Structure = structureOf(objectMeta);
