import { Command } from 'commander';
import type { HyperPodGovernance } from '../analysis/index.ts';
import { InputError } from '../base/index.ts';
import type { Inputs } from '../formats/index.ts';
import type { SchedulerConfig } from '../model/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { splitList } from './lists.ts';
import { readInputFiles } from './read-inputs.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface GovernanceOptions extends OutputOptions {
  readonly schedulerConfig?: string;
  readonly levels?: readonly string[];
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** `hopwise governance FILE…`: which Kueue objects does HyperPod make of its allocations and its policy? */
export function governanceCommand(terminal: Terminal): Command {
  const command = new Command('governance')
    .description("show what HyperPod's task governance makes of allocations and a policy, or print the Kueue objects")
    .argument(
      '<file...>',
      'ComputeQuota and ClusterSchedulerConfig as the AWS API has them, and nodes: files, directories, or -',
    )
    .option(
      '-o, --output <yaml|json|config|file>',
      "print the Kueue objects, or Kueue's configuration; or a file: objects where it ends in .yaml or .json",
    )
    .option('--force', 'replace the file of -o where it exists')
    .option(
      '--scheduler-config <settings>',
      'settings of the policy, in the shorthand of the AWS CLI or JSON, in place of those of the files',
    )
    .option(
      '--levels <labels>',
      'levels of the topology of all flavors, coarsest first, separated by commas',
      splitList,
    )
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object')
    .action((files: string[], options: GovernanceOptions) => govern(files, options, terminal));
  return addExamples(command, [
    ['Show quotas, limits and what is idle', 'hopwise governance quotas/ policy.json nodes.json'],
    ['Try a policy without fair share', "hopwise governance quotas/ --scheduler-config 'FairShare=Disabled'"],
    ['Set up a Kueue of your own', 'hopwise governance quotas/ policy.json -o yaml | kubectl apply -f -'],
  ]);
}

async function govern(files: readonly string[], options: GovernanceOptions, terminal: Terminal): Promise<void> {
  const { recursive = false, json = false, levels } = options;
  if (json && isWord(options.output)) throw new Stop(EXIT.badInput, `--json and -o ${options.output} are two answers`);
  const settings = await readSettings(options);
  const inputs = await readInputFiles(files, terminal, { recursive });
  const policy = settings ?? (await policyOf(inputs, files, terminal));
  const { deriveGovernance } = await import('../analysis/index.ts');
  const { computeQuotas: quotas, nodes, topologies } = inputs;
  const question = { quotas, schedulerConfig: policy, nodes, topologies, ...(levels && { levels }) };
  const governance = deriveGovernance(question);
  await tellNotices(governance, policy, nodes.length, terminal);
  const target = isWord(options.output) ? { force: options.force === true } : options;
  if (json) await writeJson(jsonAnswer(governance, policy), target, terminal);
  else writeAnswer(await answerText(governance, policy, options), target, terminal);
}

async function answerText(
  governance: HyperPodGovernance,
  policy: SchedulerConfig,
  options: GovernanceOptions,
): Promise<string> {
  const format = formatOf(options);
  if (format === undefined) return (await import('../report/index.ts')).governanceText(governance, policy);
  const { kueueConfigurationYaml, kueueJson, kueueYaml } = await import('../formats/index.ts');
  if (format === 'config') return kueueConfigurationYaml(governance.configuration);
  return format === 'yaml' ? kueueYaml(governance.objects) : kueueJson(governance.objects);
}

/** Objects are asked for by kubectl's words, or by the end of a file's name. */
function formatOf({ output = '' }: GovernanceOptions): 'yaml' | 'json' | 'config' | undefined {
  if (output === 'yaml' || /\.ya?ml$/.test(output)) return 'yaml';
  if (output === 'json' || output.endsWith('.json')) return 'json';
  return output === 'config' ? 'config' : undefined;
}

function isWord(output: string | undefined): boolean {
  return output === 'yaml' || output === 'json' || output === 'config';
}

async function readSettings({ schedulerConfig: text }: GovernanceOptions): Promise<SchedulerConfig | undefined> {
  if (text === undefined) return undefined;
  const { readSchedulerConfig } = await import('../formats/index.ts');
  const read = readSchedulerConfig({ file: '--scheduler-config', text });
  if (read.state === 'refused') throw new InputError(read.problems);
  return read.value;
}

/** The policy among the files; a cluster without one has the defaults of the API. */
async function policyOf(inputs: Inputs, files: readonly string[], terminal: Terminal): Promise<SchedulerConfig> {
  const { computeQuotas, clusterSchedulerConfigs } = inputs;
  const { DEFAULT_SCHEDULER_CONFIG, isInForce } = await import('../model/index.ts');
  const [policy, second] = clusterSchedulerConfigs;
  if (second !== undefined) throw new Stop(EXIT.badInput, 'these policies are of several clusters; give that of one');
  if (policy === undefined && computeQuotas.length === 0) {
    throw new Stop(EXIT.badInput, `no ComputeQuota and no ClusterSchedulerConfig in ${files.join(', ')}`);
  }
  const owner = computeQuotas.find(({ clusterArn }) => clusterArn !== undefined)?.clusterArn ?? policy?.clusterArn;
  if (policy?.clusterArn !== undefined && policy.clusterArn !== owner) {
    throw new Stop(EXIT.badInput, `the policy is of ${policy.clusterArn}, the allocations are of ${owner}`);
  }
  if (policy !== undefined && isInForce(policy.status)) return policy;
  const why = policy === undefined ? 'no cluster policy is given' : `the cluster policy is ${policy.status}`;
  terminal.err(`note: ${why}; fair share is on, there are no priority classes, and idle resources are not shared\n`);
  return DEFAULT_SCHEDULER_CONFIG;
}

/** Most names that one notice lists. */
const MAX_NAMED = 3;

async function tellNotices(
  { leftOut, ineligibleNodes, nodesOutsideTopology, capacity }: HyperPodGovernance,
  { idleResourceSharing }: SchedulerConfig,
  nodeCount: number,
  terminal: Terminal,
): Promise<void> {
  const { escapeTerminal } = await import('../report/index.ts');
  const tell = (text: string): void => terminal.err(`${escapeTerminal(text)}\n`);
  for (const { quota, reason } of leftOut)
    tell(`note: team ${quota.teamName} gets no quota: its allocation is ${reason}`);
  if (ineligibleNodes.length > 0) {
    const named = ineligibleNodes.slice(0, MAX_NAMED).map(({ name, reason }) => `${name} (${reason})`);
    const more = ineligibleNodes.length > MAX_NAMED ? ', …' : '';
    tell(`note: ${ineligibleNodes.length} of ${nodeCount} nodes do not count: ${named.join(', ')}${more}`);
  }
  if (idleResourceSharing === 'Enabled' && nodeCount === 0) {
    tell('note: no nodes are given, so what idle resources there are to share is not known');
  }
  for (const { flavor, topology, nodeCount: count, ofNodeCount } of nodesOutsideTopology) {
    const lack = `${count} of ${ofNodeCount} nodes of ${flavor} lack a label of topology ${topology}`;
    tell(`note: ${lack}, and Kueue passes over them; --levels gives other levels`);
  }
  for (const flavor of capacity) {
    const exceeded = flavor.resources.filter(({ isExceeded }) => isExceeded);
    if (exceeded.length === 0) continue;
    const amounts = exceeded.map(({ name, allocated, nominal }) => `${name} ${allocated} of ${nominal}`).join(', ');
    tell(`warning: quotas of ${flavor.flavor} are more than its ${flavor.nodeCount} nodes have: ${amounts}`);
  }
}

function jsonAnswer(governance: HyperPodGovernance, policy: SchedulerConfig): object {
  const { teams, leftOut, capacity, ineligibleNodes, nodesOutsideTopology, idlePool, objects, configuration } =
    governance;
  const { fairShare, idleResourceSharing } = policy;
  return {
    teams: teams.map(({ quota, clusterQueue, localQueue }) => ({
      team: quota.teamName,
      namespace: localQueue.namespace,
      clusterQueue: clusterQueue.name,
      localQueue: localQueue.name,
      cohort: clusterQueue.cohortName,
      strategy: quota.strategy,
      borrowLimitPercent: quota.borrowLimitPercent,
      fairShareWeight: quota.fairShareWeight,
      preemptTeamTasks: quota.preemptTeamTasks,
      flavors: clusterQueue.resourceGroups.flatMap(({ flavors }) => flavors),
    })),
    priorityClasses: objects.workloadPriorityClasses,
    fairShare,
    idleResourceSharing,
    capacity,
    idlePool: idlePool.map(({ name }) => name),
    leftOut: leftOut.map(({ quota, reason }) => ({ team: quota.teamName, reason })),
    ineligibleNodes,
    nodesOutsideTopology,
    configuration,
  };
}
