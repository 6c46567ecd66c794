import type * as z from 'zod';
import * as zod from 'zod';
import type { LabelSelector, LabelSelectorRequirement } from '../../model/index.ts';
import { always, object, text, textMap, texts } from '../api-server/crd-schema.ts';
import type { Loose } from '../api-server/loose.ts';
import { present } from '../schema.ts';

/** A Kubernetes label selector. */
export interface LabelSelectorObject {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values?: readonly string[];
  }[];
}

/** Schema of a label selector. */
export const labelSelector: z.ZodType<LabelSelectorObject> = object(
  {},
  {
    matchLabels: textMap,
    matchExpressions: zod.array(object({ key: always(text), operator: always(text) }, { values: texts })),
  },
);

/** A label selector for the model. */
export function toLabelSelector({ matchLabels, matchExpressions }: Loose<LabelSelectorObject>): LabelSelector {
  return present({
    matchLabels: matchLabels,
    matchExpressions: matchExpressions?.map(({ key = '', operator = '', values }) => {
      return present({ key, operator: operator as LabelSelectorRequirement['operator'], values });
    }),
  });
}
