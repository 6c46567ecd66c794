import { didYouMean, InputError } from '../base/index.ts';
import type { HyperPodPyTorchJobObject, Inputs, JobManifest, ReadInputsOptions, Source } from '../formats/index.ts';
import type { Node } from '../model/index.ts';
import { EXIT } from './exit-codes.ts';
import { printProblems } from './print-problems.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';

/** Words behind `--`, as `--help` shows them. */
export const HYP_COMMAND_ARGUMENT = '[command...]';
export const HYP_COMMAND_HELP = 'behind --: a command of the HyperPod CLI, as in -- hyp create hyp-pytorch-job …';

const HYP = 'hyp';
const MIG_PREFIX = 'nvidia.com/mig-';

/**
 * The object that a command of the HyperPod CLI would send.
 *
 * @param words the words behind `--`
 * @param nodes nodes of the cluster, where it is known: some partitions of accelerators can only be had if a node offers them
 * @throws Stop with the refusal of the CLI, or when the command is another
 */
export async function hypObject(
  words: readonly string[],
  nodes: readonly Node[] = [],
): Promise<HyperPodPyTorchJobObject> {
  const [program = '', ...args] = words;
  if (program !== HYP) {
    const hint = didYouMean(program, [HYP]);
    throw new Stop(
      EXIT.badInput,
      await safe(`expected "hyp create hyp-pytorch-job" behind --, found "${program}"${hint}`),
    );
  }
  const { hypCreate } = await import('../formats/index.ts');
  const answer = hypCreate(args, { acceleratorPartitions: partitionsOf(nodes) });
  if (answer.state === 'created') return answer.object;
  const lines = await Promise.all(answer.errors.map(safe));
  throw new Stop(EXIT.badInput, `hyp: ${lines.join('\n').replace(/^Error: /, '')}`);
}

/** The object of such a command as a text to read, under the name of the command. */
export async function hypSource(words: readonly string[], nodes: readonly Node[] = []): Promise<Source> {
  const object = await hypObject(words, nodes);
  return { file: words.slice(0, 3).join(' '), text: JSON.stringify(object, null, 2) };
}

/**
 * The job that such a command makes, read as a manifest; prints warnings.
 *
 * @throws Stop as above
 * @throws InputError when Kueue would not take the job
 */
export async function readHypJobs(
  words: readonly string[],
  options: ReadInputsOptions & { readonly cluster: Inputs },
  terminal: Terminal,
): Promise<readonly JobManifest[]> {
  const source = await hypSource(words, options.cluster.nodes);
  const { readInputs } = await import('../formats/index.ts');
  const result = readInputs([source], options);
  if (result.state === 'refused') throw new InputError(result.problems);
  await printProblems(result.warnings, terminal);
  return result.value.jobs;
}

function partitionsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ allocatable }) =>
    Object.entries(allocatable)
      .filter(([resource, amount]) => resource.startsWith(MIG_PREFIX) && Number(amount) > 0)
      .map(([resource]) => resource.slice('nvidia.com/'.length)),
  );
}

async function safe(line: string): Promise<string> {
  const { escapeTerminal } = await import('../report/index.ts');
  return escapeTerminal(line);
}
