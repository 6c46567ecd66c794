import { compareStrings, quantityText } from '../base/index.ts';
import type { JobOutcome, Source } from '../formats/index.ts';
import { type PodSet, podRequests } from '../model/index.ts';
import { EXIT } from './exit-codes.ts';
import { hypSource } from './hyp-command.ts';
import { printProblems } from './print-problems.ts';
import { type ConfigOptions, readConfig } from './read-config.ts';
import { readSources } from './read-sources.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { writeAnswer, writeJson } from './write-answer.ts';

/** How jobs are read and printed. */
export interface JobsOptions extends ConfigOptions {
  readonly output?: 'table' | 'yaml' | 'json' | 'workload';
  readonly recursive?: boolean;
}

/**
 * Prints what Kueue makes of the jobs of files and of a command of the HyperPod CLI.
 *
 * Refusals of Kueue go to stderr. The table shows them too; the other forms are for programs, and print all or nothing.
 * @throws Stop when a job is refused, or there is none
 */
export async function printJobs(
  files: readonly string[],
  words: readonly string[],
  options: JobsOptions,
  terminal: Terminal,
): Promise<void> {
  const { output = 'table', recursive = false } = options;
  const settings = await readConfig(options, terminal);
  const filed = await readSources(files, terminal, { recursive });
  const sources: Source[] = words.length === 0 ? filed : [...filed, await hypSource(words)];
  const { deriveJobs } = await import('../formats/index.ts');
  const { outcomes, problems, isReadable } = deriveJobs(sources, settings);
  await printProblems(problems, terminal);
  const isRefused = problems.some(({ severity }) => severity === 'error');
  if (!isReadable || (isRefused && output !== 'table')) throw new Stop(EXIT.badInput);
  if (outcomes.length === 0) throw new Stop(EXIT.badInput, `no job in ${sources.map(({ file }) => file).join(', ')}`);
  if (output === 'json') await writeJson(plainJobs(outcomes), {}, terminal);
  else writeAnswer(await answerText(outcomes, output), {}, terminal);
  if (isRefused) throw new Stop(EXIT.badInput);
}

async function answerText(outcomes: readonly JobOutcome[], output: 'table' | 'yaml' | 'workload'): Promise<string> {
  if (output === 'table') return (await import('../report/index.ts')).jobTable(outcomes);
  const { toYaml } = await import('../formats/index.ts');
  if (output === 'yaml') return toYaml(plainJobs(outcomes));
  return outcomes.flatMap(({ workload }) => (workload === undefined ? [] : [toYaml(workload)])).join('---\n');
}

/** What scripts read: pod sets without their templates, amounts as Kubernetes writes them. */
function plainJobs(outcomes: readonly JobOutcome[]): object {
  const jobs = outcomes.map(({ podSets, workload: _, workloadName, place: { file, line }, ...job }) => ({
    ...job,
    ...(workloadName !== undefined && { workload: workloadName }),
    podSets: podSets.map(plainPodSet),
    file,
    line,
  }));
  return { jobs };
}

function plainPodSet({ name, count, minCount, template, topologyRequest }: PodSet): object {
  const { nodeSelector } = template.spec ?? {};
  const requests = [...podRequests(template.spec ?? {})].sort(([a], [b]) => compareStrings(a, b));
  return {
    name,
    count,
    ...(minCount !== undefined && { minCount }),
    requestsPerPod: Object.fromEntries(
      requests.map(([resource, amount]) => [resource, quantityText(resource, amount)]),
    ),
    ...(topologyRequest && { topologyRequest }),
    ...(nodeSelector && { nodeSelector }),
  };
}
