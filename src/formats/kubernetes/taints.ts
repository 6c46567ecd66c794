import * as z from 'zod';
import type { Taint, Toleration } from '../../model/index.ts';
import type { Loose } from '../api-server/loose.ts';
import { LABEL_KEY, LABEL_VALUE, type NameRule } from '../names.ts';
import { named, type ObjectPolicy, oneOf, optional, present } from '../schema.ts';

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

/** A taint as a node or a flavor has it. */
export interface TaintObject {
  readonly key: string;
  readonly value?: string | null | undefined;
  readonly effect: string;
}

/** A toleration as a pod or a flavor has it. */
export interface TolerationObject {
  readonly key?: string | null | undefined;
  readonly operator?: string | null | undefined;
  readonly value?: string | null | undefined;
  readonly effect?: string | null | undefined;
  readonly tolerationSeconds?: number | null | undefined;
}

const EMPTY_OR_KEY: NameRule = { ...LABEL_KEY, matches: (name) => name === '' || LABEL_KEY.matches(name) };

/** Schema of a list of taints. */
export function taints(policy: ObjectPolicy): z.ZodType<TaintObject[]> {
  return z.array(
    policy(
      () => ({ key: named(LABEL_KEY), value: optional(named(LABEL_VALUE)), effect: oneOf(EFFECTS) }),
      ['timeAdded'],
    ),
  );
}

/** Schema of a list of tolerations. */
export function tolerations(policy: ObjectPolicy): z.ZodType<TolerationObject[]> {
  return z.array(
    policy(() => ({
      key: optional(named(EMPTY_OR_KEY)),
      operator: optional(oneOf(['', 'Exists', 'Equal', 'Lt', 'Gt'])),
      value: optional(z.string()),
      effect: optional(oneOf(['', ...EFFECTS])),
      tolerationSeconds: optional(z.number().int()),
    })),
  );
}

/** Taints for the model. */
export function toTaints(read: readonly Loose<TaintObject>[]): Taint[] {
  return read.map(({ key = '', value, effect = '' }) => present({ key, value, effect }));
}

/** Tolerations for the model. An empty operator is the default one. */
export function toTolerations(read: readonly Loose<TolerationObject>[]): Toleration[] {
  return read.map(({ key, operator, value, effect, tolerationSeconds }) =>
    present({ key, operator: operator === '' ? undefined : operator, value, effect, tolerationSeconds }),
  );
}
