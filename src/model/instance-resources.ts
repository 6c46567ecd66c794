/** What one instance of a type has by its data sheet; what pods may use of it is less. */
export interface InstanceResources {
  readonly vCpuCount: number;
  readonly memoryGiB: number;
  /** Resource name of its accelerators. */
  readonly accelerator?: 'nvidia.com/gpu' | 'aws.amazon.com/neuron';
  readonly acceleratorCount: number;
  /** EFA network interfaces. */
  readonly efaCount: number;
}

/** vCPUs, memory in GiB, accelerators, EFA interfaces. */
type Row = readonly [vCpuCount: number, memoryGiB: number, acceleratorCount: number, efaCount: number];

/** Nominal resources of an instance type, with or without `ml.`; undefined for a type that is not known (ec2-hyperpod §5.1). */
export function instanceResources(type: string): InstanceResources | undefined {
  const name = type.startsWith('ml.') ? type.slice(3) : type;
  const [vCpuCount, memoryGiB, acceleratorCount, efaCount] = ROWS.get(name) ?? [0, 0, 0, 0];
  if (vCpuCount === 0) return undefined;
  if (acceleratorCount === 0) return { vCpuCount, memoryGiB, acceleratorCount, efaCount };
  const accelerator = name.startsWith('trn') ? 'aws.amazon.com/neuron' : 'nvidia.com/gpu';
  return { vCpuCount, memoryGiB, accelerator, acceleratorCount, efaCount };
}

/** Types whose resources are known, without `ml.`. */
export function knownInstanceTypes(): Iterable<string> {
  return ROWS.keys();
}

const ACCELERATED: Readonly<Record<string, Row>> = {
  'p4d.24xlarge': [96, 1152, 8, 4],
  'p4de.24xlarge': [96, 1152, 8, 4],
  'p5.4xlarge': [16, 256, 1, 1],
  'p5.48xlarge': [192, 2048, 8, 32],
  'p5e.48xlarge': [192, 2048, 8, 32],
  'p5en.48xlarge': [192, 2048, 8, 16],
  'p6-b200.48xlarge': [192, 2048, 8, 8],
  'p6-b300.48xlarge': [192, 4096, 8, 16],
  'p6e-gb200.36xlarge': [144, 960, 4, 0],
  'trn1.2xlarge': [8, 32, 1, 0],
  'trn1.32xlarge': [128, 512, 16, 8],
  'trn1n.32xlarge': [128, 512, 16, 16],
  'trn2.3xlarge': [12, 128, 1, 1],
  'trn2.48xlarge': [192, 2048, 16, 16],
  'trn2u.48xlarge': [192, 2048, 16, 16],
  'g4dn.xlarge': [4, 16, 1, 0],
  'g4dn.2xlarge': [8, 32, 1, 0],
  'g4dn.4xlarge': [16, 64, 1, 0],
  'g4dn.8xlarge': [32, 128, 1, 1],
  'g4dn.12xlarge': [48, 192, 4, 1],
  'g4dn.16xlarge': [64, 256, 1, 1],
  'g5.xlarge': [4, 16, 1, 0],
  'g5.2xlarge': [8, 32, 1, 0],
  'g5.4xlarge': [16, 64, 1, 0],
  'g5.8xlarge': [32, 128, 1, 1],
  'g5.12xlarge': [48, 192, 4, 1],
  'g5.16xlarge': [64, 256, 1, 1],
  'g5.24xlarge': [96, 384, 4, 1],
  'g5.48xlarge': [192, 768, 8, 1],
  'g6.xlarge': [4, 16, 1, 0],
  'g6.2xlarge': [8, 32, 1, 0],
  'g6.4xlarge': [16, 64, 1, 0],
  'g6.8xlarge': [32, 128, 1, 1],
  'g6.12xlarge': [48, 192, 4, 1],
  'g6.16xlarge': [64, 256, 1, 1],
  'g6.24xlarge': [96, 384, 4, 1],
  'g6.48xlarge': [192, 768, 8, 1],
  'gr6.4xlarge': [16, 128, 1, 0],
  'gr6.8xlarge': [32, 256, 1, 1],
  'g6e.xlarge': [4, 32, 1, 0],
  'g6e.2xlarge': [8, 64, 1, 0],
  'g6e.4xlarge': [16, 128, 1, 0],
  'g6e.8xlarge': [32, 256, 1, 1],
  'g6e.12xlarge': [48, 384, 4, 1],
  'g6e.16xlarge': [64, 512, 1, 1],
  'g6e.24xlarge': [96, 768, 4, 2],
  'g6e.48xlarge': [192, 1536, 8, 4],
  'g7e.2xlarge': [8, 64, 1, 0],
  'g7e.4xlarge': [16, 128, 1, 0],
  'g7e.8xlarge': [32, 256, 1, 1],
  'g7e.12xlarge': [48, 512, 2, 1],
  'g7e.24xlarge': [96, 1024, 4, 2],
  'g7e.48xlarge': [192, 2048, 8, 4],
};

/** Types whose memory is no fixed multiple of their vCPUs. */
const IRREGULAR: Readonly<Record<string, Row>> = {
  'c5n.large': [2, 5, 0, 0],
  'c5n.2xlarge': [8, 21, 0, 0],
  'c5n.4xlarge': [16, 42, 0, 0],
  'c5n.9xlarge': [36, 96, 0, 1],
  'c5n.18xlarge': [72, 192, 0, 1],
  't3.medium': [2, 4, 0, 0],
  't3.large': [2, 8, 0, 0],
  't3.xlarge': [4, 16, 0, 0],
  't3.2xlarge': [8, 32, 0, 0],
};

const UP_TO_16 = 'large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge';

/** Families without accelerators: GiB per vCPU, sizes, and the sizes with an EFA interface. */
const PLAIN_FAMILIES: Readonly<Record<string, readonly [gibPerVCpu: number, sizes: string, efaSizes?: string]>> = {
  c5: [2, 'large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge'],
  c6a: [2, `${UP_TO_16} 24xlarge 32xlarge 48xlarge`, '48xlarge'],
  c6g: [2, `medium ${UP_TO_16}`],
  c6i: [2, `${UP_TO_16} 24xlarge 32xlarge`, '32xlarge'],
  c7g: [2, `medium ${UP_TO_16}`, '16xlarge'],
  c8a: [2, '16xlarge'],
  c8g: [2, `medium ${UP_TO_16} 24xlarge 48xlarge`, '24xlarge 48xlarge'],
  i3en: [8, 'large xlarge 2xlarge 3xlarge 6xlarge 12xlarge 24xlarge', '12xlarge 24xlarge'],
  m5: [4, `${UP_TO_16} 24xlarge`],
  m6a: [4, `${UP_TO_16} 24xlarge 32xlarge 48xlarge`, '48xlarge'],
  m6g: [4, `medium ${UP_TO_16}`],
  m6i: [4, `${UP_TO_16} 24xlarge 32xlarge`, '32xlarge'],
  m7g: [4, `medium ${UP_TO_16}`, '16xlarge'],
  m7i: [4, `${UP_TO_16} 24xlarge 48xlarge`, '48xlarge'],
  m8a: [4, '16xlarge'],
  m8g: [4, `medium ${UP_TO_16} 24xlarge 48xlarge`, '24xlarge 48xlarge'],
  r5d: [8, '16xlarge'],
  r6i: [8, `${UP_TO_16} 24xlarge 32xlarge`, '32xlarge'],
  r7i: [8, `${UP_TO_16} 24xlarge 48xlarge`, '48xlarge'],
};

const ROWS: ReadonlyMap<string, Row> = new Map([
  ...Object.entries(ACCELERATED),
  ...Object.entries(IRREGULAR),
  ...plainRows(),
]);

function plainRows(): [string, Row][] {
  return Object.entries(PLAIN_FAMILIES).flatMap(([family, [gibPerVCpu, sizes, efaSizes = '']]) =>
    sizes.split(' ').map((size): [string, Row] => {
      const vCpuCount = vCpusOfSize(size);
      const efaCount = efaSizes.split(' ').includes(size) ? 1 : 0;
      return [`${family}.${size}`, [vCpuCount, gibPerVCpu * vCpuCount, 0, efaCount]];
    }),
  );
}

/** `medium` has one vCPU, `large` two, `xlarge` four, and `12xlarge` twelve times four. */
function vCpusOfSize(size: string): number {
  if (size === 'medium') return 1;
  return size === 'large' ? 2 : 4 * Number(size.replace('xlarge', '') || '1');
}
