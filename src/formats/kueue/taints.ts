import * as z from 'zod';
import { all, read } from '../api-server/cel-rule.ts';
import { always, dateTime, int64, object, text, withRules } from '../api-server/crd-schema.ts';
import type { TaintObject, TolerationObject } from '../kubernetes/taints.ts';

const EFFECTS: ReadonlySet<string> = new Set(['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
const EFFECT_MESSAGE = "supported taint effect values: 'NoSchedule', 'PreferNoSchedule', 'NoExecute'";
const OPERATORS: ReadonlySet<string> = new Set(['Equal', 'Exists']);

/** Schema of a list of taints, up to 8. */
export const nodeTaints: z.ZodType<TaintObject[]> = z
  .array(object({ key: always(text), effect: always(text) }, { timeAdded: dateTime, value: text }))
  .max(8);

/** The same with the rule that its effects are known. */
export const flavorTaints: z.ZodType<TaintObject[]> = withRules(nodeTaints, [
  { message: EFFECT_MESSAGE, holds: (taints) => taints.every(({ effect }) => EFFECTS.has(effect)) },
]);

/** Schema of a toleration, of which nothing is asked beside its types. */
export const toleration: z.ZodType<TolerationObject> = object(
  {},
  { effect: text, key: text, operator: text, tolerationSeconds: int64(), value: text },
);

/** Schema of the tolerations of a flavor or of an admission check. */
export const checkedTolerations: z.ZodType<TolerationObject[]> = withRules(z.array(toleration).max(8), [
  {
    message: "operator must be Exists when 'key' is empty, which means 'match all values and all keys'",
    holds: (tolerations) => all(tolerations, (x) => x.key !== undefined || read(x, 'operator') === 'Exists'),
  },
  {
    message: "effect must be 'NoExecute' when 'tolerationSeconds' is set",
    holds: (tolerations) =>
      all(tolerations, (x) => x.tolerationSeconds === undefined || read(x, 'effect') === 'NoExecute'),
  },
  {
    message: "supported toleration values: 'Equal'(default), 'Exists'",
    holds: (tolerations) => tolerations.every((x) => x.operator == null || OPERATORS.has(x.operator)),
  },
  {
    message: "a value must be empty when 'operator' is 'Exists'",
    holds: (tolerations) => tolerations.every((x) => x.operator !== 'Exists' || x.value === undefined),
  },
  {
    message: EFFECT_MESSAGE,
    holds: (tolerations) => tolerations.every((x) => x.effect == null || EFFECTS.has(x.effect)),
  },
]);
