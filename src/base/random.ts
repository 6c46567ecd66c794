import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Draws that depend on nothing but a seed and a name; each draw moves the stream on. */
export interface RandomStream {
  /** A whole number from `least` to `most`, both included, all equally likely. */
  integer(least: number, most: number): number;
  /** A number of [0, 1) with 53 random bits. */
  fraction(): number;
}

/**
 * The stream of this name, as `arrivals` or `failures`. Streams of one seed know nothing of each other: one more draw
 * from one never shifts another.
 *
 * The 128 bits of state are four splitmix32 outputs of seed and name, since small seeds are badly spread otherwise.
 * @param seed a safe integer
 */
export function randomStream(seed: number, name: string): RandomStream {
  const generator = xoroshiro128plusFromState(stateOf(seed, name));
  return {
    integer: (least, most) => uniformInt(generator, least, most),
    fraction: () => uniformFloat64(generator),
  };
}

const GOLDEN = 0x9e3779b9;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Never all zero: the four outputs are a permutation's values at four different points. */
function stateOf(seed: number, name: string): number[] {
  const low = seed | 0;
  const high = Math.floor(seed / 0x1_0000_0000) | 0;
  let state = mix(mix(mix(low) ^ high) ^ hashOf(name));
  return Array.from({ length: 4 }, () => {
    state = (state + GOLDEN) | 0;
    return mix(state);
  });
}

/** The output function of splitmix32. */
function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

/** FNV-1a over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME);
  return hash;
}
