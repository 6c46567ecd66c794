import { labelKeyErrors, labelValueErrors } from '../../../model/index.ts';
import type { ApiError } from '../../api-server/api-error.ts';
import { labelErrors } from '../../api-server/validate-metadata.ts';
import type { Path } from '../../path.ts';
import { present } from '../../schema.ts';
import { withFinalizer } from './finalizer.ts';
import { invalids, type KueueWebhook, refusal } from './webhook.ts';

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}

interface FlavorSpec {
  readonly nodeLabels?: Readonly<Record<string, string>>;
  readonly nodeTaints?: readonly Taint[];
  readonly tolerations?: readonly { readonly key?: string }[];
}

/** Kueue's say on a ResourceFlavor (kueue-validation §2). */
export const resourceFlavorWebhook: KueueWebhook = {
  name: 'resourceflavor',
  mutate: withFinalizer,
  validate: (object) => {
    const { nodeLabels = {}, nodeTaints = [], tolerations = [] } = (object.spec ?? {}) as FlavorSpec;
    return [
      ...labelErrors(nodeLabels, ['spec', 'nodeLabels'], 'webhook'),
      ...taintErrors(nodeTaints, ['spec', 'nodeTaints']),
      ...tolerationErrors(tolerations, ['spec', 'tolerations']),
    ];
  },
};

/** Keys of tolerations; the rest is up to rules of the schema. */
export function tolerationErrors(
  tolerations: readonly { readonly key?: string | null | undefined }[],
  path: Path,
): ApiError[] {
  return tolerations.flatMap(({ key }, index) =>
    key ? invalids([...path, index, 'key'], key, labelKeyErrors(key)) : [],
  );
}

function taintErrors(taints: readonly Taint[], path: Path): ApiError[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, index) => {
    const { key, value = '', effect } = taint;
    const valueErrors = labelValueErrors(value);
    const errors = [
      ...invalids([...path, index, 'key'], key, labelKeyErrors(key)),
      ...(valueErrors.length === 0 ? [] : invalids([...path, index, 'value'], value, [valueErrors.join(';')])),
    ];
    const pair = JSON.stringify([key, effect]);
    if (!seen.has(pair)) {
      seen.add(pair);
      return errors;
    }
    const message = 'taints must be unique by key and effect pair';
    return [...errors, refusal([...path, index], { type: 'FieldValueDuplicate', value: shownTaint(taint), message })];
  });
}

/** As Go prints it: in its order of fields, without empty ones. */
function shownTaint({ key, value, effect, timeAdded }: Taint): object {
  return present({ key, value: value || undefined, effect, timeAdded });
}
