/** Width of a band and the part of it that a node keeps for itself. */
type Band = readonly [width: number, part: number];

const MEMORY_BANDS: readonly Band[] = [
  [4, 0.3],
  [4, 0.25],
  [8, 0.2],
  [112, 0.17],
  [Infinity, 0.07],
];

/** GiB that pods may use of a node's memory, as the CLI estimates it: less than the node has, more than Kubernetes leaves. */
export function allocatableMemory(memoryGiB: number): number {
  let reserve = 0.5;
  let rest = memoryGiB;
  for (const [width, part] of MEMORY_BANDS) {
    const inBand = Math.min(width, rest);
    if (inBand > 0) reserve += inBand * part;
    rest -= inBand;
  }
  return memoryGiB - reserve;
}

/** vCPUs that pods may use of a node's, as the CLI estimates it. Added up in its order: the last digits are seen. */
export function allocatableCpu(vCpuCount: number): number {
  let reserve = 0.1;
  if (vCpuCount >= 1) reserve += 0.3;
  if (vCpuCount >= 2) reserve += 0.15;
  for (let core = 3; core <= Math.min(4, vCpuCount); core++) reserve += 0.1;
  if (vCpuCount > 4) reserve += (vCpuCount - 4) * 0.06;
  return vCpuCount - reserve;
}
