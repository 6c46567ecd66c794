import type * as z from 'zod';
import { didYouMean } from '../../base/index.ts';
import { type Configuration, type LabelSelector, selectsLabels } from '../../model/index.ts';
import { checkShape } from '../check-shape.ts';
import { mistake } from '../finding.ts';
import { JOB_KINDS } from '../manifests/job-kinds.ts';
import { DNS_LABEL_NAME } from '../names.ts';
import { isRecord } from '../objects.ts';
import { shown } from '../path.ts';
import { named, optional, plainMap, written } from '../schema.ts';
import { type ConfigurationObject, configurationShape } from './configuration-schema.ts';
import type { KindContext, KindReader } from './kind-reader.ts';
import { TYPE_META } from './metadata.ts';
import { type PodsReadyDefaults, toConfiguration, USAGE_SAMPLING_MS } from './to-configuration.ts';

const V1BETA1 = 'config.kueue.x-k8s.io/v1beta1';
const V1BETA2 = 'config.kueue.x-k8s.io/v1beta2';

/** Fields that decide nothing here. */
const OTHER_FIELDS = [
  'webhook',
  'leaderElection',
  'metrics',
  'health',
  'pprofBindAddress',
  'controller',
  'tls',
  'internalCertManagement',
  'clientConnection',
  'multiKueue',
  'objectRetentionPolicies',
  'visibilityServer',
  'queueVisibility',
];

/** A whole configuration file. */
interface ConfigurationFile extends ConfigurationObject {
  /** Where Kueue itself runs. */
  readonly namespace?: string | null | undefined;
  readonly featureGates?: Record<string, boolean> | null | undefined;
}

/** v1beta1 waits for pods only when it is told to, and then blocks others and watches no recovery. */
const V1BETA1_PODS_READY: PodsReadyDefaults = { timeoutMs: 300_000, blockAdmission: true, recoversInTime: false };

const SCHEMAS: Readonly<Record<string, z.ZodType<ConfigurationFile>>> = {
  [V1BETA1]: fileSchema(true),
  [V1BETA2]: fileSchema(false),
};

/** Kueue's own configuration: the file that its manager is started with. There is at most one (kueue-quota §3.8). */
export const configurationReader: KindReader = {
  kind: 'Configuration',
  apiVersions: [V1BETA2, V1BETA1],
  read(value, context) {
    const version = isRecord(value) && value.apiVersion === V1BETA1 ? V1BETA1 : V1BETA2;
    const checked = checkShape(SCHEMAS[version] as z.ZodType<ConfigurationFile>, value, context.path);
    if (!checked.isValid) {
      for (const finding of checked.findings) context.report(finding);
      return;
    }
    const configuration = version === V1BETA1 ? fromV1beta1(checked.value) : fromV1beta2(checked.value);
    checkFrameworks(configuration, context);
    checkSelector(configuration, checked.value.namespace ?? DEFAULT_NAMESPACE, context);
    if (context.inputs.configuration === undefined) context.inputs.configuration = configuration;
    else context.report(mistake('duplicate', context.path, 'a Configuration was given before; keep one of the two'));
  },
};

function fileSchema(isV1beta1: boolean): z.ZodType<ConfigurationFile> {
  const featureGates = plainMap<boolean>((_, value) => {
    if (typeof value === 'boolean') return undefined;
    return { code: 'wrong-type', message: `expected true or false, found ${shown(value)}` };
  });
  return written(
    () => ({
      ...TYPE_META,
      namespace: optional(named(DNS_LABEL_NAME)),
      featureGates: optional(featureGates),
      ...configurationShape(written, isV1beta1),
    }),
    OTHER_FIELDS,
  );
}

/** Waiting for pods is on unless a feature gate turns it off. */
function fromV1beta2(read: ConfigurationFile): Configuration {
  const configuration = toConfiguration({ ...read, waitForPodsReady: read.waitForPodsReady ?? {} });
  return withDefaults(read, configuration);
}

/** Parts are on if their `enable` says so. */
function fromV1beta1(read: ConfigurationFile): Configuration {
  const { fairSharing, waitForPodsReady } = read;
  const enabled = {
    ...read,
    fairSharing: fairSharing?.enable ? fairSharing : undefined,
    waitForPodsReady: waitForPodsReady?.enable ? waitForPodsReady : undefined,
  };
  return withDefaults(read, toConfiguration(enabled, V1BETA1_PODS_READY));
}

const DEFAULT_NAMESPACE = 'kueue-system';
const NAMESPACE_LABEL = 'kubernetes.io/metadata.name';

/**
 * What a whole file has beyond its parts: Kueue leaves its own namespace and the system's alone, which without a selector
 * takes one only where it does not run in the usual place; and samples cannot be taken all the time.
 */
function withDefaults({ namespace, featureGates }: ConfigurationFile, configuration: Configuration): Configuration {
  const { admissionFairSharing } = configuration;
  const isElsewhere = namespace !== undefined && namespace !== null && namespace !== DEFAULT_NAMESPACE;
  const values = ['kube-system', namespace as string];
  const selector: LabelSelector = { matchExpressions: [{ key: NAMESPACE_LABEL, operator: 'NotIn', values }] };
  return {
    ...(isElsewhere && { managedJobsNamespaceSelector: selector }),
    ...configuration,
    ...(admissionFairSharing?.usageSamplingMs === 0 && {
      admissionFairSharing: { ...admissionFairSharing, usageSamplingMs: USAGE_SAMPLING_MS },
    }),
    ...(featureGates && { featureGates }),
  };
}

/** Names that Kueue knows, each once. */
function checkFrameworks({ frameworks = [] }: Configuration, { path, report }: KindContext): void {
  const known = new Set(JOB_KINDS.flatMap(({ framework }) => framework ?? []));
  const seen = new Set<string>();
  for (const [index, name] of frameworks.entries()) {
    const at = [...path, 'integrations', 'frameworks', index];
    if (!known.has(name)) {
      const hint = didYouMean(name, known);
      report(
        mistake('invalid-value', at, `Kueue has no integration ${shown(name)}${hint}; correct it, or leave it out`),
      );
    } else if (seen.has(name)) {
      report(mistake('duplicate', at, `the integration ${shown(name)} is listed before; keep one of the two`));
    }
    seen.add(name);
  }
}

function checkSelector(
  { managedJobsNamespaceSelector }: Configuration,
  ownNamespace: string,
  { path, report }: KindContext,
): void {
  if (managedJobsNamespaceSelector === undefined) return;
  for (const namespace of new Set(['kube-system', ownNamespace])) {
    if (!selectsLabels(managedJobsNamespaceSelector, { [NAMESPACE_LABEL]: namespace })) continue;
    const message = `it selects the namespace ${shown(namespace)}, which Kueue has to leave alone; exclude it`;
    report(mistake('invalid-value', [...path, 'managedJobsNamespaceSelector'], message));
  }
}
