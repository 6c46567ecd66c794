import { PARTITION_FLAG_WORDS } from './accelerator-partitions.ts';
import {
  choiceFlag,
  type FlagType,
  integerFlag,
  integerListFlag,
  jsonFlag,
  listFlag,
  textFlag,
  volumesFlag,
} from './flag-type.ts';
import type { JobConfig, SchemaVersion } from './job-config.ts';
import {
  anyValue,
  atLeast,
  booleanText,
  type Check,
  type Checked,
  integerText,
  noValue,
  numberText,
  oneOfWords,
  tasksPerNodeText,
  text,
  textsByKey,
} from './value-check.ts';
import { checkVolumes } from './volume.ts';

/** One field of the job's configuration, and the flag that sets it. */
export interface JobField {
  readonly key: keyof JobConfig;
  /** `--job-name`. */
  readonly flag: string;
  readonly isRequired: boolean;
  readonly type: FlagType<unknown>;
  readonly check: (value: unknown) => Checked<unknown>;
}

/** What of the network a pod set may ask for, in byte order; layer 4, which some instances have, is not among them. */
const TOPOLOGY_LABELS: readonly string[] = [
  'topology.k8s.aws/network-node-layer-1',
  'topology.k8s.aws/network-node-layer-2',
  'topology.k8s.aws/network-node-layer-3',
  'topology.k8s.aws/ultraserver-id',
];

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
// Python's `$` lets a line break stand behind the name.
const C_IDENTIFIER = /^[a-zA-Z_][a-zA-Z0-9_]*\n?$/;
const LABEL_KEY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9\-_.]*[a-zA-Z0-9])?\/)?[a-zA-Z0-9](?:[a-zA-Z0-9\-_.]*[a-zA-Z0-9])?\n?$/;

const name = text({ maxLength: 63, pattern: DNS_LABEL });
const topologyLabel = oneOfWords('Topology label', TOPOLOGY_LABELS);
const integer = atLeast(undefined);

/** In the order of the schema, which is that of its complaints. */
const FIELDS: readonly JobField[] = [
  required(field('jobName', textFlag, name)),
  required(field('image', textFlag, text())),
  field('namespace', textFlag, text()),
  field('command', listFlag, anyValue),
  field('args', listFlag, anyValue),
  field('environment', jsonFlag, textsByKey(environmentProblem)),
  field('pullPolicy', textFlag, text()),
  field('instanceType', textFlag, text()),
  field('nodeCount', textFlag, integerText(1n)),
  field('replicaCount', textFlag, integerText(1n)),
  field('tasksPerNode', textFlag, tasksPerNodeText),
  field('labelSelector', jsonFlag, textsByKey(labelProblem)),
  field('deepHealthCheckPassedNodesOnly', textFlag, booleanText),
  field('schedulerType', textFlag, text()),
  field('queueName', textFlag, name),
  field('priority', textFlag, text()),
  field('accelerators', integerFlag, integer),
  field('vcpu', textFlag, numberText),
  field('memory', textFlag, numberText),
  field('acceleratorsLimit', integerFlag, integer),
  field('vcpuLimit', textFlag, numberText),
  field('memoryLimit', textFlag, numberText),
  field('efa', integerFlag, atLeast(0n)),
  field('efaLimit', integerFlag, atLeast(0n)),
  field('acceleratorPartitionType', choiceFlag(PARTITION_FLAG_WORDS), anyValue),
  field('acceleratorPartitionCount', integerFlag, atLeast(1n)),
  field('acceleratorPartitionLimit', integerFlag, atLeast(1n)),
  field('maxRetry', textFlag, integerText(0n)),
  field('volume', volumesFlag, checkVolumes),
  field('serviceAccountName', textFlag, text()),
  field('preferredTopology', textFlag, topologyLabel),
  field('requiredTopology', textFlag, topologyLabel),
  field('elasticReplicaIncrementStep', textFlag, integerText(1n)),
  field('maxNodeCount', textFlag, integerText(1n)),
  field('maxReplicaCount', textFlag, integerText(1n)),
  field('elasticGracefulShutdownTimeoutInSeconds', textFlag, integerText()),
  field('elasticScalingTimeoutInSeconds', textFlag, integerText()),
  field('elasticScaleUpSnoozeTimeInSeconds', textFlag, integerText()),
  field('elasticReplicaDiscreteValues', integerListFlag, anyValue),
];

const NEW_IN_1_1: ReadonlySet<keyof JobConfig> = new Set([
  'replicaCount',
  'accelerators',
  'vcpu',
  'memory',
  'acceleratorsLimit',
  'vcpuLimit',
  'memoryLimit',
  'efa',
  'efaLimit',
  'acceleratorPartitionType',
  'acceleratorPartitionCount',
  'acceleratorPartitionLimit',
  'preferredTopology',
  'requiredTopology',
  'elasticReplicaIncrementStep',
  'maxNodeCount',
  'maxReplicaCount',
  'elasticGracefulShutdownTimeoutInSeconds',
  'elasticScalingTimeoutInSeconds',
  'elasticScaleUpSnoozeTimeInSeconds',
] satisfies (keyof JobConfig)[]);

/** Where schema 1.0 differs: it has one flag that its schema then refuses. */
const OTHERWISE_IN_1_0: ReadonlyMap<keyof JobConfig, JobField> = new Map(
  [field('tasksPerNode', textFlag, taskCountText), field('elasticReplicaDiscreteValues', integerListFlag, noValue)].map(
    (other) => [other.key, other],
  ),
);

const FIELDS_1_0: readonly JobField[] = FIELDS.filter(({ key }) => !NEW_IN_1_1.has(key)).map(
  (known) => OTHERWISE_IN_1_0.get(known.key) ?? known,
);

/** The fields of a schema, in its order. */
export function jobFields(version: SchemaVersion): readonly JobField[] {
  return version === '1.0' ? FIELDS_1_0 : FIELDS;
}

function field<V, K extends keyof JobConfig>(key: K, type: FlagType<V>, check: Check<V, JobConfig[K]>): JobField {
  const flag = `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  // The type of the flag makes the values that the check takes; in the list they are forgotten.
  return { key, flag, isRequired: false, type, check: check as JobField['check'] };
}

function required(optional: JobField): JobField {
  return { ...optional, isRequired: true };
}

function taskCountText(written: string): Checked<string> {
  const checked = integerText(1n)(written);
  return 'value' in checked ? { value: String(checked.value) } : checked;
}

function environmentProblem(key: string): string | undefined {
  return C_IDENTIFIER.test(key) ? undefined : `Environment variable name '${key}' must be a valid C_IDENTIFIER`;
}

function labelProblem(key: string): string | undefined {
  if (LABEL_KEY.test(key) && !key.includes('..')) return undefined;
  return `Label selector key '${key}' must follow Kubernetes label naming conventions`;
}
