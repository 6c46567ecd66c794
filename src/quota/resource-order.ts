import { compareStrings, fnv64a } from '../base/index.ts';

/**
 * The order in which Kueue walks the resources of a request: by the 64-bit FNV-1a hash of the name, ties by name.
 *
 * It is seen from outside: the first resource that no flavor has decides what a message names. `memory` comes before
 * `nvidia.com/gpu`, `pods` and `cpu`.
 * @see kueue-quota §2.3
 */
export function compareResources(a: string, b: string): number {
  const hashA = hashOf(a);
  const hashB = hashOf(b);
  return hashA < hashB ? -1 : hashA > hashB ? 1 : compareStrings(a, b);
}

/** A cluster has few different resources: each is hashed once. */
const hashes = new Map<string, bigint>();
const MAX_KNOWN = 10_000;

function hashOf(resource: string): bigint {
  let hash = hashes.get(resource);
  if (hash === undefined) {
    hash = fnv64a(resource);
    if (hashes.size >= MAX_KNOWN) hashes.clear();
    hashes.set(resource, hash);
  }
  return hash;
}
