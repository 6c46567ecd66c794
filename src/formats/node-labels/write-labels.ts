import { fnv64a } from '../../base/index.ts';
import type { Instance } from '../../model/index.ts';
import { type LabelFamilyName, labelFamily } from './label-family.ts';

/** Longest value of a label that Kubernetes takes, in bytes. */
const MAX_VALUE_BYTES = 63;

/**
 * The labels of one family that the Kubernetes node of an instance should carry: its network nodes, the accelerator
 * domain, and the part of it where the family has a label for that and there is a domain.
 *
 * Not carried: layers beyond the family's (AWS has 4 labels and keeps the top, NVIDIA 3 and keeps the lowest). Values of
 * more than 63 bytes are written as `x` and their FNV-1a hash in hexadecimal digits where topograph does so, and cannot
 * be read back.
 */
export function labelsOfFamily(instance: Instance, name: LabelFamilyName): Record<string, string> {
  const { keys, countsFrom, domainKey, subDomainKey, hashesLongValues } = labelFamily(name);
  const { networkNodes, ultraServerId, subDomainId } = instance;
  const path = countsFrom === 'top' ? networkNodes : networkNodes.toReversed();
  const entries: (readonly [string, string])[] = path.slice(0, keys.length).map((node, i) => [keys[i] as string, node]);
  if (ultraServerId !== undefined) {
    entries.push([domainKey, ultraServerId]);
    if (subDomainKey !== undefined && subDomainId !== undefined) entries.push([subDomainKey, subDomainId]);
  }
  return Object.fromEntries(entries.map(([key, value]) => [key, hashesLongValues ? labelValue(value) : value]));
}

function labelValue(value: string): string {
  const isShort = new TextEncoder().encode(value).length <= MAX_VALUE_BYTES;
  return isShort ? value : `x${fnv64a(value).toString(16)}`;
}
