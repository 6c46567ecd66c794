import { describe, expect, it } from 'vitest';
import { commandLine, created, refusal } from './command-line.ts';

const COMMAND = ['create', 'hyp-pytorch-job'];
const NAMED = [...COMMAND, '--job-name', 'a', '--image', 'i'];

// The texts are those of the real CLI (3.12.0, click 8.1) for the same words.
describe('flags', () => {
  it('are read with a space or an equals sign, and the last of several counts', () => {
    const words = ['--replica-count=2', '--replica-count', '3', '--namespace', '--odd'];
    const { metadata, spec } = created(commandLine(...words));
    expect([metadata.namespace, spec.replicaSpecs[0].replicas]).toEqual(['--odd', 3]);
  });

  it.each<[title: string, args: readonly string[], error: string]>([
    ['a missing name', COMMAND, "Missing option '--job-name'."],
    ['a missing image', [...COMMAND, '--job-name', 'a'], "Missing option '--image'."],
    ['a misspelt flag', [...NAMED, '--job-nam', 'x'], 'No such option: --job-nam Did you mean --job-name?'],
    [
      'a flag like several',
      [...NAMED, '--max-count', '1'],
      'No such option: --max-count (Possible options: --max-node-count, --max-replica-count, --node-count)',
    ],
    ['a flag like none', [...NAMED, '--zzzzzz'], 'No such option: --zzzzzz'],
    ['a flag of one letter', [...NAMED, '-n', 'x'], 'No such option: -n'],
    ['a flag without its value', [...NAMED, '--efa'], "Option '--efa' requires an argument."],
    ['a switch with a value', [...NAMED, '--debug=1'], "Option '--debug' does not take a value."],
    ['a word too many', [...NAMED, 'x'], 'Got unexpected extra argument (x)'],
    ['words behind --', [...NAMED, '--', '--debug', 'y'], 'Got unexpected extra arguments (--debug y)'],
    [
      'a number that is none',
      [...NAMED, '--efa', "it's"],
      "Invalid value for '--efa': \"it's\" is not a valid integer.",
    ],
    [
      'a list of numbers that are none',
      [...NAMED, '--elastic-replica-discrete-values', '[2, x]'],
      "Invalid value for '--elastic-replica-discrete-values': elastic-replica-discrete-values must contain only integers: invalid literal for int() with base 10: 'x'",
    ],
    [
      'JSON that is none',
      [...NAMED, '--environment', '{"a":"b",}'],
      "Invalid value for '--environment': 'environment' must be valid JSON: Expecting property name enclosed in double quotes: line 1 column 10 (char 9)",
    ],
    [
      'a volume without keys',
      [...NAMED, '--volume', 'name=a,x'],
      "Error parsing volume 1: Invalid volume format in volume 1: 'x' should be key=value",
    ],
    [
      'the first flag that is wrong before one that is missing',
      [...COMMAND, '--efa', 'x', '--accelerators', 'y'],
      "Invalid value for '--efa': 'x' is not a valid integer.",
    ],
  ])('are refused with exit code 2: %s', (_, args, error) => {
    expect(refusal(args)).toEqual([2, `Error: ${error}`]);
  });

  it('name the partitions that can be chosen', () => {
    const [, line] = refusal([...NAMED, '--accelerator-partition-type', 'mig-1g.34gb']);
    expect(line).toMatch(
      /^Error: Invalid value for '--accelerator-partition-type': 'mig-1g\.34gb' is not one of 'mig-/,
    );
    expect(line?.match(/'mig-[\w.]+'/g)).toHaveLength(29);
  });

  it('make no job when they ask for help', () => {
    expect(refusal([...NAMED, '--help'])[0]).toBe(2);
    expect(created(commandLine('--namespace', '--help')).metadata.namespace).toBe('--help');
  });

  it.each([
    [['creat', 'hyp-pytorch-job'], 'found "creat hyp-pytorch-job" (did you mean "create"?)'],
    [['create', 'hyp-pytorch'], 'found "create hyp-pytorch"'],
    [['list', 'hyp-pytorch-job'], 'found "list hyp-pytorch-job"'],
    [[], 'found ""'],
  ])('belong to one command: %j is another', (args, hint) => {
    const [exit, line] = refusal(args);
    expect(exit).toBe(2);
    expect(line).toContain(hint);
  });
});

describe('the schema', () => {
  const layer = ['--required-topology', 'topology.k8s.aws/network-node-layer-1'];

  it('is the newest when none is chosen', () => {
    expect(created([...NAMED, ...layer]).metadata.annotations).toBeDefined();
  });

  it('1.0 knows nothing of topology', () => {
    expect(refusal([...NAMED, '--version', '1.0', ...layer])).toEqual([
      2,
      'Error: No such option: --required-topology',
    ]);
  });

  it('is chosen by the word behind the first --version alone', () => {
    expect(created([...NAMED, '--version=1.0', ...layer]).metadata.annotations).toBeDefined();
    expect(created([...NAMED, '--version', '1.1', '--version', '1.0', ...layer]).metadata.annotations).toBeDefined();
    expect(refusal([...NAMED, '--version', '1.0', '--version', '1.1', ...layer])[0]).toBe(2);
  });

  it('must be one that there is', () => {
    expect(refusal([...NAMED, '--version', '2.0'])).toEqual([
      1,
      'click.exceptions.ClickException: Unsupported schema version: 2.0',
    ]);
    expect(refusal([...NAMED, '--version'])).toEqual([2, "Error: Option '--version' requires an argument."]);
  });
});
