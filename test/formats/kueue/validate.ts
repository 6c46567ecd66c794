import type { JsonObject } from '../../../src/formats/kueue/kueue-kind.ts';
import {
  type ObjectRequest,
  type ValidatedObject,
  validateKueueObject,
} from '../../../src/formats/kueue/validate-object.ts';
import { resolveFeatureGates } from '../../../src/model/index.ts';

/** An object of Kueue's, v1beta2, named `x`. */
export function kueueObject(kind: string, spec?: unknown, more: object = {}): JsonObject {
  const object = { apiVersion: 'kueue.x-k8s.io/v1beta2', kind, metadata: { name: 'x' }, ...more };
  return spec === undefined ? object : { ...object, spec };
}

/** What became of an object, some gates being otherwise than by default. */
export function validate(
  object: JsonObject,
  op: ObjectRequest['op'] = 'create',
  gates: Readonly<Record<string, boolean>> = {},
): ValidatedObject {
  return validateKueueObject(object, { op, gates: resolveFeatureGates(gates) });
}

/** Texts of all errors, less the one that says that rules went unchecked; empty where the object was accepted. */
export function errorTexts(...request: Parameters<typeof validate>): string[] {
  const texts = validate(...request).errors.map(({ text }) => text);
  return texts.filter((text) => !text.includes('some validation rules were not checked'));
}

/** One resource group: resources of one flavor, `nominalQuota` 1 where nothing else is said. */
export function group(flavor: string, resources: Readonly<Record<string, object>>): object {
  return {
    coveredResources: Object.keys(resources),
    flavors: [
      {
        name: flavor,
        resources: Object.entries(resources).map(([name, more]) => ({ name, nominalQuota: '1', ...more })),
      },
    ],
  };
}
