import { binaryText, decimalText } from './canonical-quantity.ts';

const NANOS = 1_000_000_000n;

/**
 * Writes an amount of a resource as Kubernetes does: the canonical quantity that Kueue's messages show, where thousands
 * have suffixes too (`50000000` thousandths of `cpu` → `50k`, `1000` pods → `1k`, `1500` bytes → `1500`).
 *
 * Bytes (memory, ephemeral storage, huge pages) go by 1024 where it divides them, all else by 1000: Kueue reads bytes again
 * as it wrote them, and what has no suffix of powers of 1024 then gets one of 1000 (`64Gi`, `100M`).
 * @see kueue-quota §2.5
 */
export function quantityText(resource: string, amount: bigint): string {
  if (amount === 0n) return '0';
  if (resource === 'cpu') return decimalText((amount * NANOS) / 1000n);
  return countsBytes(resource) && amount % 1024n === 0n ? binaryText(amount) : decimalText(amount * NANOS);
}

function countsBytes(resource: string): boolean {
  return resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');
}
