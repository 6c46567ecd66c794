import { Command, Option } from 'commander';
import { addExamples } from './examples-help.ts';
import { HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP, hypObject } from './hyp-command.ts';
import type { Terminal } from './terminal.ts';
import { writeAnswer, writeJson } from './write-answer.ts';

interface ManifestOptions {
  readonly output: 'yaml' | 'json';
}

/** `hopwise manifest -- hyp create …`: which object would this command send to the cluster? */
export function manifestCommand(terminal: Terminal): Command {
  const command = new Command('manifest')
    .description('print the object that a command of the HyperPod CLI would send to the cluster')
    .argument(HYP_COMMAND_ARGUMENT, HYP_COMMAND_HELP)
    .addOption(new Option('-o, --output <format>', 'how to print it').choices(['yaml', 'json']).default('yaml'))
    .action((words: string[], options: ManifestOptions) => printManifest(words, options, command, terminal));
  return addExamples(command, [
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

async function printManifest(
  words: readonly string[],
  { output }: ManifestOptions,
  command: Command,
  terminal: Terminal,
): Promise<void> {
  if (words.length === 0) command.error('error: a command is missing; it stands behind --, as in -- hyp create …');
  const object = await hypObject(words);
  if (output === 'json') return writeJson(object, {}, terminal);
  const { manifestYaml } = await import('../formats/index.ts');
  writeAnswer(manifestYaml(object), {}, terminal);
}
