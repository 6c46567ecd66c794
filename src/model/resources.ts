import type { Quantity } from '../base/index.ts';

/** Resource name → amount, as in `requests` or `allocatable`: `{ cpu: '8', 'nvidia.com/gpu': 1 }`. */
export type ResourceList = Readonly<Record<string, Quantity>>;

/**
 * Is this a resource that Kubernetes knows nothing of but its number, such as GPUs? Its name has a prefix that is not
 * Kubernetes' own.
 */
export function isExtendedResource(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/') && !name.startsWith('requests.');
}
