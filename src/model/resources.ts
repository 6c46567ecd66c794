import { type Quantity, resourceAmount } from '../base/index.ts';

/** Resource name → amount, as in `requests` or `allocatable`: `{ cpu: '8', 'nvidia.com/gpu': 1 }`. */
export type ResourceList = Readonly<Record<string, Quantity>>;

/**
 * Is this a resource that Kubernetes knows nothing of but its number, such as GPUs? Its name has a prefix that is not
 * Kubernetes' own.
 */
export function isExtendedResource(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}

/** Is this a part of an extended resource? There are only whole ones; the API server looks at thousandths, rounded up. */
export function isDivided(name: string, quantity: Quantity): boolean {
  if (Number.isInteger(Number(quantity))) return false;
  return isExtendedResource(name) && resourceAmount('cpu', quantity) % 1000n !== 0n;
}
