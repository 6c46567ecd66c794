import { parseGoDuration } from '../../base/index.ts';
import type { Configuration, LabelSelector } from '../../model/index.ts';
import { present } from '../schema.ts';
import type {
  ConfigurationObject,
  ResourcesObject,
  SelectorObject,
  WaitForPodsReadyObject,
} from './configuration-schema.ts';

type Part<K extends keyof Configuration> = NonNullable<Configuration[K]>;
type Written<K extends keyof ConfigurationObject> = NonNullable<ConfigurationObject[K]>;

const MINUTE_MS = 60_000;
/** How often admission fair sharing looks at what is in use, if nothing else is said. */
export const USAGE_SAMPLING_MS: number = 5 * MINUTE_MS;

/** What is taken for fields of `waitForPodsReady` that are not written. */
export interface PodsReadyDefaults {
  readonly timeoutMs: number;
  readonly blockAdmission: boolean;
  /** Is the timeout also that of recovery? Otherwise recovery has none. */
  readonly recoversInTime: boolean;
}

/** Those of v1beta2 (kueue-quota §3.8). */
const PODS_READY_DEFAULTS: PodsReadyDefaults = {
  timeoutMs: 30 * MINUTE_MS,
  blockAdmission: false,
  recoversInTime: true,
};

/** The configuration that is written, and nothing else: parts that are not there are off. */
export function toConfiguration(
  read: ConfigurationObject,
  podsReady: PodsReadyDefaults = PODS_READY_DEFAULTS,
): Configuration {
  const { fairSharing, admissionFairSharing, waitForPodsReady, resources, managedJobsNamespaceSelector } = read;
  return present({
    fairSharing: fairSharing && { preemptionStrategies: fairSharing.preemptionStrategies ?? [] },
    admissionFairSharing: admissionFairSharing && toAdmissionFairSharing(admissionFairSharing),
    waitForPodsReady: waitForPodsReady && toWaitForPodsReady(waitForPodsReady, podsReady),
    resources: resources && toResources(resources),
    manageJobsWithoutQueueName: read.manageJobsWithoutQueueName,
    managedJobsNamespaceSelector: managedJobsNamespaceSelector && toSelector(managedJobsNamespaceSelector),
    labelKeysToCopy: read.integrations?.labelKeysToCopy,
    frameworks: read.integrations?.frameworks,
  });
}

function toAdmissionFairSharing(read: Written<'admissionFairSharing'>): Part<'admissionFairSharing'> {
  return {
    usageHalfLifeMs: durationMs(read.usageHalfLifeTime) ?? 0,
    usageSamplingMs: durationMs(read.usageSamplingInterval) ?? USAGE_SAMPLING_MS,
    resourceWeights: read.resourceWeights ?? {},
  };
}

function toWaitForPodsReady(read: WaitForPodsReadyObject, defaults: PodsReadyDefaults): Part<'waitForPodsReady'> {
  const { requeuingStrategy } = read;
  const timeoutMs = durationMs(read.timeout) || defaults.timeoutMs;
  const recoveryTimeoutMs = durationMs(read.recoveryTimeout) ?? (defaults.recoversInTime ? timeoutMs : undefined);
  return present({
    timeoutMs,
    // 0 turns the watch over recovery off.
    recoveryTimeoutMs: recoveryTimeoutMs || undefined,
    blockAdmission: read.blockAdmission ?? defaults.blockAdmission,
    requeuing: present({
      timestamp: requeuingStrategy?.timestamp ?? 'Eviction',
      backoffLimitCount: requeuingStrategy?.backoffLimitCount,
      backoffBaseSeconds: requeuingStrategy?.backoffBaseSeconds ?? 60,
      backoffMaxSeconds: requeuingStrategy?.backoffMaxSeconds ?? 3600,
    }),
  });
}

function toResources({
  excludeResourcePrefixes,
  transformations,
  quotaCheckStrategy,
}: ResourcesObject): Part<'resources'> {
  return present({
    excludeResourcePrefixes,
    transformations: transformations?.map(({ input, strategy, multiplyBy, outputs }) =>
      present({ input, strategy: strategy ?? ('Retain' as const), multiplyBy, outputs: outputs ?? {} }),
    ),
    quotaCheckStrategy,
  });
}

function toSelector({ matchLabels, matchExpressions }: SelectorObject): LabelSelector {
  return present({ matchLabels, matchExpressions: matchExpressions?.map((expression) => present(expression)) });
}

/** Rounded up, so that nothing becomes 0 that is not. */
function durationMs(text: string | null | undefined): number | undefined {
  if (text === undefined || text === null) return undefined;
  const parsed = parseGoDuration(text);
  return 'value' in parsed ? Number((parsed.value + 999_999n) / 1_000_000n) : undefined;
}
