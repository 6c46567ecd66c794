import { Command } from 'commander';
import type { QuotaReport } from '../analysis/index.ts';
import type { Inputs } from '../formats/index.ts';
import type { Configuration } from '../model/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { addConfigOptions, type ConfigOptions, readConfig } from './read-config.ts';
import { readInputFiles } from './read-inputs.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface QuotaOptions extends OutputOptions, ConfigOptions {
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** `hopwise quota FILE…`: what can each queue really use, and who holds what? */
export function quotaCommand(terminal: Terminal): Command {
  const command = new Command('quota')
    .description('show what each queue and cohort has, uses, borrows, lends, could take now, and could ever use')
    .argument(
      '<file...>',
      'ClusterQueues, Cohorts, Workloads, ResourceFlavors, nodes, a Configuration: files, directories, or -',
    )
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object');
  addConfigOptions(command, 'ReclaimablePods=false');
  addOutputOptions(command).action((files: string[], options: QuotaOptions) => showQuota(files, options, terminal));
  return addExamples(command, [
    [
      'Show the quotas of a cluster and who uses them',
      'kubectl get clusterqueues,cohorts,resourceflavors,workloads,nodes -A -o json | hopwise quota -',
    ],
    ['Find queues that are promised more than they can get', 'hopwise quota queues.yaml --json | jq .nodes'],
  ]);
}

async function showQuota(files: readonly string[], options: QuotaOptions, terminal: Terminal): Promise<void> {
  const { config } = await readConfig(options, terminal);
  const read = await readInputFiles(files, terminal, { recursive: options.recursive === true });
  const inputs = { ...read, configuration: config ?? read.configuration ?? {} };
  if (inputs.clusterQueues.length === 0) throw new Stop(EXIT.badInput, `no ClusterQueue in ${files.join(', ')}`);
  const report = await reportOf(inputs, options);
  await tellNotices(report, terminal);
  if (options.json === true) return writeJson(report, options, terminal);
  const { quotaTable } = await import('../report/index.ts');
  writeAnswer(quotaTable(report), options, terminal);
}

async function reportOf(
  inputs: Inputs & { readonly configuration: Configuration },
  { featureGates }: QuotaOptions,
): Promise<QuotaReport> {
  const [{ quotaReport }, { buildCluster }, { resolveFeatureGates }] = await Promise.all([
    import('../analysis/index.ts'),
    import('../formats/index.ts'),
    import('../model/index.ts'),
  ]);
  const { configuration } = inputs;
  const gates = resolveFeatureGates({ ...configuration.featureGates, ...featureGates });
  return quotaReport({ ...inputs, ...buildCluster(inputs).cluster }, { gates, configuration });
}

async function tellNotices({ nodes, queuesInCycle, exceeded }: QuotaReport, terminal: Terminal): Promise<void> {
  const { escapeTerminal } = await import('../report/index.ts');
  const tell = (text: string): void => terminal.err(`${escapeTerminal(text)}\n`);
  for (const name of queuesInCycle) tell(`warning: ${name}: its cohorts lead into a cycle, so it takes no workloads`);
  for (const { kind, name, inactive, quotas } of nodes) {
    if (inactive !== undefined) tell(`note: ${kind} ${name} takes no workloads: ${inactive}`);
    for (const { flavor, resource, promised, potential, limitedBy } of quotas) {
      if (promised === undefined) continue;
      const why = limitedBy.kind === 'whole-tree' ? 'that is all there is' : `the borrowing limit of ${limitedBy.name}`;
      tell(
        `note: ${kind} ${name} is promised ${promised} ${resource} of ${flavor}, and can never use more than ${potential}: ${why}`,
      );
    }
  }
  for (const { flavor, resource, nominal, allocatable, nodeCount } of exceeded) {
    const give = `its ${nodeCount} nodes give ${allocatable}`;
    tell(`warning: quotas of ${flavor} promise ${nominal} ${resource}, and ${give}`);
  }
}
