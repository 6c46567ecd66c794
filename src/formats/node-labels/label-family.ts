import { NETWORK_LAYER_LABELS, ULTRASERVER_LABEL } from '../../model/index.ts';

/** A set of node labels by which some tool says where a node is; closed. */
export type LabelFamilyName = 'aws' | 'topograph' | 'nvidia' | 'nvidia-block';

/** The labels of one family. */
export interface LabelFamily {
  readonly name: LabelFamilyName;
  /**
   * Which end of a path label 0 belongs to. `top`: AWS counts layers from the top. `bottom`: the others count from the
   * node, so that a node with fewer layers lacks the upper ones.
   */
  readonly countsFrom: 'top' | 'bottom';
  /** Label keys in the order of counting. */
  readonly keys: readonly string[];
  readonly domainKey: string;
  readonly subDomainKey?: string;
  /** Are values of more than 63 bytes hashed? Kubernetes takes no longer ones. */
  readonly hashesLongValues: boolean;
}

const NVIDIA = 'network.topology.nvidia.com';
/** topograph numbers as many tiers as there are; Kueue takes 16 levels. */
const TIERS = 15;

/**
 * Every family that is read and written, the one that is preferred first:
 *
 * - `aws`: EC2's network layers, 1 = top, as the AWS cloud controller sets them (ec2-hyperpod §2.4)
 * - `topograph`: `fabric.topograph.run/tier-N`, 0 = next to the node, and accelerator domains (§6.2)
 * - `nvidia`: topograph's older names leaf, spine and core
 * - `nvidia-block`: its oldest names block, spine and datacenter
 */
export const LABEL_FAMILIES: readonly LabelFamily[] = [
  {
    name: 'aws',
    countsFrom: 'top',
    keys: NETWORK_LAYER_LABELS,
    domainKey: ULTRASERVER_LABEL,
    hashesLongValues: false,
  },
  {
    name: 'topograph',
    countsFrom: 'bottom',
    keys: Array.from({ length: TIERS }, (_, tier) => `fabric.topograph.run/tier-${tier}`),
    domainKey: 'accelerator.topograph.run/domain',
    subDomainKey: 'accelerator.topograph.run/sub-domain',
    hashesLongValues: true,
  },
  {
    name: 'nvidia',
    countsFrom: 'bottom',
    keys: ['leaf', 'spine', 'core'].map((tier) => `${NVIDIA}/${tier}`),
    domainKey: `${NVIDIA}/accelerator`,
    hashesLongValues: true,
  },
  {
    name: 'nvidia-block',
    countsFrom: 'bottom',
    keys: ['block', 'spine', 'datacenter'].map((tier) => `${NVIDIA}/${tier}`),
    domainKey: `${NVIDIA}/accelerator`,
    hashesLongValues: true,
  },
];

/** The family of this name. */
export function labelFamily(name: LabelFamilyName): LabelFamily {
  return LABEL_FAMILIES.find((family) => family.name === name) as LabelFamily;
}
