import type { Quantity } from '../base/index.ts';

/** Resource name → amount, as in `requests` or `allocatable`: `{ cpu: '8', 'nvidia.com/gpu': 1 }`. */
export type ResourceList = Readonly<Record<string, Quantity>>;
