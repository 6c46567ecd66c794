import * as z from 'zod';
import { always, flag, listMap, object, quantity, text } from '../../api-server/crd-schema.ts';
import { coreObject } from './core-object.ts';

/** Schema of a reference to an object of the pod's namespace, of which only the name is told. */
export const localReference: z.ZodType = object({ name: text.default('') });

/** Schema of `fieldRef`. */
export const fieldRef: z.ZodType = coreObject({ fieldPath: text }, { apiVersion: text });

/** Schema of `resourceFieldRef`. */
export const resourceFieldRef: z.ZodType = coreObject(
  { resource: text },
  { containerName: text, divisor: always(quantity, '0') },
);

const optionalReference = object({ name: text.default('') }, { optional: flag });
const keyReference = object({ name: text.default(''), key: always(text) }, { optional: flag });

const valueFrom = object(
  {},
  {
    configMapKeyRef: keyReference,
    fieldRef,
    fileKeyRef: object({
      key: always(text),
      optional: flag.default(false),
      path: always(text),
      volumeName: always(text),
    }),
    resourceFieldRef,
    secretKeyRef: keyReference,
  },
);

/** Schema of a container's `env`. */
export const env: z.ZodType = listMap(coreObject({ name: text }, { value: text, valueFrom }));

/** Schema of a container's `envFrom`. */
export const envFrom: z.ZodType = z.array(
  object({}, { configMapRef: optionalReference, prefix: text, secretRef: optionalReference }),
);
