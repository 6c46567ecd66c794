import type { WorkloadPriorityClass } from '../../model/index.ts';
import { always, int32, object, text } from '../api-server/crd-schema.ts';
import { type KueueKind, kueueKind } from './kueue-kind.ts';
import { bounded } from './texts.ts';

const value = always(int32(), 0);

/** Kueue's WorkloadPriorityClass (kueue-quota §3.6, kueue-validation §3). */
export const workloadPriorityClassKind: KueueKind<WorkloadPriorityClass> = kueueKind({
  kind: 'WorkloadPriorityClass',
  isNamespaced: false,
  hasStatusSubresource: false,
  schema: object({ value }, { description: bounded(2048) }),
  schemaV1beta1: object({ value }, { description: text }),
  add: (model, { inputs }) => void inputs.workloadPriorityClasses.push(model),
  toModel: ({ metadata, value = 0 }) => ({ name: metadata?.name ?? '', value }),
});
