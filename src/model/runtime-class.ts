import type { ResourceList } from './resources.ts';

export interface RuntimeClass {
  readonly name: string;
  /** Taken by every pod of the class beside its containers. */
  readonly overhead?: ResourceList;
}
