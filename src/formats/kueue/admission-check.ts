import type * as z from 'zod';
import type { AdmissionCheck } from '../../model/index.ts';
import { always, int64, object, text, withGoPattern, withRules } from '../api-server/crd-schema.ts';
import { present } from '../schema.ts';
import { conditionHolds, conditions, conditionsV1beta1, toConditions } from './conditions.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { bounded, dnsLabel, subdomain } from './texts.ts';

const controllerRules = [
  { message: 'field is immutable', isTransition: true as const, holds: (self: string, old: string) => self === old },
];
/** Letters of any case: Go folds two that are beyond ASCII to `s` and `k`. */
const kindPattern = /^[A-Za-z\u017f\u212a]([-A-Za-z0-9\u017f\u212a]*[A-Za-z0-9\u017f\u212a])?$/;

/** A kind; Go writes the pattern with a flag of its own. */
function kindName(minLength?: number): z.ZodString {
  return withGoPattern(bounded(63, minLength).regex(kindPattern), '^(?i)[a-z]([-a-z0-9]*[a-z0-9])?$');
}

const parameters = object({ apiGroup: subdomain.min(1), kind: kindName(1), name: dnsLabel.min(1) });

/** Kueue's AdmissionCheck (kueue-quota §3.7, kueue-validation §3). */
export const admissionCheckKind: KueueKind<AdmissionCheck> = kueueKind({
  kind: 'AdmissionCheck',
  isNamespaced: false,
  hasStatusSubresource: true,
  schema: object(
    {},
    {
      spec: object({ controllerName: always(withRules(bounded(253, 1), controllerRules)) }, { parameters }),
      status: object({}, { conditions }),
    },
  ),
  schemaV1beta1: object(
    {},
    {
      spec: object(
        { controllerName: always(withRules(text, controllerRules)), retryDelayMinutes: int64().default(15) },
        { parameters: object({ apiGroup: subdomain, kind: kindName(), name: dnsLabel }) },
      ),
      status: object({}, { conditions: conditionsV1beta1 }),
    },
  ),
  add: (model, { inputs }) => void inputs.admissionChecks.push(model),
  toModel: ({ metadata, spec, status }) =>
    present({
      name: metadata?.name ?? '',
      controllerName: spec?.controllerName ?? '',
      isActive: conditionHolds(toConditions(status?.conditions ?? []), 'Active'),
    }),
});
