import { Command, InvalidArgumentError, Option } from 'commander';
import type { JobAnswer, PlaceQuestion, RuleOutcome } from '../analysis/index.ts';
import { didYouMean } from '../base/index.ts';
import type { Inputs, JobManifest, ReadInputsOptions } from '../formats/index.ts';
import type { Cluster } from '../model/index.ts';
import type { PlacementRule } from '../placement/index.ts';
import { allOf } from './all-of.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP, readHypJobs } from './hyp-command.ts';
import type { SourceOptions } from './list-files.ts';
import { addConfigOptions, type ConfigOptions, readConfig } from './read-config.ts';
import { readInputFiles } from './read-inputs.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { toCluster } from './to-cluster.ts';
import { addOutputOptions, type OutputOptions, writeAnswer, writeJson } from './write-answer.ts';

interface PlaceOptions extends OutputOptions, ConfigOptions {
  readonly filename?: readonly string[];
  readonly cluster: readonly string[];
  readonly requiredTopology?: string;
  readonly preferredTopology?: string;
  readonly flavor?: string;
  readonly algorithm?: string;
  readonly compare?: boolean;
  readonly seed?: number;
  readonly recursive?: boolean;
  readonly json?: boolean;
}

/** Kept here in words, so that `--help` need not load the rules. */
const ALGORITHMS =
  'kueue, hop-optimal, hop-optimal-ring, best-fit, first-fit, spread, random, kai, slurm-tree, slurm-block or volcano';

/** A job and what became of it. */
interface Answer extends JobAnswer {
  readonly job: JobManifest;
}

/** `hopwise place -f JOB --cluster FILE…`, or a command of the HyperPod CLI for the job: where would these jobs land? */
export function placeCommand(terminal: Terminal): Command {
  const command = new Command('place')
    .description(
      'show where the pods of a job would land, and how far apart; several jobs are placed one after another',
    )
    .argument(HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP)
    .option('-f, --filename <file...>', 'job manifests: files, directories, or - for standard input')
    .requiredOption('--cluster <file...>', 'nodes and all else of the cluster: files, directories, or -')
    .addOption(
      new Option(
        '--required-topology <label>',
        'one domain of this level for all pods, whatever the manifest says',
      ).conflicts('preferredTopology'),
    )
    .option('--preferred-topology <label>', 'a domain of this level if possible, whatever the manifest says')
    .option('--flavor <name>', 'try this ResourceFlavor only')
    .addOption(new Option('--algorithm <name>', `who chooses the nodes: ${ALGORITHMS} (default: kueue)`))
    .addOption(
      new Option('--compare', 'all algorithms side by side, each job alone on the cluster').conflicts('algorithm'),
    )
    .option('--seed <number>', 'seed of the algorithm random (default: 0)', parseSeed)
    .option('-R, --recursive', 'read directories below directories too')
    .option('--json', 'answer with one JSON object');
  addConfigOptions(command, 'TASBalancedPlacement=true');
  addOutputOptions(command).action((words: string[], options: PlaceOptions) => {
    if (options.filename === undefined && words.length === 0) {
      command.error("error: required option '-f, --filename <file...>' not specified, and no command behind --");
    }
    return place(words, options, terminal);
  });
  return addExamples(command, [
    ['Place a job on the nodes of a cluster', 'kubectl get nodes -o json | hopwise place -f job.yaml --cluster -'],
    [
      'Ask what a required layer would do',
      'hopwise place -f job.yaml --cluster nodes.json --required-topology topology.k8s.aws/network-node-layer-3',
    ],
  ]);
}

async function place(words: readonly string[], options: PlaceOptions, terminal: Terminal): Promise<void> {
  const files = options.filename ?? [];
  if (files.includes('-') && options.cluster.includes('-')) {
    throw new Stop(EXIT.badInput, '-f and --cluster cannot both read standard input');
  }
  const settings = await readConfig(options, terminal);
  const reading = { ...settings, recursive: options.recursive === true };
  const readCluster = readInputFiles(options.cluster, terminal, reading);
  const [{ jobs: filed, workloads, ...named }, clusterInputs] = await allOf([
    readJobs(files, readCluster, reading, terminal),
    readCluster,
  ]);
  const asked = words.length === 0 ? [] : await readHypJobs(words, { ...settings, cluster: clusterInputs }, terminal);
  const jobs = [...filed, ...asked];
  if (jobs.length === 0) throw new Stop(EXIT.badInput, nothingToPlace(files, workloads.length));
  checkAlgorithm(jobs, options);
  const held = workloads.filter(({ admission }) => admission !== undefined);
  const cluster = await toCluster(clusterInputs, held, terminal);
  checkLevel(options, cluster);
  const resourceDefaults = {
    limitRanges: [...named.limitRanges, ...clusterInputs.limitRanges],
    runtimeClasses: [...named.runtimeClasses, ...clusterInputs.runtimeClasses],
  };
  const question = {
    cluster,
    gates: settings.gates,
    resourceDefaults,
    ...overrideOf(options),
    ...(options.flavor && { flavor: options.flavor }),
  };
  if (options.compare === true) return compare(jobs, question, options, terminal);
  const { placeJobs } = await import('../analysis/index.ts');
  const placed = placeJobs(jobs, { ...question, rule: await readRule(options.algorithm ?? 'kueue', options) });
  const answers = placed.map((answer, index) => ({ ...answer, job: jobs[index] as JobManifest }));
  if (options.json === true) await writeJson(jsonAnswer(answers), options, terminal);
  else writeAnswer(await textAnswer(answers), options, terminal);
}

/** Jobs may name what stands with the cluster: queues, priority classes, training runtimes. */
async function readJobs(
  files: readonly string[],
  readCluster: Promise<Inputs>,
  options: SourceOptions & ReadInputsOptions,
  terminal: Terminal,
): Promise<Inputs> {
  // Where the cluster cannot be read, that is told apart; what is wrong with the jobs is told all the same.
  const cluster = await readCluster.catch(() => undefined);
  return readInputFiles(files, terminal, { ...options, ...(cluster && { cluster }) });
}

/** A level that no Topology has is a slip of the pen on the command line; in a manifest it is Kueue's to answer. */
function checkLevel({ requiredTopology, preferredTopology }: PlaceOptions, { topologies }: Cluster): void {
  const level = requiredTopology ?? preferredTopology;
  const known = new Set(topologies.flatMap(({ levels }) => levels));
  if (level === undefined || known.has(level)) return;
  const flag = requiredTopology === undefined ? '--preferred-topology' : '--required-topology';
  const levels = [...known].join(', ') || 'none';
  throw new Stop(
    EXIT.badInput,
    `${flag}: no Topology has the level "${level}"${didYouMean(level, known)}; levels: ${levels}`,
  );
}

function nothingToPlace(files: readonly string[], workloadCount: number): string {
  const where = files.join(', ');
  if (workloadCount === 0) return `no job in ${where}`;
  return `no job in ${where}: its Workloads are admitted, and ask for a place only while status.unhealthyNodes names a node`;
}

/** Other rules would place all pods anew, beside what the workload still holds. */
function checkAlgorithm(jobs: readonly JobManifest[], { algorithm = 'kueue', compare = false }: PlaceOptions): void {
  const mended = jobs.find(({ workload }) => workload !== undefined);
  if (mended === undefined || (algorithm === 'kueue' && !compare)) return;
  const flag = compare ? '--compare' : '--algorithm';
  throw new Stop(EXIT.badInput, `${flag}: only Kueue's own rule replaces the failed node of Workload ${mended.name}`);
}

async function compare(
  jobs: readonly JobManifest[],
  question: PlaceQuestion,
  options: PlaceOptions,
  terminal: Terminal,
): Promise<void> {
  const { compareRules } = await import('../analysis/index.ts');
  const { PLACEMENT_RULE_NAMES } = await import('../placement/index.ts');
  const rules = await Promise.all(PLACEMENT_RULE_NAMES.map((name) => readRule(name, options)));
  const compared = jobs.map((job) => ({ job, outcomes: compareRules(job, question, rules) }));
  if (options.json === true) await writeJson(jsonComparison(compared), options, terminal);
  else writeAnswer(await comparisonText(compared), options, terminal);
}

async function readRule(name: string, { seed }: PlaceOptions): Promise<PlacementRule> {
  const { placementRule } = await import('../placement/index.ts');
  return placementRule(name, seed === undefined ? {} : { seed });
}

function parseSeed(text: string): number {
  const seed = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('Expected a whole number.');
  return seed;
}

interface ComparedJob {
  readonly job: JobManifest;
  readonly outcomes: readonly RuleOutcome[];
}

/** As for placements: one job is answered by itself, several by a list. */
function jsonComparison(compared: readonly ComparedJob[]): object {
  const [first] = compared;
  if (first !== undefined && compared.length === 1) return { algorithms: first.outcomes };
  return {
    jobs: compared.map(({ job: { kind, name, namespace }, outcomes }) => ({
      kind,
      name,
      namespace,
      algorithms: outcomes,
    })),
  };
}

async function comparisonText(compared: readonly ComparedJob[]): Promise<string> {
  const { escapeTerminal, ruleComparisonTable } = await import('../report/index.ts');
  return compared
    .map(({ job, outcomes }) => `${escapeTerminal(job.name)}\n${ruleComparisonTable(outcomes)}`)
    .join('\n\n');
}

function overrideOf({ requiredTopology: required, preferredTopology: preferred }: PlaceOptions) {
  if (required !== undefined) return { topology: { required } };
  return preferred === undefined ? {} : { topology: { preferred } };
}

/** One job is answered by its placement, several by a list of them. */
function jsonAnswer(answers: readonly Answer[]): object {
  const [first] = answers;
  if (first !== undefined && answers.length === 1) return outcome(first);
  const jobs = answers.map((answer) => {
    const { kind, name, namespace } = answer.job;
    return { kind, name, namespace, ...outcome(answer) };
  });
  return { jobs };
}

function outcome({ placement, ifRequired, replacement }: Answer): object {
  return { ...placement, ifRequired, ...(replacement && { replacement }) };
}

async function textAnswer(answers: readonly Answer[]): Promise<string> {
  const { placementText } = await import('../report/index.ts');
  return answers.map((answer) => placementText(answer.job.name, answer)).join('\n\n');
}
