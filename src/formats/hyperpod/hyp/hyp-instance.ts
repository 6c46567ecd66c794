import { instanceResources } from '../../../model/index.ts';

/** An instance type as the real CLI knows it. */
export interface HypInstance {
  readonly vCpuCount: number;
  readonly memoryGiB: number;
  /** Resource name of its accelerators. */
  readonly accelerator?: 'nvidia.com/gpu' | 'aws.amazon.com/neurondevice';
  readonly acceleratorCount: number;
  readonly efaCount: number;
}

const UP_TO_16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';
const UP_TO_48 = 'xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge';

/** Sizes by family: the types in the CLI's own table, which has fewer than there are. */
const SIZES: Readonly<Record<string, string>> = {
  p4d: '24xlarge',
  p4de: '24xlarge',
  p5: '4xlarge 48xlarge',
  p5e: '48xlarge',
  p5en: '48xlarge',
  'p6-b200': '48xlarge',
  'p6-b300': '48xlarge',
  'p6e-gb200': '36xlarge',
  trn1: '32xlarge',
  trn1n: '32xlarge',
  trn2: '3xlarge 48xlarge',
  g5: UP_TO_48,
  g6: UP_TO_48,
  gr6: '4xlarge 8xlarge',
  g6e: UP_TO_48,
  g7e: '2xlarge 4xlarge 8xlarge 12xlarge 24xlarge 48xlarge',
  c5: 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge',
  c5n: 'large 2xlarge 4xlarge 9xlarge 18xlarge',
  c6i: `${UP_TO_16} 24xlarge 32xlarge`,
  i3en: 'large xlarge 2xlarge 3xlarge 6xlarge 12xlarge 24xlarge',
  m5: `${UP_TO_16} 24xlarge`,
  m6i: `${UP_TO_16} 24xlarge 32xlarge`,
  m7i: `${UP_TO_16} 24xlarge 48xlarge`,
  r6i: `${UP_TO_16} 24xlarge 32xlarge`,
  r7i: `${UP_TO_16} 24xlarge 48xlarge`,
  t3: 'medium large xlarge 2xlarge',
};

const KNOWN: ReadonlySet<string> = new Set(
  Object.entries(SIZES).flatMap(([family, sizes]) => sizes.split(' ').map((size) => `ml.${family}.${size}`)),
);

/** What an instance type, with `ml.`, has according to the CLI; undefined for a type that is not in its table. */
export function hypInstance(type: string): HypInstance | undefined {
  const resources = KNOWN.has(type) ? instanceResources(type) : undefined;
  if (resources === undefined) return undefined;
  const { accelerator, ...counts } = resources;
  if (accelerator === undefined) return counts;
  const isTrainium = accelerator === 'aws.amazon.com/neuron';
  return { ...counts, accelerator: isTrainium ? 'aws.amazon.com/neurondevice' : accelerator };
}
