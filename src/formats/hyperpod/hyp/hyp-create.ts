import { didYouMean } from '../../../base/index.ts';
import { INSTANCE_TYPE_LABEL } from '../../../model/index.ts';
import { askedResources } from './asked-resources.ts';
import { buildJob, nodeSelectorOf } from './build-job.ts';
import { checkConfig } from './check-config.ts';
import { type ComputedResources, computeResources, type HypCluster } from './compute-resources.ts';
import type { JobConfig, SchemaVersion } from './job-config.ts';
import { type JobField, jobFields } from './job-fields.ts';
import type { HyperPodPyTorchJobObject } from './job-object.ts';
import { firstNameOf, readFlags } from './read-flags.ts';
import { schemaVersion } from './schema-version.ts';

/** What became of a command line. */
export type HypAnswer =
  | {
      readonly state: 'created';
      /** API path that the object would be posted to. */
      readonly path: string;
      readonly object: HyperPodPyTorchJobObject;
    }
  | {
      readonly state: 'refused';
      /** 2: the command line is wrong. 1: the job cannot be had. */
      readonly exit: 1 | 2;
      /** The lines that the CLI would print about it; the last one says why. */
      readonly errors: readonly string[];
    };

const COMMAND = ['create', 'hyp-pytorch-job'] as const;
/** Resources of a job that names no instance type. */
const NO_ACCELERATORS = new Map([['nvidia.com/gpu', '0']]);

/**
 * What would the HyperPod CLI send for `hyp create hyp-pytorch-job …`? Exactly the object, or its refusal in its own words
 * (sagemaker-hyperpod 3.12.0, hyperpod-pytorch-job-template 1.5.0).
 *
 * The kube context is taken to have no namespace of its own, and the cluster to have the operator and every namespace.
 *
 * @param args the words after `hyp`
 * @see ec2-hyperpod §4
 */
export function hypCreate(args: readonly string[], cluster: HypCluster = {}): HypAnswer {
  const [group, command, ...words] = args;
  if (group !== COMMAND[0] || command !== COMMAND[1]) return refused(2, `Error: ${unknownCommand(group, command)}`);
  const chosen = schemaVersion(args);
  if ('unknown' in chosen) {
    return refused(1, `click.exceptions.ClickException: Unsupported schema version: ${chosen.unknown}`);
  }
  const { version } = chosen;
  const read = readFlags(words, jobFields(version));
  if ('isHelp' in read) return refused(2, 'Error: --help asks for help; without it a job is made');
  if ('error' in read) return refused(2, `Error: ${read.error}`);
  const checked = checkConfig(read.values, version);
  if ('config' in checked) return create(checked.config, read.values, { version, cluster });
  return refused(2, ['Error: ❌ Configuration validation errors:', ...checked.complaints].join('\n'));
}

interface Circumstances {
  readonly version: SchemaVersion;
  readonly cluster: HypCluster;
}

function create(
  config: JobConfig,
  values: ReadonlyMap<JobField, unknown>,
  { version, cluster }: Circumstances,
): HypAnswer {
  const selected = nodeSelectorOf(config);
  if ('twice' in selected) return refused(1, twiceText(selected.twice, version));
  const nodeSelector = selected.selector;
  const instanceType = nodeSelector.get(INSTANCE_TYPE_LABEL) ?? '';
  const resources: ComputedResources =
    instanceType === ''
      ? { requests: NO_ACCELERATORS, limits: NO_ACCELERATORS }
      : computeResources(instanceType, askedResources(config), cluster);
  if ('error' in resources) return refused(1, reworded(resources.error, values));
  const object = buildJob(config, { version, nodeSelector, resources });
  const namespace = pathSegment(object.metadata.namespace);
  const path = `/apis/sagemaker.amazonaws.com/v1/namespaces/${namespace}/hyperpodpytorchjobs`;
  return { state: 'created', path, object };
}

function refused(exit: 1 | 2, message: string): HypAnswer {
  return { state: 'refused', exit, errors: message.split('\n') };
}

function unknownCommand(group = '', command = ''): string {
  const found = group === COMMAND[0] ? command : group;
  const hint = didYouMean(found, group === COMMAND[0] ? [COMMAND[1]] : [COMMAND[0]]);
  return `only "create hyp-pytorch-job" is known here, found "${`${group} ${command}`.trim()}"${hint}`;
}

/** Python's words for a name that stands twice among the arguments of a function. */
function twiceText(label: string, version: SchemaVersion): string {
  const model = `hyperpod_pytorch_job_template.v${version.replace('.', '_')}.model.PyTorchJobConfig`;
  return `TypeError: ${model}.to_domain.<locals>.build_dict() got multiple values for keyword argument '${label}'`;
}

/** The CLI takes every message with a 404 in it for the answer of a server that knows no such job. */
function reworded(message: string, values: ReadonlyMap<JobField, unknown>): string {
  if (!message.includes('404') && !message.toLowerCase().includes('not found')) return message;
  const none = "No resources of this type exist in namespace 'default'.";
  const advice = "Use 'hyp list hyp-pytorch-job' to check for available resources.";
  return `❓ Pytorch Job '${firstNameOf(values)}' not found. ${none} ${advice}`;
}

/** As the Kubernetes client writes a name into a path. */
function pathSegment(name: string): string {
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'));
  return encoded.replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
