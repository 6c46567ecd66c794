import { clusterSchedulerConfigReader } from './hyperpod/cluster-scheduler-config.ts';
import { computeQuotaReader } from './hyperpod/compute-quota.ts';
import { kueueGeneratorReader } from './kueue-generator/generator.ts';
import type { ShapeReader } from './shape-reader.ts';
import { topographReader } from './topograph/read-model.ts';

/** Every shape that is read, besides EC2's answers and Kubernetes objects. */
export const SHAPE_READERS: readonly ShapeReader[] = [
  topographReader,
  kueueGeneratorReader,
  computeQuotaReader,
  clusterSchedulerConfigReader,
];
