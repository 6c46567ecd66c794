import { InputError } from '../base/index.ts';
import type { Inputs } from '../formats/index.ts';
import type { Cluster, Pod, Workload } from '../model/index.ts';
import { printProblems } from './print-problems.ts';
import type { Terminal } from './terminal.ts';

/**
 * The cluster that files describe, able to take topology requests; what had to be assumed for that is printed, and what
 * is missing to count what it holds.
 *
 * @param held admitted workloads known from elsewhere: what they hold counts too
 * @throws InputError when an instance's resources are not known
 */
export async function toCluster(inputs: Inputs, held: readonly Workload[], terminal: Terminal): Promise<Cluster> {
  const [{ uncountedPods, uncountedWorkloads, withDefaultFlavor }, { buildCluster }] = await Promise.all([
    import('../analysis/index.ts'),
    import('../formats/index.ts'),
  ]);
  const { cluster: read, problems } = buildCluster(inputs);
  if (problems.some(({ severity }) => severity === 'error')) throw new InputError(problems);
  await printProblems(problems, terminal);
  const cluster = { ...read, workloads: [...read.workloads, ...missingFrom(read.workloads, held)] };
  const placeable = withDefaultFlavor(cluster);
  await warnOfPods(uncountedPods(cluster), terminal);
  await warnOfWorkloads(uncountedWorkloads(placeable.cluster), terminal);
  for (const notice of placeable.notices) terminal.err(`note: ${notice}\n`);
  return placeable.cluster;
}

function missingFrom(known: readonly Workload[], others: readonly Workload[]): Workload[] {
  const isSame = (a: Workload, b: Workload): boolean => a.name === b.name && a.namespace === b.namespace;
  return others.filter((other) => !known.some((workload) => isSame(workload, other)));
}

/** What a warning is about: the first by name, the others by number. */
function subject(
  kind: string,
  [first, ...others]: readonly { readonly namespace?: string; readonly name: string }[],
): string {
  const name = `${kind} ${first?.namespace ?? 'default'}/${first?.name}`;
  return others.length === 0 ? name : `${name} and ${others.length} more`;
}

async function warnOfPods(pods: readonly Pod[], terminal: Terminal): Promise<void> {
  if (pods.length === 0) return;
  const why =
    'topology pods are counted by their Workloads, which --cluster lacks; add kubectl get workloads -A -o json';
  await warn(`room of ${subject('pod', pods)} is taken for free: ${why}`, terminal);
}

async function warnOfWorkloads(workloads: readonly Workload[], terminal: Terminal): Promise<void> {
  if (workloads.length === 0) return;
  const why = '--cluster lacks the flavors they hold; add kubectl get resourceflavors,topologies -o json';
  await warn(`room of ${subject('Workload', workloads)} is taken for free: ${why}`, terminal);
}

async function warn(text: string, terminal: Terminal): Promise<void> {
  const { escapeTerminal } = await import('../report/index.ts');
  terminal.err(`warning: ${escapeTerminal(text)}\n`);
}
