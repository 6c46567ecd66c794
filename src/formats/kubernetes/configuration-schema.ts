import * as z from 'zod';
import { parseGoDuration, type Quantity } from '../../base/index.ts';
import type { PreemptionStrategy } from '../../model/index.ts';
import { shown } from '../path.ts';
import {
  count,
  labels,
  type ObjectPolicy,
  type OwnProblem,
  oneOf,
  optional,
  plainMap,
  ruled,
  signedQuantity,
} from '../schema.ts';

type Maybe<T> = T | null | undefined;

/** The parts of Kueue's `Configuration` that decide something, as they are written; durations are texts of Go. */
export interface ConfigurationObject {
  readonly fairSharing?: Maybe<{
    /** v1beta1 only. */
    readonly enable?: Maybe<boolean>;
    readonly preemptionStrategies?: Maybe<readonly PreemptionStrategy[]>;
  }>;
  readonly admissionFairSharing?: Maybe<{
    readonly usageHalfLifeTime?: Maybe<string>;
    readonly usageSamplingInterval?: Maybe<string>;
    readonly resourceWeights?: Maybe<Record<string, number>>;
  }>;
  readonly waitForPodsReady?: Maybe<WaitForPodsReadyObject>;
  readonly resources?: Maybe<ResourcesObject>;
  readonly manageJobsWithoutQueueName?: Maybe<boolean>;
  readonly managedJobsNamespaceSelector?: Maybe<SelectorObject>;
  readonly integrations?: Maybe<{
    readonly frameworks?: Maybe<readonly string[]>;
    readonly labelKeysToCopy?: Maybe<readonly string[]>;
  }>;
}

export interface WaitForPodsReadyObject {
  /** v1beta1 only. */
  readonly enable?: Maybe<boolean>;
  readonly timeout?: Maybe<string>;
  readonly recoveryTimeout?: Maybe<string>;
  readonly blockAdmission?: Maybe<boolean>;
  readonly requeuingStrategy?: Maybe<{
    readonly timestamp?: Maybe<'Eviction' | 'Creation'>;
    readonly backoffLimitCount?: Maybe<number>;
    readonly backoffBaseSeconds?: Maybe<number>;
    readonly backoffMaxSeconds?: Maybe<number>;
  }>;
}

export interface ResourcesObject {
  readonly excludeResourcePrefixes?: Maybe<readonly string[]>;
  readonly transformations?: Maybe<
    readonly {
      readonly input: string;
      readonly strategy?: Maybe<'Retain' | 'Replace'>;
      readonly multiplyBy?: Maybe<string>;
      readonly outputs?: Maybe<Record<string, Quantity>>;
    }[]
  >;
  readonly quotaCheckStrategy?: Maybe<'BlockUndeclared' | 'IgnoreUndeclared'>;
}

export interface SelectorObject {
  readonly matchLabels?: Maybe<Record<string, string>>;
  readonly matchExpressions?: Maybe<
    readonly {
      readonly key: string;
      readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
      readonly values?: Maybe<readonly string[]>;
    }[]
  >;
}

/**
 * Schemas of those parts.
 * @param hasSwitches `enable` stands in `fairSharing` and `waitForPodsReady`, as in v1beta1
 */
export function configurationShape(policy: ObjectPolicy, hasSwitches = false): z.ZodRawShape {
  const switches = hasSwitches ? { enable: optional(z.boolean()) } : {};
  const resources = policy(
    () => ({
      excludeResourcePrefixes: optional(z.array(z.string().min(1))),
      transformations: optional(z.array(transformation(policy))),
      quotaCheckStrategy: optional(oneOf(['BlockUndeclared', 'IgnoreUndeclared'])),
    }),
    ['deviceClassMappings'],
  );
  return {
    fairSharing: optional(policy(() => ({ ...switches, preemptionStrategies: optional(strategies) }))),
    admissionFairSharing: optional(
      policy(() => ({
        usageHalfLifeTime: optional(duration),
        usageSamplingInterval: optional(duration),
        resourceWeights: optional(resourceWeights),
      })),
    ),
    waitForPodsReady: optional(waitForPodsReady(policy, switches)),
    resources: optional(ruled(resources, resourceProblems)),
    manageJobsWithoutQueueName: optional(z.boolean()),
    managedJobsNamespaceSelector: optional(selector(policy)),
    integrations: optional(
      policy(
        () => ({
          frameworks: optional(z.array(z.string())),
          labelKeysToCopy: optional(z.array(z.string().min(1))),
        }),
        ['externalFrameworks', 'podOptions'],
      ),
    ),
  };
}

const STRATEGIES = ['LessThanOrEqualToFinalShare', 'LessThanInitialShare'] as const;

/** One of them, or both in this order. */
const strategies: z.ZodType<readonly PreemptionStrategy[]> = ruled(z.array(oneOf(STRATEGIES)), (list) => {
  const isOrdered = list.length < 2 || (list.length === 2 && list.every((name, i) => name === STRATEGIES[i]));
  const message = `these strategies cannot be combined so; write one of them, or ${STRATEGIES.join(', ')}`;
  return isOrdered ? [] : [problem([], message)];
});

/** A duration of Go that is not negative. */
const duration: z.ZodType<string> = ruled(z.string(), (text) => {
  const parsed = parseGoDuration(text);
  if ('error' in parsed) {
    return [problem([], `${shown(text)} is not a duration; write one such as "90s", "5m" or "1h30m"`)];
  }
  return parsed.value < 0n ? [problem([], `${shown(text)} is negative; write a duration from "0s" on`)] : [];
});

/** No schema of zod's: those pass over a key named `__proto__`. */
const resourceWeights: z.ZodType<Record<string, number>> = plainMap((_, value) => {
  if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return undefined;
  return { code: 'invalid-value', message: `${shown(value)} is not a weight; write a number from 0 on` };
});

function transformation(policy: ObjectPolicy): z.ZodType<NonNullable<ResourcesObject['transformations']>[number]> {
  return policy(() => ({
    input: z.string().min(1),
    strategy: optional(oneOf(['Retain', 'Replace'])),
    multiplyBy: optional(z.string()),
    // May be negative: what one resource adds another may take away.
    outputs: optional(z.record(z.string(), signedQuantity)),
  }));
}

function waitForPodsReady(policy: ObjectPolicy, switches: z.ZodRawShape): z.ZodType<WaitForPodsReadyObject> {
  return policy(
    () => ({
      ...switches,
      timeout: optional(duration),
      recoveryTimeout: optional(duration),
      blockAdmission: optional(z.boolean()),
      requeuingStrategy: optional(
        policy(() => ({
          timestamp: optional(oneOf(['Eviction', 'Creation'])),
          backoffLimitCount: optional(count()),
          backoffBaseSeconds: optional(count()),
          backoffMaxSeconds: optional(count()),
        })),
      ),
    }),
    ['maxTimeoutOnWorkload'],
  );
}

function selector(policy: ObjectPolicy): z.ZodType<SelectorObject> {
  return policy(() => ({
    matchLabels: optional(labels),
    matchExpressions: optional(
      z.array(
        policy(() => ({
          key: z.string().min(1),
          operator: oneOf(['In', 'NotIn', 'Exists', 'DoesNotExist']),
          values: optional(z.array(z.string())),
        })),
      ),
    ),
  }));
}

function* resourceProblems(read: ResourcesObject): Generator<Problem> {
  const { excludeResourcePrefixes, transformations, quotaCheckStrategy } = read;
  if (quotaCheckStrategy === 'IgnoreUndeclared' && (excludeResourcePrefixes?.length ?? 0) > 0) {
    const message = 'prefixes cannot be excluded where undeclared resources are ignored anyway; remove one of the two';
    yield problem(['excludeResourcePrefixes'], message);
  }
  const inputs = new Set<string>();
  for (const [i, { input }] of (transformations ?? []).entries()) {
    if (inputs.has(input)) {
      yield problem(['transformations', i, 'input'], `${shown(input)} is transformed before; keep one of the two`);
    }
    inputs.add(input);
  }
}

type Problem = OwnProblem & { readonly path: readonly (string | number)[] };

function problem(path: Problem['path'], message: string): Problem {
  return { code: 'invalid-value', path, message };
}
