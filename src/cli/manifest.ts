import { Command, Option } from 'commander';
import { addExamples } from './examples-help.ts';
import { HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP, hypObject } from './hyp-command.ts';
import { type JobsOptions, printJobs } from './manifest-jobs.ts';
import { addConfigOptions } from './read-config.ts';
import type { Terminal } from './terminal.ts';
import { writeAnswer, writeJson } from './write-answer.ts';

interface ManifestOptions extends JobsOptions {
  readonly filename?: readonly string[];
}

/**
 * `hopwise manifest -f JOB…`: which pod sets would Kueue make of these jobs? `hopwise manifest -- hyp create …`: which
 * object would this command send to the cluster?
 */
export function manifestCommand(terminal: Terminal): Command {
  const command = new Command('manifest')
    .description(
      'show the pod sets that Kueue makes of jobs, or print the object that a command of the HyperPod CLI would send',
    )
    .argument(HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP)
    .option(
      '-f, --filename <file...>',
      'jobs, and the queues and priority classes that they name: files, directories, or -',
    )
    .addOption(
      new Option(
        '-o, --output <format>',
        'how to print it; workload prints what Kueue would create (default: table of files, yaml of a command)',
      ).choices(['table', 'yaml', 'json', 'workload']),
    )
    .option('-R, --recursive', 'read directories below directories too');
  addConfigOptions(command).action((words: string[], options: ManifestOptions) =>
    manifest(words, options, command, terminal),
  );
  return addExamples(command, [
    ['See the pod sets of every job of a directory', 'hopwise manifest -f jobs/'],
    ['Print the Workload that Kueue would create', 'hopwise manifest -f job.yaml -o workload'],
    [
      'See what hyp would create',
      'hopwise manifest -- hyp create hyp-pytorch-job --job-name mnist --image mnist:1 --instance-type ml.p5.48xlarge',
    ],
    [
      'Keep it, to place it later',
      'hopwise manifest -o json -- hyp create hyp-pytorch-job --job-name mnist --image mnist:1 > job.json',
    ],
  ]);
}

async function manifest(
  words: readonly string[],
  options: ManifestOptions,
  command: Command,
  terminal: Terminal,
): Promise<void> {
  const { filename: files = [], output } = options;
  if (files.length === 0 && words.length === 0) {
    command.error('error: give jobs with -f, or a command behind --, as in -- hyp create …');
  }
  const isObject = files.length === 0 && output !== 'table' && output !== 'workload';
  if (isObject) return printObject(words, output, terminal);
  await printJobs(files, words, options, terminal);
}

async function printObject(
  words: readonly string[],
  output: 'yaml' | 'json' | undefined,
  terminal: Terminal,
): Promise<void> {
  const object = await hypObject(words);
  if (output === 'json') return writeJson(object, {}, terminal);
  const { toYaml } = await import('../formats/index.ts');
  writeAnswer(toYaml(object), {}, terminal);
}
