import { compareStrings } from '../../../base/index.ts';

/** Partitions of one instance type, smallest first; `a b` stands for `mig-1g.a mig-1g.b mig-2g.b …`. */
type Memory = readonly [smallest: string, one: string, two: string, three: string, four: string, seven: string];

const MEMORY_GB: Readonly<Record<string, Memory>> = {
  'ml.p4d.24xlarge': ['5', '10', '10', '20', '20', '40'],
  'ml.p4de.24xlarge': ['10', '20', '20', '40', '40', '80'],
  'ml.p5.48xlarge': ['10', '20', '20', '40', '40', '80'],
  'ml.p5e.48xlarge': ['18', '35', '35', '71', '71', '141'],
  'ml.p5en.48xlarge': ['18', '35', '35', '71', '71', '141'],
  'ml.p6-b200.48xlarge': ['23', '45', '45', '90', '90', '180'],
  'ml.p6-b300.48xlarge': ['34', '67', '67', '135', '135', '269'],
  'ml.p6e-gb200.36xlarge': ['23', '47', '47', '93', '93', '186'],
};

/** Compute slices of the six partitions of a GPU, of seven that it has. */
const SLICES: readonly number[] = [1, 1, 2, 3, 4, 7];

/** Slices that a GPU is cut into. */
export const GPU_SLICES = 7;

/** Words that `--accelerator-partition-type` takes; those of p6-b300 are missing from the real list too. */
export const PARTITION_FLAG_WORDS: readonly string[] = (
  '1g.5 1g.10 1g.18 1g.20 1g.23 1g.35 1g.45 1g.47 2g.10 2g.20 2g.35 2g.45 2g.47 3g.20 3g.40 3g.71 3g.90 3g.93 ' +
  '4g.20 4g.40 4g.71 4g.90 4g.93 7g.40 7g.80 7g.141 7g.180 7g.186'
)
  .split(' ')
  .map((profile) => `mig-${profile}gb`);

/** Partitions (MIG profiles) that an instance type, with `ml.`, can have, in byte order; undefined when it can have none. */
export function partitionsOf(instanceType: string): readonly string[] | undefined {
  if (!Object.hasOwn(MEMORY_GB, instanceType)) return undefined;
  const memory = MEMORY_GB[instanceType] as Memory;
  return memory.map((gigabytes, index) => `mig-${SLICES[index]}g.${gigabytes}gb`).sort(compareStrings);
}

/** How many slices of a GPU does a partition have? */
export function slicesOf(partition: string): number {
  return Number(/^mig-(\d)g\./.exec(partition)?.[1] ?? 0);
}
