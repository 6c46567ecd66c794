import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import type { TopologyShape } from '../topology/index.ts';
import { addExamples } from './examples-help.ts';
import { EXIT } from './exit-codes.ts';
import { INTERCHANGE_FORMATS, type NetworkFormat } from './network-formats.ts';
import { Stop } from './stop.ts';
import type { Terminal } from './terminal.ts';
import { addOutputOptions, type OutputOptions, writeAnswer } from './write-answer.ts';

interface GenerateCommandOptions extends OutputOptions {
  readonly kind: TopologyShape['kind'];
  readonly layers?: readonly number[];
  readonly instances?: number;
  readonly seed: number;
  readonly instanceType?: string;
  readonly format: string;
}

const KINDS: readonly TopologyShape['kind'][] = ['fat-tree', 'ec2', 'nvl72'];

/** `hopwise generate topology`: a network to test and to plan with. */
export function generateCommand(terminal: Terminal): Command {
  const command = new Command('generate')
    .description('make up a network: the same seed gives the same bytes')
    .addArgument(new Argument('<what>', 'what to make').choices(['topology']))
    .addOption(new Option('--kind <kind>', 'how the network is built').choices(KINDS).makeOptionMandatory())
    .option('--layers <counts>', 'fat-tree: network nodes below each one above, from the top, as in 2,4,8', readCounts)
    .option(
      '--instances <count>',
      'how many instances; for a fat-tree without it the last layer counts instances',
      readCount,
    )
    .option('--seed <number>', 'a whole number', readSeed, 0)
    .option('--instance-type <type>', 'default: p5.48xlarge, for nvl72 p6e-gb200.36xlarge')
    .addOption(
      new Option('--format <format>', 'what to write').choices(Object.keys(INTERCHANGE_FORMATS)).default('ec2'),
    );
  addOutputOptions(command).action((_what: string, options: GenerateCommandOptions) => generate(options, terminal));
  return addExamples(command, [
    ['1024 instances below 64 leaves', 'hopwise generate topology --kind fat-tree --layers 2,4,8,16'],
    [
      'Irregular, as EC2 hands them out',
      'hopwise generate topology --kind ec2 --instances 256 --seed 7 -o cluster.json',
    ],
    ['Eight NVL72 racks for topograph', 'hopwise generate topology --kind nvl72 --instances 144 --format topograph'],
  ]);
}

async function generate(options: GenerateCommandOptions, terminal: Terminal): Promise<void> {
  const [{ generateTopology }, { emptyInputs }] = await Promise.all([
    import('../topology/index.ts'),
    import('../formats/index.ts'),
  ]);
  const { instanceType, seed } = options;
  const instances = generateTopology(shapeOf(options), { seed, ...(instanceType && { instanceType }) });
  const format = INTERCHANGE_FORMATS[options.format] as NetworkFormat;
  writeAnswer(await format({ inputs: { ...emptyInputs(), instances }, instances }, {}), options, terminal);
}

function shapeOf({ kind, layers, instances }: GenerateCommandOptions): TopologyShape {
  if (kind !== 'fat-tree') {
    if (layers !== undefined) throw new Stop(EXIT.badInput, `--layers is for --kind fat-tree, not ${kind}`);
    if (instances === undefined) throw new Stop(EXIT.badInput, `--kind ${kind} needs --instances`);
    return { kind, instanceCount: instances };
  }
  if (layers === undefined) throw new Stop(EXIT.badInput, '--kind fat-tree needs --layers, as in --layers 2,4,8,16');
  if (instances !== undefined) return { kind, layers, instanceCount: instances };
  if (layers.length < 2) throw new Stop(EXIT.badInput, '--layers needs two counts, or --instances beside it');
  return { kind, layers: layers.slice(0, -1), instanceCount: layers.reduce((product, count) => product * count, 1) };
}

function readCounts(text: string): number[] {
  return text.split(',').map((part) => readCount(part.trim()));
}

function readCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('Expected a whole number of at least 1.');
  return Number(text);
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!/^-?\d+$/.test(text) || !Number.isSafeInteger(seed)) throw new InvalidArgumentError('Expected a whole number.');
  return seed;
}
