import { InputError } from '../base/index.ts';
import type { ReadInputsOptions } from '../formats/index.ts';
import type { Cluster, Pod, Workload } from '../model/index.ts';
import { printProblems } from './print-problems.ts';
import { readInputFiles } from './read-inputs.ts';
import type { SourceOptions } from './read-sources.ts';
import type { Terminal } from './terminal.ts';

/** How a cluster is read. */
export interface ClusterOptions extends SourceOptions, ReadInputsOptions {
  /** Admitted workloads known from elsewhere: what they hold counts too. */
  readonly workloads?: readonly Workload[];
}

/**
 * Reads a cluster that can take topology requests; what had to be assumed for that is printed.
 *
 * @throws InputError when a file cannot be read, or an instance's resources are not known
 */
export async function readCluster(
  args: readonly string[],
  terminal: Terminal,
  options: ClusterOptions = {},
): Promise<Cluster> {
  const [{ uncountedPods, withDefaultFlavor }, { buildCluster }] = await Promise.all([
    import('../analysis/index.ts'),
    import('../formats/index.ts'),
  ]);
  const { cluster: read, problems } = buildCluster(await readInputFiles(args, terminal, options));
  if (problems.some(({ severity }) => severity === 'error')) throw new InputError(problems);
  await printProblems(problems, terminal);
  const cluster = { ...read, workloads: [...read.workloads, ...missingFrom(read.workloads, options.workloads ?? [])] };
  await warnOfPods(uncountedPods(cluster), terminal);
  const placeable = withDefaultFlavor(cluster);
  for (const notice of placeable.notices) terminal.err(`note: ${notice}\n`);
  return placeable.cluster;
}

function missingFrom(known: readonly Workload[], others: readonly Workload[]): Workload[] {
  const isSame = (a: Workload, b: Workload): boolean => a.name === b.name && a.namespace === b.namespace;
  return others.filter((other) => !known.some((workload) => isSame(workload, other)));
}

async function warnOfPods(pods: readonly Pod[], terminal: Terminal): Promise<void> {
  const [first] = pods;
  if (first === undefined) return;
  const { escapeTerminal } = await import('../report/index.ts');
  const name = `${first.namespace ?? 'default'}/${first.name}`;
  const who = pods.length === 1 ? `1 pod holds (${name})` : `${pods.length} pods hold (the first is ${name})`;
  const why = 'Kueue placed by topology, so that their Workloads count for them, and those are not among the files';
  const text = `the room that ${who} is taken for free: ${why}; add kubectl get workloads -A -o json to --cluster`;
  terminal.err(`warning: ${escapeTerminal(text)}\n`);
}
