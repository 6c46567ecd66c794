import * as fc from 'fast-check';
import type { Instance } from '../../src/model/index.ts';

/** Names that tempt a program to take them for something else. */
export const HOSTILE_NAMES: readonly string[] = [
  '__proto__',
  'constructor',
  'a/b',
  'instance/i-1',
  '["nn-1"]',
  'host:i-1',
  'node:nn-1',
  'nn-1',
  'i-1',
  '<b onclick="x()">&amp;</b>',
  'it\'s; $(touch hit) `touch hit` \\ "',
  '%%{init: {}}%%',
  'line\nbreak',
  'tab\t\u0007',
  '\u001b[31mred',
  '\u202eflip',
  '\u{e0041}tag',
  '--all',
  '=ls',
  '',
];

/** Names that begin with a control character, as marks of a kind of node might. */
const MARKED_NAMES: readonly string[] = ['\u0000', '\u0000i-1', '\u0001nn-1', '\u0001\u0000'];

const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('nn-1', 'nn-2', 'nn-3'),
  fc.constantFrom('nn-1', 'nn-2', 'nn-3'),
  fc.constantFrom(...HOSTILE_NAMES, ...MARKED_NAMES),
);

const id: fc.Arbitrary<string> = fc.oneof(
  fc.nat(40).map((n) => `i-${n}`),
  fc.constantFrom(...HOSTILE_NAMES, ...MARKED_NAMES),
);

export interface InstanceOptions {
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly maxCount?: number;
  /** All below one network node of layer 1. */
  readonly isOneTree?: boolean;
}

/** Instances with different ids, in any order, below few network nodes, so that much is shared. */
export function arbitraryInstances(options: InstanceOptions): fc.Arbitrary<Instance[]> {
  const { minDepth, maxDepth, maxCount = 24, isOneTree = false } = options;
  const path = fc.array(name, { minLength: minDepth, maxLength: maxDepth });
  const networkNodes = isOneTree ? path.map((below) => ['top', ...below]) : path;
  const instance = fc.record({ id, networkNodes });
  return fc.uniqueArray(instance, { selector: (one) => one.id, minLength: 1, maxLength: maxCount });
}

/** Instances of mixed depth, some without network nodes. */
export const anyInstances: fc.Arbitrary<Instance[]> = arbitraryInstances({ minDepth: 0, maxDepth: 4 });

/** The same instances in two orders. */
export const twoOrders: fc.Arbitrary<readonly [Instance[], Instance[]]> = anyInstances.chain((instances) =>
  fc
    .shuffledSubarray(instances, { minLength: instances.length, maxLength: instances.length })
    .map((shuffled) => [instances, shuffled] as const),
);

/** Hops by definition: links up to the longest common beginning of both paths and down again; null without one. */
export function hopsByPaths(a: Instance, b: Instance): number | null {
  if (a.id === b.id) return 0;
  let shared = 0;
  while (shared < a.networkNodes.length && a.networkNodes[shared] === b.networkNodes[shared]) shared++;
  return shared === 0 ? null : a.networkNodes.length + 1 - shared + (b.networkNodes.length + 1 - shared);
}

/** All unordered pairs of different positions. */
export function pairsOf<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const));
}
